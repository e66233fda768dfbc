"""Options looked at before the end is chosen."""

from dashboard.domain.formatting import day
from dashboard.policy.decision_history import appraisal, last_review
from dashboard.policy.ending.item import Ending, Item

TITLE = "Options"


def item(ending: Ending) -> Item:
    """With the decision that ends it; where none does, with one taken since the last review."""
    recorded = next((d for d in reversed(ending.decisions) if d.options), None)
    if not ending.is_decided:
        recorded = appraisal(ending.facts)
    if recorded:
        with_it = f"{recorded.decision_ref} ({recorded.kind}) of {day(recorded.decided_on)}"
        return Item(TITLE, "ready", f"The options looked at are recorded with {with_it}.")
    todo = "Record the options with the decision: going on, a smaller agreement, another partner."
    if ending.is_decided:
        return Item(TITLE, "not yet", "The decision that ends it records no options.", todo)
    last = last_review(ending.facts)
    since = f" since the review of {day(last.held_on)}" if last else ""
    return Item(TITLE, "not yet", f"No decision{since} records the options.", todo)
