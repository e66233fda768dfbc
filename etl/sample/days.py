"""The days of the sample: on which children are taught, and on which returns arrive."""

from collections.abc import Iterator
from datetime import date, timedelta

from data.calendar import Quarter
from etl.sample.hub import SampleHub
from etl.sample.plan import Agreement

SATURDAY = 5
TAUGHT = {  # first and last days (month, day) between holidays and half-terms
    1: (((9, 8), (10, 24)), ((11, 3), (11, 30))),
    2: (((12, 1), (12, 18)), ((1, 6), (2, 13)), ((2, 23), (2, 28))),
    3: (((3, 1), (3, 27)), ((4, 13), (5, 22))),
    4: (((6, 1), (7, 18)),),
}


def session_days(quarter: Quarter, weekday: int, how_many: int, until: date) -> list[date]:
    """Evenly spaced teaching days on one weekday, up to and with `until`."""
    days = [day for day in _taught(quarter) if day.weekday() == weekday and day <= until]
    many = min(how_many, len(days))
    return [days[n * len(days) // many] for n in range(many)]


def before_weekend(day: date) -> date:
    """The day itself, or the Friday before it where it is on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def _taught(quarter: Quarter) -> Iterator[date]:
    for first, last in TAUGHT[quarter.number]:
        day, end = _in(quarter, first), _in(quarter, last)
        while day <= end:
            yield day
            day += timedelta(days=1)


def _in(quarter: Quarter, month_day: tuple[int, int]) -> date:
    """The date of a month and day in a quarter that may run over the new year."""
    month, day = month_day
    return date(quarter.start.year + (month < quarter.start.month), month, day)


LATE_SHARE = 0.28  # of the returns of those who play no part
LATE_AT_MOST = 16  # days
EARLY_AT_MOST = 20
SILENT_FOR = 2  # due quarters without a return


def prepared_on(hub: SampleHub, agreement: Agreement, quarter: Quarter) -> date | None:
    """The day on which a quarter's return was prepared; None where none has come by today."""
    if quarter > _last_heard(hub, agreement):
        return None
    day = quarter.due_on + timedelta(days=_days_late(hub, agreement, quarter))
    return day if day <= hub.today else None


def _last_heard(hub: SampleHub, agreement: Agreement) -> Quarter:
    return hub.newest.shift(-SILENT_FOR) if agreement.story == "silent" else hub.now


def _days_late(hub: SampleHub, agreement: Agreement, quarter: Quarter) -> int:
    """Days after the due date, negative before it; services and parts in the story are punctual."""
    dice = hub.dice("arrival", agreement.code, quarter)
    punctual = agreement.story or agreement.is_own_delivery
    if dice.random() < LATE_SHARE and not punctual:
        return dice.randint(1, LATE_AT_MOST)
    early = quarter.due_on - timedelta(days=dice.randint(1, EARLY_AT_MOST))
    return (before_weekend(early) - quarter.due_on).days
