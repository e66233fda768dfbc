"""The needs register."""

from datetime import date, timedelta

from etl.sample.hub import SampleHub
from etl.sample.period import Row
from etl.sample.plan import Need

CLOSED_AGO = 60  # days
FIRST_SEEN = (4, 14)  # month and day of the spring before the sample begins


def rows(hub: SampleHub) -> list[Row]:
    """One row per need."""
    identified = date(hub.years[0], *FIRST_SEEN)
    return [_row(hub, need, identified) for need in hub.needs]


def _row(hub: SampleHub, need: Need, identified: date) -> Row:
    return {
        "need_code": need.code,
        "area": need.area,
        "statement": need.statement,
        "evidence": need.evidence,
        "priority": need.priority,
        "lpme_function": need.function,
        "identified_on": identified,
        "closed_on": hub.today - timedelta(days=CLOSED_AGO) if need.story == "closed" else None,
    }
