"""Views of impact: learning, answers and schools, with small numbers hidden already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.domain.facts import School
from dashboard.kpis import KPIS
from dashboard.measures.disclosure import coarsened, disclose
from dashboard.measures.kpi import State
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
GOOD = ("improved", "4", "5, best", "4 or 5")


@dataclass(frozen=True)
class Parts:
    """A count of children or answers in its parts, rounded; none unless the state is `ok`.

    `whole` and `good`, the share that rose or was positive, are those that the measure tells; parts
    that are rounded each for itself would add up to others.
    """

    state: State
    parts: Mapping[str, int] = field(default_factory=dict)
    whole: int = 0
    good: float | None = None

    def share(self, name: str) -> float:
        """What a part is of the whole, so that the good ones add up to what the measure tells."""
        beside = sum(
            number for other, number in self.parts.items() if (other in GOOD) == (name in GOOD)
        )
        of_whole = self.good if name in GOOD else 1 - self.good
        return of_whole * self.parts[name] / beside if beside else 0.0


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
class Unreached:
    """Schools that had no session: how many, with how many pupils, and those that are `named`."""

    schools: int
    pupils: int
    named: tuple[School, ...]

    @classmethod
    def of(cls, schools: Sequence[School], named: Sequence[School]) -> "Unreached":
        return cls(len(schools), sum(school.pupils or 0 for school in schools), tuple(named))


def parts_of(
    counts: Sequence[int],
    groupings: tuple[dict, ...],
    measured: Mapping[str, int] | None,
    policy: Policy,
) -> Parts:
    """Counts as finely as no part of them is small; `measured` is what their measure shows, the
    good ones and then all, or None.
    """
    if not sum(counts):
        return Parts("missing")
    shown = coarsened(counts, groupings, policy) if measured else None
    if shown is None:
        return Parts("suppressed")
    good, whole = measured.values()
    return Parts("ok", shown, whole, good / whole)


def learning_of(
    counts: Sequence[int], sums: Sequence[float], children: int, policy: Policy
) -> Learning:
    """From (rose, same, fell), the sums of the scores before and after, and whose they are."""
    number = sum(counts)
    known = {"pairs_improved": sum(counts[:1]), "pairs": number, "paired_children": children}
    measured = disclose(KPIS["learning_improved"].parts, known, policy)
    pairs = parts_of(counts, DIRECTIONS, measured, policy)
    if pairs.state != "ok" or children < policy.smallest_base:
        return Learning(pairs)
    return Learning(pairs, *(round(total / number, 2) for total in sums))
