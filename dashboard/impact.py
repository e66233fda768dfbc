"""What changed for children, as the store tells it: small numbers are hidden already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.disclosure import coarsened, is_small
from dashboard.kpi import State
from data.policies import Policy

DOMAINS = {"musical": "Musical", "personal": "Personal", "social": "Social"}
RESPONDENTS = {"pupil": "Pupils", "parent": "Parents and carers", "school": "Schools"}
DIRECTIONS = (
    {"improved": (0,), "same": (1,), "lower": (2,)},
    {"improved": (0,), "same or lower": (1, 2)},
)
SCORES = (
    {"1, worst": (0,), "2": (1,), "3": (2,), "4": (3,), "5, best": (4,)},
    {"1 or 2": (0, 1), "3": (2,), "4 or 5": (3, 4)},
    {"1 to 3": (0, 1, 2), "4 or 5": (3, 4)},
)
POSITIVE = ("4", "5, best", "4 or 5")


@dataclass(frozen=True)
class Parts:
    """A count of children or answers in its parts, rounded; none unless the state is `ok`."""

    state: State
    parts: Mapping[str, int] = field(default_factory=dict)

    @property
    def whole(self) -> int:
        return sum(self.parts.values())

    def share(self, *names: str) -> float | None:
        """What some parts are of the whole; None where there is none."""
        if not self.whole:
            return None
        return sum(self.parts.get(name, 0) for name in names) / self.whole


@dataclass(frozen=True)
class Learning:
    """Matched pairs: how many rose, stayed and fell, and their mean scores as shares of a scale,
    in whole per cents.

    The means are None where fewer children stand behind them than the smallest base.
    """

    pairs: Parts
    before: float | None = None
    after: float | None = None


@dataclass(frozen=True)
class SchoolRow:
    """A school of the register; counts of schools are exact."""

    urn: str
    name: str
    area: str
    phase: str
    pupils: int | None


def parts_of(
    counts: Sequence[int], groupings: tuple[dict, ...], policy: Policy, people: int
) -> Parts:
    """Counts as they may be shown: as finely as no part of them is small, nor who they tell of."""
    if not sum(counts):
        return Parts("missing")
    if is_small(people, policy):
        return Parts("suppressed")
    shown = coarsened(counts, groupings, policy)
    return Parts("suppressed") if shown is None else Parts("ok", shown)


def learning_of(
    counts: Sequence[int], sums: Sequence[float], children: int, policy: Policy
) -> Learning:
    """From (rose, same, fell), the sums of the scores before and after, and whose they are."""
    pairs = parts_of(counts, DIRECTIONS, policy, children)
    number = sum(counts)
    if pairs.state != "ok" or children < policy.smallest_base:
        return Learning(pairs)
    return Learning(pairs, *(round(total / number, 2) for total in sums))
