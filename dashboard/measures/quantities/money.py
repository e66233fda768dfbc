"""Pence allocated, paid, spent and earned in the period."""

from dashboard.domain.facts import Allocation, Payment
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity
from data.hub import HUB
from data.policies import Policy

GRANT_STREAMS = ("revenue grant", "capital grant")
QUANTITIES = (
    Quantity("spent_pence", "hub grant spent", "pence", of="nothing personal"),
    Quantity("income_pence", "other income", "pence", of="nothing personal"),
    Quantity("paid_pence", "paid to partners", "pence", of="nothing personal"),
    Quantity(
        "paid_local_pence",
        "paid to partners at home in the four areas",
        "pence",
        of="nothing personal",
    ),
    Quantity(
        "allocated_profile_pence",
        "hub grant due to be spent by its profile",
        "pence",
        of="nothing personal",
    ),
)


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    return _spending(cell) | _payments(cell) | {"allocated_profile_pence": _profile(cell, policy)}


def _spending(cell: Cell) -> dict[str, int | None]:
    returns = [facts for facts in cell.returns if facts.received.tells_of("spending")]
    if not returns:
        return {"spent_pence": None, "income_pence": None}
    return {
        "spent_pence": sum(facts.spent_pence for facts in returns),
        "income_pence": sum(facts.income_pence() for facts in returns),
    }


def _payments(cell: Cell) -> dict[str, int | None]:
    """Pence paid in the period, and the part paid to partners at home in the four areas."""
    if not cell.snapshot.payments:
        return {"paid_pence": None, "paid_local_pence": None}
    paid = [(a, sum(p.amount_pence for p in _paid(cell, a))) for a in cell.agreements]
    home = {code: partner.home_area for code, partner in cell.snapshot.partners.items()}
    return {
        "paid_pence": sum(pence for _, pence in paid),
        "paid_local_pence": sum(
            pence for agreement, pence in paid if home[agreement.partner_code] in HUB.area_names
        ),
    }


def _paid(cell: Cell, agreement) -> list[Payment]:
    payments = cell.snapshot.payments.get(agreement.agreement_code, ())
    return [p for p in payments if p.paid_on and cell.first_day <= p.paid_on <= cell.last_day]


def _profile(cell: Cell, policy: Policy) -> int | None:
    """The part of the year's hub grant that the spending profile puts into the period."""
    first, last = cell.quarters[0].number, cell.quarters[-1].number
    due = policy.spending_due(last) - policy.spending_due(first - 1)
    grants = [a for a in cell.snapshot.allocations if _is_counted(cell, a)]
    return round(sum(grant.amount_pence for grant in grants) * due) if grants else None


def _is_counted(cell: Cell, allocation: Allocation) -> bool:
    if allocation.stream not in GRANT_STREAMS:
        return False
    if allocation.year != cell.quarters[0].academic_year:
        return False
    if allocation.is_own_share:
        return _is_reported_for(cell, allocation)
    return allocation.agreement_code in {a.agreement_code for a in cell.agreements}


def _is_reported_for(cell: Cell, own_share: Allocation) -> bool:
    """Whether a service's own share is meant, and a consortium member's agreement reports for it.

    Without one nobody can say what was spent of it, which is not the same as nothing.
    """
    if cell.selection.is_a_part:
        return False
    year = cell.quarters[0].whole_year()
    return any(
        agreement.area == own_share.area
        and agreement.runs_in(year[0].start, year[-1].end)
        and cell.snapshot.is_self_commissioned(agreement)
        for agreement in cell.agreements
    )
