"""Money of an academic year: of each area, and on its way from stream to partner."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.domain.facts import Agreement, Payment
from dashboard.domain.snapshot import Snapshot
from data.calendar import Quarter, parse_year
from data.hub import HUB, HUB_WIDE


@dataclass(frozen=True)
class Fund:
    """The money of one area and academic year, in pence; `pupils` are of its schools register.

    `allocated` holds every stream, the service's own share included. `spent_pence` is None where
    no return told of spending. `allocated_by_stream` and `paid_by_kind` (kind of partner) add up to
    the two totals; `own_share_pence` is the part of the allocation without an agreement.
    """

    area: str
    year: str
    allocated_pence: int
    paid_pence: int
    spent_pence: int | None
    own_share_pence: int
    pupils: int | None
    allocated_by_stream: dict[str, int]
    paid_by_kind: dict[str, int]

    @property
    def allocated_pence_per_pupil(self) -> float | None:
        return self.allocated_pence / self.pupils if self.pupils else None


@dataclass(frozen=True)
class Flow:
    """Pence paid out of a stream in an area to partners of a kind."""

    stream: str
    area: str
    kind: str
    pence: int


def funds_of(snapshot: Snapshot, year: str) -> list[Fund]:
    """The year's money, one row per area and one for the hub-wide agreements."""
    return [_fund(snapshot, area, year) for area in (*HUB.area_names, HUB_WIDE)]


def flows_of(snapshot: Snapshot, year: str, area: str | None = None) -> list[Flow]:
    """What was paid on days of a year, by stream, area and kind of partner, largest first."""
    paid: Counter = Counter()
    for agreement, payment in _paid(snapshot, year, area):
        kind = snapshot.partner_of(agreement).kind
        paid[payment.stream, agreement.area, kind] += payment.amount_pence
    return [Flow(*way, pence) for way, pence in paid.most_common() if pence > 0]


def _fund(snapshot: Snapshot, area: str, year: str) -> Fund:
    allocated = [a for a in snapshot.allocations if a.area == area and a.year == year]
    paid_by_kind = _summed(
        (snapshot.partner_of(agreement).kind, payment.amount_pence)
        for agreement, payment in _paid(snapshot, year, area)
    )
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


def _paid(snapshot: Snapshot, year: str, area: str | None) -> Iterator[tuple[Agreement, Payment]]:
    """The payments made on days of the year, of one area's agreements or of all."""
    first = Quarter(parse_year(year), 1)
    for agreement in snapshot.agreements.values():
        if area in (None, agreement.area):
            for payment in snapshot.payments.get(agreement.agreement_code, ()):
                if payment.paid_on and first.start <= payment.paid_on <= first.shift(3).end:
                    yield agreement, payment


def _spent(snapshot: Snapshot, area: str, year: str) -> int | None:
    spent = [
        facts.spent_pence
        for (code, quarter), facts in snapshot.returns.items()
        if quarter.academic_year == year
        and snapshot.agreements[code].area == area
        and facts.received.tells_of("spending")
    ]
    return sum(spent) if spent else None


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: Counter = Counter()
    for word, pence in pairs:
        sums[word] += pence
    return dict(sums)
