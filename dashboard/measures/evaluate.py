"""From quantities to a reading: add up first, suppress, then divide."""

from dataclasses import dataclass

from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.measures.disclosure import Disclosed, disclose, distribution, rounded
from dashboard.measures.kpi import Beside, Coverage, Kpi, Quantities, Rag, Reading, State
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
        value = self._value(kpi, shown) if state == "ok" else None
        target = target_for(kpi, self.selection, self.policy)
        return Reading(
            kpi=kpi,
            selection=self.selection,
            value=value,
            numerator=shown.numerator,
            denominator=shown.denominator,
            state=state,
            rag=self._rag(kpi, value, target),
            target=target,
            coverage=self.coverage,
            beside=self._beside(kpi, state),
            note=self._note(kpi, state),
            measure=self.quantities[kpi.measured_by] if kpi.measured_by else None,
        )

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.quantities["returns_came"], self.quantities["returns_owed"])

    @property
    def is_unfinished(self) -> bool:
        """Whether returns are still to come that are not due yet: too early to rate anything."""
        return self.is_open and self.coverage.received < self.coverage.due

    def _note(self, kpi: Kpi, state: State) -> str:
        if state == "missing":
            return kpi.when_missing
        return "Not rated: the period's returns are not due yet." if self.is_unfinished else ""

    def _state(self, kpi: Kpi) -> tuple[State, Disclosed]:
        """Whether there is a value to show, and the numerator and denominator that may be."""
        if not kpi.applies_to(self.selection):
            return "not_applicable", Disclosed(None, None)
        names = [name for name in (kpi.denominator, kpi.measured_by) if name]
        numerator, below = self.quantities[kpi.numerator], [self.quantities[n] for n in names]
        if None in (numerator, *below):
            return "missing", Disclosed(None, None)
        if 0 in below:
            return "not_applicable", Disclosed(None, None)
        people = [self.quantities[name] for name in kpi.people]
        shown = disclose(kpi, numerator, below[0] if below else None, self.policy, people)
        return ("suppressed" if shown.suppressed else "ok"), shown

    def _value(self, kpi: Kpi, shown: Disclosed) -> float:
        if kpi.ratio:
            known = {kpi.numerator: shown.numerator, kpi.denominator: shown.denominator}
            return kpi.ratio({**self.quantities, **known})
        return shown.numerator / shown.denominator if kpi.denominator else shown.numerator

    def _rag(self, kpi: Kpi, value: float | None, target: float | None) -> Rag:
        if self.is_unfinished:
            return "grey"
        return rag(kpi, value, target, self._base(kpi), self.policy)

    def _base(self, kpi: Kpi) -> int | None:
        """The number of children or answers that a value rests on, before rounding."""
        judged = kpi.counts_below if kpi.denominator else kpi.counts
        if judged not in ("children", "answers"):
            return None
        return self.quantities[kpi.denominator or kpi.numerator]

    def _beside(self, kpi: Kpi, state: State) -> tuple[Beside, ...]:
        counts = [self.quantities[name] for _, name in kpi.beside]
        shown = self._shown_beside(kpi, state, counts)
        named = zip(kpi.beside, counts, shown, strict=True)
        return tuple(_stands(label, count, value) for (label, _), count, value in named)

    def _shown_beside(self, kpi: Kpi, state: State, counts: list) -> list:
        if kpi.counts == "children":
            return [rounded(count, self.policy) for count in counts]
        if kpi.counts != "answers" or None in counts:
            return counts
        return [None] * len(counts) if state == "suppressed" else distribution(counts, self.policy)


def _stands(label: str, count: float | None, shown: float | None) -> Beside:
    if shown is not None:
        return Beside(label, shown, "ok")
    return Beside(label, None, "missing" if count is None else "suppressed")
