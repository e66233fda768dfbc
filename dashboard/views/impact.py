"""Views of impact: learning, answers and schools, with small numbers hidden already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.domain.facts import School
from dashboard.kpis import KPIS
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.kpi import Kpi, State
from dashboard.measures.quantities import QUANTITIES
from dashboard.measures.quantity import Quantities

DOMAINS = {"musical": "Musical", "personal": "Personal", "social": "Social"}
RESPONDENTS = {"pupil": "Pupils", "parent": "Parents and carers", "school": "Schools"}
DIRECTIONS = {"improved": "pairs_improved", "same": "pairs_same", "lower": "pairs_lower"}
SCORES = {
    "1, worst": "answers_1",
    "2": "answers_2",
    "3": "answers_3",
    "4": "answers_4",
    "5, best": "answers_5",
}
GOOD = ("improved", "4", "5, best")


@dataclass(frozen=True)
class Parts:
    """A count of children or answers in its parts, as shown; none unless the state is `ok`.

    `whole` and `good`, the share that rose or was positive, are those that the measure tells; parts
    that are changed each for itself would add up to others.
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
    in whole per cents; None where too few children stand behind them.
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
    kpi: Kpi, named: Mapping[str, str], counts: Quantities, disclosure: Disclosure
) -> Parts:
    """What a KPI's denominator is made of: `named` are its parts, quantities by label."""
    if not counts[kpi.denominator]:
        return Parts("missing")
    if disclosure.is_too_few(kpi.parts[1:], counts):
        return Parts("suppressed")
    good, whole = (disclosure.shown(part, counts) for part in kpi.parts)
    parts = {label: disclosure.shown(QUANTITIES[name], counts) for label, name in named.items()}
    return Parts("ok", parts, whole, good / whole)


def opinions_of(counts: Quantities, disclosure: Disclosure) -> Parts:
    """Answers by score."""
    return parts_of(KPIS["satisfaction_positive"], SCORES, counts, disclosure)


def learning_of(counts: Quantities, sums: Sequence[float], disclosure: Disclosure) -> Learning:
    """Pairs by which way they went, and the means of the sums of the scores before and after."""
    pairs = parts_of(KPIS["learning_improved"], DIRECTIONS, counts, disclosure)
    if pairs.state != "ok":
        return Learning(pairs)
    return Learning(pairs, *(round(total / counts["pairs"], 2) for total in sums))
