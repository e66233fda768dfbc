"""Small numbers: counts of 1 to 5 children are never shown, all others are rounded to five.

Totals are added up first and come here before anything is divided, numerator and denominator
alike. Hours and shares of answers or of register places are shown exactly, except over a very small
base, and except where they are those of very few people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.measures.kpi import Kpi
from data.policies import Policy

Number = int | float | None


@dataclass(frozen=True)
class Disclosed:
    """A numerator and a denominator that may be shown, or nothing where they may not."""

    numerator: Number
    denominator: Number
    suppressed: bool = False


def is_small(count: Number, policy: Policy) -> bool:
    """Whether a count is too small to show; a true zero is not."""
    return count is not None and 0 < abs(count) < policy.smallest_shown


def rounded(count: Number, policy: Policy) -> int | None:
    """A count of children as it may be shown: None where small, else a multiple of five."""
    if count is None or is_small(count, policy):
        return None
    return int(policy.round_to * round(count / policy.round_to))


def coarsened(
    counts: Sequence[int], groupings: Iterable[Mapping[str, Sequence[int]]], policy: Policy
) -> dict[str, int] | None:
    """The first grouping of which no part is small, its parts rounded; None where none will do.

    A grouping names its parts, each by the positions of the counts that it adds up.
    """
    for grouping in groupings:
        sums = {name: sum(counts[at] for at in places) for name, places in grouping.items()}
        if not any(is_small(one, policy) for one in sums.values()):
            return {name: rounded(one, policy) for name, one in sums.items()}
    return None


def distribution(counts: Sequence[int], policy: Policy) -> list[int | None]:
    """How often each answer was given: as it is, but for one that few gave.

    That one is hidden and the others rounded, so that it is not what is left of the total, which is
    known. How many answers were not positive a share says itself; which of them few gave is what
    is hidden. Only where all that were given were given by five each does the total say so.
    """
    if not any(is_small(count, policy) for count in counts):
        return list(counts)
    shown = [rounded(count, policy) for count in counts]
    if step := _step_into_doubt(shown, sum(counts), policy):
        largest = shown.index(max(filter(None, shown)))
        shown[largest] = shown[largest] + step or None
    return shown


def _step_into_doubt(shown: Sequence[int | None], total: int, policy: Policy) -> int:
    """What to add to a rounded count where the total would else leave the hidden no choice.

    Rounded the other way it shows what other counts show too, so nobody can tell which they were.
    """
    told, hidden = [number for number in shown if number], shown.count(None)
    slack, most = policy.round_to // 2, policy.smallest_shown - 1
    if not told:
        return 0
    if total - sum(max(number - slack, most + 1) for number in told) <= hidden:
        return -policy.round_to
    if total - sum(number + slack for number in told) >= hidden * most:
        return policy.round_to
    return 0


def disclose(
    kpi: Kpi,
    numerator: Number,
    denominator: Number,
    policy: Policy,
    people: Iterable[Number] = (),
) -> Disclosed:
    """What may be shown of a KPI's numerator and denominator, which tell of so many people."""
    if any(is_small(number, policy) for number in people) or _must_hide(
        kpi, numerator, denominator, policy
    ):
        return Disclosed(None, None, suppressed=True)
    return Disclosed(
        rounded(numerator, policy) if kpi.counts == "children" else numerator,
        rounded(denominator, policy) if kpi.counts_below == "children" else denominator,
    )


def _must_hide(kpi: Kpi, numerator: Number, denominator: Number, policy: Policy) -> bool:
    counts = tuple(_telling_counts(kpi, numerator, denominator))
    return any(is_small(count, policy) for count in counts)


def _telling_counts(kpi: Kpi, numerator: Number, denominator: Number) -> Iterable[Number]:
    """The counts that would tell of few: a share's base, and of children also its two parts."""
    if kpi.counts == "children":
        yield numerator
        if denominator is not None:
            yield denominator - numerator
    if kpi.counts_below in ("children", "answers", "places"):
        yield denominator
