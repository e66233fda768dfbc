"""The hub's calendar: academic years, their quarters, and when returns fall due."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from data.hub import HUB
from data.kinds import with_plain_hyphens

_YEAR = re.compile(r"\s*(20\d\d)\s*[/-]\s*(?:20)?(\d\d)\s*", re.ASCII)
_QUARTER = re.compile(_YEAR.pattern + r"(?:-\s*)?Q\s*([1-4])\s*", re.ASCII | re.IGNORECASE)


def _plain(text: str) -> str:
    return text if text.isascii() else with_plain_hyphens(text)


class Quarter(NamedTuple):
    """One quarter of an academic year, written `2025/26 Q1`; the text sorts as the time does."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read `2025/26 Q1`, with any dash for the stroke; ValueError with a sentence if none."""
        match = _QUARTER.fullmatch(_plain(text))
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            raise ValueError(f"‘{text}’ is not a quarter. Write it like 2025/26 Q1.")
        return cls(int(match[1]), int(match[3]))

    def __str__(self) -> str:
        return f"{self.academic_year} Q{self.number}"

    @property
    def academic_year(self) -> str:
        return academic_year(self.year)

    @property
    def start(self) -> date:
        month, day = HUB.quarter_starts[self.number - 1]
        return date(self.year + ((month, day) < HUB.quarter_starts[0]), month, day)

    @property
    def end(self) -> date:
        """The quarter's last day."""
        return self.next().start - timedelta(days=1)

    @property
    def due_on(self) -> date:
        """The day by which its returns are due."""
        return self.end + timedelta(days=HUB.return_due_days)

    def shift(self, quarters: int) -> "Quarter":
        years, number = divmod(self.number - 1 + quarters, 4)
        return Quarter(self.year + years, number + 1)

    def next(self) -> "Quarter":
        return self.shift(1)

    def previous(self) -> "Quarter":
        return self.shift(-1)

    def year_so_far(self) -> tuple["Quarter", ...]:
        """The quarters of its academic year up to and with itself."""
        return tuple(Quarter(self.year, number) for number in range(1, self.number + 1))

    def whole_year(self) -> tuple["Quarter", ...]:
        return tuple(Quarter(self.year, number) for number in range(1, 5))


def academic_year(start: int) -> str:
    """`2025/26` for 2025."""
    return f"{start}/{(start + 1) % 100:02d}"


def parse_year(text: str) -> int:
    """The year in which an academic year starts: 2025 for `2025/26`; ValueError with a sentence."""
    match = _YEAR.fullmatch(_plain(text))
    if not match or (int(match[1]) + 1) % 100 != int(match[2]):
        raise ValueError(f"‘{text}’ is not an academic year. Write it like 2025/26.")
    return int(match[1])


@lru_cache(4096)
def quarter_of(day: date) -> Quarter:
    """The quarter in which a day lies."""
    first = Quarter(day.year - ((day.month, day.day) < HUB.quarter_starts[0]), 1)
    return next(q for q in reversed(first.whole_year()) if q.start <= day)


def newest_due(today: date) -> Quarter:
    """The newest quarter whose returns are due: the one that pages open on."""
    quarter = quarter_of(today)
    while quarter.due_on >= today:
        quarter = quarter.previous()
    return quarter


@lru_cache(4096)
def between(first: Quarter, last: Quarter) -> tuple[Quarter, ...]:
    """All quarters from first to last, both included."""
    count = (last.year - first.year) * 4 + last.number - first.number + 1
    return tuple(first.shift(step) for step in range(count))


@lru_cache(4096)
def owes_return(quarter: Quarter, starts_on: date, ends_on: date) -> bool:
    """Whether an agreement runs long enough in a quarter to owe a return; both end days count."""
    days = (min(ends_on, quarter.end) - max(starts_on, quarter.start)).days + 1
    return days >= HUB.return_min_days
