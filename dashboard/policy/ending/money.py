"""The money that an end sets free."""

from dashboard.domain.formatting import pounds
from dashboard.policy.ending.item import Ending, Item

TITLE = "Money released"


def item(ending: Ending) -> Item:
    """What is allocated and not yet paid, and how much of it falls due by the last day."""
    facts = ending.facts
    paid = sum(p.amount_pence for p in facts.payments if p.paid_on)
    allocated = sum(a.amount_pence for a in facts.allocations)
    unpaid_value = facts.agreement.value_pence - paid
    if not facts.allocations:
        return Item(
            TITLE,
            "cannot be told",
            f"No allocation is recorded; {pounds(unpaid_value)} of its value is not yet paid.",
            "Record what is allocated to the agreement.",
        )
    told = (
        f"{pounds(allocated)} is allocated and {pounds(paid)} paid; {pounds(unpaid_value)} of its "
        f"value of {pounds(facts.agreement.value_pence)} is not yet paid."
    )
    if paid > allocated:
        return Item(TITLE, "not yet", told, "Settle what was paid beyond the allocation.")
    owed = _due_by_then(ending)
    free = max(allocated - paid - owed, 0)
    told += f" {_released(ending, free)}"
    if owed:
        todo = f"Settle the {pounds(owed)} of payments due by then."
        return Item(TITLE, "not yet", told, todo)
    return Item(TITLE, "ready", told)


def _due_by_then(ending: Ending) -> int:
    unpaid = (p for p in ending.facts.payments if not p.paid_on and p.due_on <= ending.ends_on)
    return sum(payment.amount_pence for payment in unpaid)


def _released(ending: Ending, free: int) -> str:
    verb = "is" if ending.is_over or ending.is_decided else "would be"
    return f"{pounds(free) if free else 'Nothing'} {verb} released."
