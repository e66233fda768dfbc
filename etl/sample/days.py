"""The school calendar inside the hub's quarters: on which days children are taught."""

from collections.abc import Iterator
from datetime import date, timedelta

from data.calendar import Quarter

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
