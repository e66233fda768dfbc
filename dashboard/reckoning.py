"""From quantities to a reading: add up first, suppress, then divide."""

from dataclasses import dataclass

from dashboard.disclosure import Disclosed, disclose, rounded
from dashboard.kpi import Coverage, Kpi, Quantities, Rag, Reading, State
from dashboard.rag import rag, target_for
from dashboard.selection import Selection
from data.policies import Policy


@dataclass(frozen=True)
class Reckoner:
    """Reads KPIs from one selection's quantities, under the settings in force."""

    selection: Selection
    quantities: Quantities
    policy: Policy

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
            coverage=Coverage(self.quantities["returns_came"], self.quantities["returns_owed"]),
            beside=tuple((label, self._beside(kpi, state, name)) for label, name in kpi.beside),
            note=kpi.when_missing if state == "missing" else "",
        )

    def _state(self, kpi: Kpi) -> tuple[State, Disclosed]:
        """Whether there is a value to show, and the numerator and denominator that may be."""
        if kpi.needs and getattr(self.selection, kpi.needs) is None:
            return "not_applicable", Disclosed(None, None)
        numerator, denominator = self._raw(kpi)
        if numerator is None or (kpi.denominator and denominator is None):
            return "missing", Disclosed(None, None)
        if kpi.denominator and not denominator:
            return "not_applicable", Disclosed(None, None)
        shown = disclose(kpi, numerator, denominator, self.policy)
        return ("suppressed" if shown.suppressed else "ok"), shown

    def _raw(self, kpi: Kpi) -> tuple:
        below = self.quantities[kpi.denominator] if kpi.denominator else None
        return self.quantities[kpi.numerator], below

    def _value(self, kpi: Kpi, shown: Disclosed) -> float:
        if kpi.ratio:
            known = {kpi.numerator: shown.numerator, kpi.denominator: shown.denominator}
            return kpi.ratio({**self.quantities, **known})
        return shown.numerator / shown.denominator if kpi.denominator else shown.numerator

    def _rag(self, kpi: Kpi, value: float | None, target: float | None) -> Rag:
        numerator, denominator = self._raw(kpi)
        judged = kpi.counts_below if kpi.denominator else kpi.counts
        base = denominator if kpi.denominator else numerator
        return rag(
            kpi, value, target, base if judged in ("children", "answers") else None, self.policy
        )

    def _beside(self, kpi: Kpi, state: State, name: str) -> int | float | None:
        count = self.quantities[name]
        if kpi.counts == "children":
            return rounded(count, self.policy)
        few_answers = state == "suppressed" and kpi.counts == "answers"
        return None if few_answers or count is None else count
