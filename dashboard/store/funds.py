"""The money of an academic year: allocated, paid and spent, one row per area."""

from collections import Counter

from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.store.door import Door
from dashboard.views.partners_and_returns import Fund
from data.calendar import Quarter, parse_year
from data.hub import HUB, HUB_WIDE


class Funds(Door):
    """The year's money: totals, open to every role."""

    def funds(self, viewer: Viewer, year: str) -> list[Fund]:
        """The year's money, one row per area and one for the hub-wide agreements."""
        viewer.require("see_totals")
        with self._open() as reader:
            snapshot = reader.snapshot()
        return [_fund(snapshot, area, year) for area in (*HUB.area_names, HUB_WIDE)]


def _fund(snapshot: Snapshot, area: str, year: str) -> Fund:
    allocated = [a for a in snapshot.allocations if a.area == area and a.year == year]
    paid_by_kind = _paid_by_kind(snapshot, area, year)
    pupils = [s.pupils for s in snapshot.schools if s.area == area and s.pupils is not None]
    return Fund(
        area=area,
        year=year,
        allocated_pence=sum(a.amount_pence for a in allocated),
        paid_pence=sum(paid_by_kind.values()),
        spent_pence=_spent(snapshot, area, year),
        own_share_pence=sum(a.amount_pence for a in allocated if a.is_own_share),
        pupils=sum(pupils) if pupils else None,
        allocated_by_stream=_summed((a.stream, a.amount_pence) for a in allocated),
        paid_by_kind=paid_by_kind,
    )


def _paid_by_kind(snapshot: Snapshot, area: str, year: str) -> dict[str, int]:
    """Pence paid on days of the year, by the kind of partner."""
    first = Quarter(parse_year(year), 1)
    return _summed(
        (snapshot.partner_of(agreement).kind, payment.amount_pence)
        for agreement in snapshot.agreements.values()
        if agreement.area == area
        for payment in snapshot.payments.get(agreement.agreement_code, ())
        if payment.paid_on and first.start <= payment.paid_on <= first.shift(3).end
    )


def _spent(snapshot: Snapshot, area: str, year: str) -> int | None:
    told = [
        came.spent_pence
        for (code, quarter), came in snapshot.returns.items()
        if quarter.academic_year == year
        and snapshot.agreements[code].area == area
        and came.received.tells_of("spending")
    ]
    return sum(told) if told else None


def _summed(pairs) -> dict[str, int]:
    totals = Counter()
    for word, pence in pairs:
        totals[word] += pence
    return dict(totals)
