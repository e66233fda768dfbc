"""Forecast of a year's end, from how much had come by the same quarter in earlier years.

The likely end is what has come so far, divided by the share of their year that all places together
had by this quarter in earlier years; its range divides by the largest and the smallest share that
any single place had in any of those years. Nothing is forecast from too few returns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

QUARTERS = 4
FEWEST = 3  # fewer places and years say nothing of a range


@dataclass(frozen=True)
class History:
    """One place in an earlier year: its quarters, and the least share of returns that came."""

    quarters: tuple[float | None, ...]
    coverage: float

    def is_complete(self, coverage: float) -> bool:
        is_known = None not in self.quarters and sum(self.quarters) > 0
        return is_known and self.coverage >= coverage

    def share_by(self, number: int) -> float:
        """The share of the year that had come by the end of its nth quarter."""
        return sum(self.quarters[:number]) / sum(self.quarters)


@dataclass(frozen=True)
class Forecast:
    """What has come by a quarter and where the year may end; `why_not` where that is not told."""

    so_far: tuple[float | None, ...]
    likely: float | None = None
    low: float | None = None
    high: float | None = None
    why_not: str = ""

    @property
    def from_start(self) -> tuple[float, ...]:
        """The quarters up to the first that is not known: beyond it nothing adds up."""
        return tuple(takewhile(lambda value: value is not None, self.so_far))

    @property
    def is_whole(self) -> bool:
        """Whether every quarter of the year is known."""
        return len(self.so_far) == QUARTERS and None not in self.so_far


@dataclass(frozen=True)
class YearAhead:
    """A year of one measure beside the year before, and what was to be expected by each quarter."""

    year: str
    before: str
    before_quarters: tuple[float | None, ...]
    steps: tuple[Forecast, ...]

    @property
    def newest(self) -> Forecast:
        return self.steps[-1]


def forecast(
    so_far: Sequence[float | None],
    returned: float,
    whole: Sequence[History],
    places: Sequence[History],
    coverage: float,
) -> Forecast:
    """`so_far` are this year's quarters, and `returned` the least share of returns that came for
    any; `whole` are earlier years of all that is chosen, `places` the same of each area."""
    so_far = tuple(so_far)
    if returned < coverage:
        return Forecast(so_far, why_not="Too few of this year’s returns have come to say.")
    if None in so_far or not so_far:
        return Forecast(so_far, why_not="Too little is known of this year’s quarters to say.")
    years = [year for year in whole if year.is_complete(coverage)]
    each = [place for place in places if place.is_complete(coverage)]
    if not years or len(each) < FEWEST:
        return Forecast(so_far, why_not="There is no earlier year with enough returns to go by.")
    return _reckoned(so_far, years, each)


def _reckoned(
    known: tuple[float, ...], years: Sequence[History], each: Sequence[History]
) -> Forecast:
    number, sum_so_far = len(known), sum(known)
    shares = [place.share_by(number) for place in each]
    usual = sum(year.share_by(number) for year in years) / len(years)
    if min(*shares, usual) <= 0:
        return Forecast(known, why_not="By this quarter nothing had come in earlier years.")
    return Forecast(
        known,
        likely=sum_so_far / usual,
        low=sum_so_far / max(*shares, usual),
        high=sum_so_far / min(*shares, usual),
    )
