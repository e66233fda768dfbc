"""Zones: which day London has at a time that is written with the zone in which it is meant."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from data.formatting import quoted
from etl.schema.kinds.fault import FaultError

_LONDON = ZoneInfo("Europe/London")
_NAMED = {"Z": UTC, "UTC": UTC, "GMT": UTC, "BST": timezone(timedelta(hours=1))}
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", re.A | re.I)
_FURTHEST = timedelta(hours=14)  # no place on earth is further from Greenwich


def day_in_london(text: str, when: date, clock: tuple[int, int], zone: str) -> date:
    """The day in London at an hour and minute of a day in a zone, such as `Z`, `+0100` or `BST`.

    FaultError, which repeats the whole text, where no zone is meant.
    """
    there = _NAMED.get(zone.upper()) or _by_offset(text, zone)
    return datetime.combine(when, time(*clock), there).astimezone(_LONDON).date()


def _by_offset(text: str, zone: str) -> timezone:
    sign, hours, minutes = _OFFSET.fullmatch(zone).groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > _FURTHEST:
        raise FaultError(
            f"{quoted(text)} names a time zone that there is not.",
            "Type the day alone, as it was in London, like 03/07/2026.",
        )
    return timezone(-offset if sign == "-" else offset)
