"""Evaluation of KPIs, from quantities to a reading: add up, disclose, divide; judge the truth."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.kpi import COVERAGE, Beside, Coverage, Kpi, Rag, Reading, State
from dashboard.measures.quantities import QUANTITIES
from dashboard.measures.quantity import Number, Quantities
from dashboard.measures.rag import rag, target_for
from data.policies import Policy


@dataclass(frozen=True)
class Reckoner:
    """Reads KPIs from one selection's quantities, under the settings in force.

    While a period `is_open` and returns are still to come, nothing is rated.
    """

    selection: Selection
    quantities: Quantities
    disclosure: Disclosure
    is_open: bool = False

    @classmethod
    def of(cls, cell: Cell, quantities: Quantities, policy: Policy) -> "Reckoner":
        disclosure = Disclosure.of(cell.snapshot, policy)
        return cls(cell.selection, quantities, disclosure, cell.is_open)

    @property
    def policy(self) -> Policy:
        return self.disclosure.policy

    def read(self, kpi: Kpi) -> Reading:
        state = self._state(kpi)
        shown = self._shown(kpi) if state == "ok" else {}
        value = _value(kpi, shown) if state == "ok" else None
        target = target_for(kpi, self.selection, self.policy)
        true_value = self._true_value(kpi) if state == "ok" else None
        return Reading(
            kpi=kpi,
            selection=self.selection,
            value=value,
            numerator=shown.get(kpi.numerator),
            denominator=shown.get(kpi.denominator),
            state=state,
            rag=_agreed(self._rag(kpi, true_value, target), self._rag(kpi, value, target)),
            target=target,
            coverage=self.coverage,
            beside=self._beside(kpi),
            note=self._note(kpi, state),
            measure=self._measure(kpi, shown),
        )

    @property
    def coverage(self) -> Coverage:
        return Coverage(*(self.quantities[name] for name in COVERAGE))

    @property
    def is_unfinished(self) -> bool:
        """Whether returns are still to come that are not due yet: too early to rate anything."""
        return self.is_open and self.coverage.received < self.coverage.due

    def _note(self, kpi: Kpi, state: State) -> str:
        if state == "missing":
            is_wrong = kpi.wrong and self.quantities[kpi.wrong]
            return kpi.when_wrong if is_wrong else kpi.when_missing
        return "Not rated: the period's returns are not due yet." if self.is_unfinished else ""

    def _state(self, kpi: Kpi) -> State:
        """Whether there is a value to show, or why there is none."""
        if not kpi.applies_to(self.selection):
            return "not_applicable"
        _, *divisors = numbers = [self.quantities[part.name] for part in kpi.parts]
        if None in numbers:
            return "missing"
        if 0 in divisors:
            return "not_applicable"
        is_too_few = self.disclosure.is_too_few(kpi.parts[1:], self.quantities)
        return "suppressed" if is_too_few else "ok"

    def _shown(self, kpi: Kpi) -> Mapping[str, Number]:
        return {part.name: self.disclosure.shown(part, self.quantities) for part in kpi.parts}

    def _true_value(self, kpi: Kpi) -> float:
        return _value(kpi, {part.name: self.quantities[part.name] for part in kpi.parts})

    def _rag(self, kpi: Kpi, value: float | None, target: float | None) -> Rag:
        if self.is_unfinished:
            return "grey"
        return rag(kpi, value, target, self._base(kpi), self.policy)

    def _base(self, kpi: Kpi) -> int | None:
        """The true number of children or answers that a value rests on."""
        is_judged = kpi.base.of in ("children", "answers")
        return self.quantities[kpi.base.name] if is_judged else None

    def _measure(self, kpi: Kpi, shown: Mapping[str, Number]) -> Number:
        """What is divided by once more; where it is nothing personal, also without a value."""
        name = kpi.measured_by
        if name and not QUANTITIES[name].is_personal:
            return self.quantities[name]
        return shown.get(name)

    def _beside(self, kpi: Kpi) -> tuple[Beside, ...]:
        named = ((label, QUANTITIES[name]) for label, name in kpi.beside)
        shown = ((label, self.disclosure.shown(part, self.quantities)) for label, part in named)
        return tuple(
            Beside(label, number, "missing" if number is None else "ok") for label, number in shown
        )


def _agreed(judged: Rag, as_shown: Rag) -> Rag:
    """The rating of the truth, unless what is shown contradicts it: then it is a close call."""
    return judged if judged == as_shown else "amber"


def _value(kpi: Kpi, numbers: Mapping[str, Number]) -> float:
    if kpi.ratio:
        return kpi.ratio(numbers)
    numerator = numbers[kpi.numerator]
    return numerator / numbers[kpi.denominator] if kpi.denominator else numerator
