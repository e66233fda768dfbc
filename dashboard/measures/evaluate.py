"""Evaluation of KPIs, from quantities to a reading: add up first, suppress, then divide."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.measures.disclosure import disclose, disclose_beside
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
    policy: Policy
    is_open: bool = False

    @classmethod
    def of(cls, cell: Cell, quantities: Quantities, policy: Policy) -> "Reckoner":
        return cls(cell.selection, quantities, policy, cell.is_open)

    def read(self, kpi: Kpi) -> Reading:
        state, shown = self._state(kpi)
        value = _value(kpi, shown) if state == "ok" else None
        target = target_for(kpi, self.selection, self.policy)
        return Reading(
            kpi=kpi,
            selection=self.selection,
            value=value,
            numerator=shown.get(kpi.numerator),
            denominator=shown.get(kpi.denominator),
            state=state,
            rag=self._rag(kpi, value, target),
            target=target,
            coverage=self.coverage,
            beside=self._beside(kpi, state),
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
            return kpi.when_missing
        return "Not rated: the period's returns are not due yet." if self.is_unfinished else ""

    def _state(self, kpi: Kpi) -> tuple[State, Mapping[str, Number]]:
        """Whether there is a value to show, and by quantity the numbers that may be."""
        if not kpi.applies_to(self.selection):
            return "not_applicable", {}
        _, *divisors = numbers = [self.quantities[part.name] for part in kpi.parts]
        if None in numbers:
            return "missing", {}
        if 0 in divisors:
            return "not_applicable", {}
        shown = disclose(kpi.parts, self.quantities, self.policy)
        return ("suppressed", {}) if shown is None else ("ok", shown)

    def _rag(self, kpi: Kpi, value: float | None, target: float | None) -> Rag:
        if self.is_unfinished:
            return "grey"
        return rag(kpi, value, target, self._base(kpi), self.policy)

    def _base(self, kpi: Kpi) -> int | None:
        """The number of children or answers that a value rests on, before rounding."""
        is_judged = kpi.base.of in ("children", "answers")
        return self.quantities[kpi.base.name] if is_judged else None

    def _measure(self, kpi: Kpi, shown: Mapping[str, Number]) -> Number:
        """What is divided by once more; where it is nothing personal, also without a value."""
        name = kpi.measured_by
        if name and not QUANTITIES[name].is_personal:
            return self.quantities[name]
        return shown.get(name)

    def _beside(self, kpi: Kpi, state: State) -> tuple[Beside, ...]:
        named = [QUANTITIES[name] for _, name in kpi.beside]
        whole = None if state == "suppressed" else self.quantities[kpi.base.name]
        shown = disclose_beside(named, whole, self.quantities, self.policy)
        return tuple(
            _stands(label, self.quantities[name], shown[name]) for label, name in kpi.beside
        )


def _value(kpi: Kpi, shown: Mapping[str, Number]) -> float:
    if kpi.ratio:
        return kpi.ratio(shown)
    numerator = shown[kpi.numerator]
    return numerator / shown[kpi.denominator] if kpi.denominator else numerator


def _stands(label: str, count: Number, shown: Number) -> Beside:
    if shown is not None:
        return Beside(label, shown, "ok")
    return Beside(label, None, "missing" if count is None else "suppressed")
