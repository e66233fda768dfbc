"""Left behind by an end: children, provision, and the money that is set free."""

from dashboard.domain.formatting import in_unit, pounds
from dashboard.measures.kpi import Reading
from dashboard.policy.ending.case import Ending, Item, Provision
from dashboard.policy.ending.provision import left_without
from data.formatting import listed
from data.vocabulary.activities import ACTIVITIES

CHILDREN, PROVISION = "Children", "Provision"
MONEY = "Money released"
NO_OR_FEW = "no child, or very few,"


def children(ending: Ending) -> Item:
    """How many came lately, counted once; where each activity goes on they have somewhere to go."""
    reach = ending.reach
    if reach.state == "not_applicable":
        return Item(CHILDREN, "ready", f"It reached no child in {_period(reach)}.")
    if reach.state == "missing":
        return Item(
            CHILDREN,
            "cannot be told",
            f"No return of {_period(reach)} tells which children came.",
            "Ask the partner how many children come, and to which groups.",
        )
    sentence = f"It reached {_many(reach)} in {_period(reach)}{_parts(ending)}{_coverage(reach)}."
    if all(thing.fate == "kept" for thing in ending.provisions if thing.kind == "activity"):
        return Item(CHILDREN, "ready", f"{sentence} What they come to goes on in the area.")
    todo = "Agree where each group goes on, and tell families and schools before it ends."
    return Item(CHILDREN, "not yet", sentence, "" if ending.is_over else todo)


def _many(reach: Reading) -> str:
    return f"about {in_unit('count', reach.value)} children" if reach.value else NO_OR_FEW


def _parts(ending: Ending) -> str:
    """By activity, where there is more than one; a child may come to several."""
    known = (f"{ACTIVITIES[word].lower()}: {_few(reach)}" for word, reach in ending.by_activity)
    parts = "; ".join(known)
    return f" ({parts})" if parts else ""


def _few(reach: Reading) -> str:
    return in_unit("count", reach.value) if reach.state == "ok" else "not told"


def _coverage(reach: Reading) -> str:
    due, received = reach.coverage.due, reach.coverage.received
    return "" if received == due else f"; {received} of {due} returns have come"


def _period(reach: Reading) -> str:
    first, *others = reach.selection.quarters
    return f"{first} to {others[-1]}" if others else str(first)


def provision(ending: Ending) -> Item:
    """What nobody in the area would give on the day after."""
    if not ending.provisions:
        return Item(PROVISION, "cannot be told", "No activity or need is recorded.")
    sentence = " ".join(filter(None, (_lost(ending), _hub_wide(ending), _ends_too(ending))))
    if not sentence:
        sentence = "Everything that it gives goes on in the area with other agreements."
        return Item(PROVISION, "ready", sentence)
    todo = "Decide which of it is to go on, and commission that before the end."
    if ending.is_over:
        todo = "Decide which of it is still wanted, and commission that."
    return Item(PROVISION, "not yet", sentence, todo)


def _of(ending: Ending, fate: str) -> list[Provision]:
    return [thing for thing in ending.provisions if thing.fate == fate]


def _lost(ending: Ending) -> str:
    left = left_without(_of(ending, "lost"))
    verb = "It left" if ending.is_over else "It leaves" if ending.is_decided else "It would leave"
    return f"{verb} {left}." if left else ""


def _hub_wide(ending: Ending) -> str:
    provisions = _of(ending, "hub-wide")
    return f"Only hub-wide agreements go on with {_names(provisions)}." if provisions else ""


def _ends_too(ending: Ending) -> str:
    provisions = _of(ending, "ends too")
    if not provisions:
        return ""
    return f"Every other agreement for {_names(provisions)} ends by then too, unless it is renewed."


def _names(provisions: list[Provision]) -> str:
    return listed(
        f"need {thing.what}" if thing.kind == "need" else thing.what for thing in provisions
    )


def money(ending: Ending) -> Item:
    """What is allocated and not yet paid, and how much of it falls due by the last day."""
    facts = ending.facts
    paid = sum(p.amount_pence for p in facts.payments if p.paid_on)
    allocated = sum(a.amount_pence for a in facts.allocations)
    unpaid_value = facts.agreement.value_pence - paid
    if not facts.allocations:
        return Item(
            MONEY,
            "cannot be told",
            f"No allocation is recorded; {pounds(unpaid_value)} of its value is not yet paid.",
            "Record what is allocated to the agreement.",
        )
    sentence = (
        f"{pounds(allocated)} is allocated and {pounds(paid)} paid; {pounds(unpaid_value)} of its "
        f"value of {pounds(facts.agreement.value_pence)} is not yet paid."
    )
    if paid > allocated:
        return Item(MONEY, "not yet", sentence, "Settle what was paid beyond the allocation.")
    owed = _due_by_then(ending)
    free = max(allocated - paid - owed, 0)
    sentence += f" {_released(ending, free)}"
    if owed:
        todo = f"Settle the {pounds(owed)} of payments due by then."
        return Item(MONEY, "not yet", sentence, todo)
    return Item(MONEY, "ready", sentence)


def _due_by_then(ending: Ending) -> int:
    unpaid = (p for p in ending.facts.payments if not p.paid_on and p.due_on <= ending.ends_on)
    return sum(payment.amount_pence for payment in unpaid)


def _released(ending: Ending, free: int) -> str:
    verb = "is" if ending.is_over or ending.is_decided else "would be"
    return f"{pounds(free) if free else 'Nothing'} {verb} released."
