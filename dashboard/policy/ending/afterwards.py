"""A look back once the agreement has ended."""

from datetime import timedelta

from dashboard.domain.formatting import day
from dashboard.policy.ending.item import Ending, Item

TITLE = "Check afterwards"


def item(ending: Ending) -> Item:
    """A review held after the last day: held, due, overdue, or planned while it is not due yet."""
    ends_on, on = ending.ends_on, ending.facts.on
    by = ends_on + timedelta(ending.policy.rules["after_check_days"])
    held = [r.held_on for r in ending.facts.reviews if r.held_on and r.held_on > ends_on]
    planned = [r.due_on for r in ending.facts.reviews if not r.held_on and r.due_on > ends_on]
    asked = f"a review by {day(by)} of what the end led to"
    if held:
        return Item(TITLE, "ready", f"Held on {day(min(held))}.")
    if on > by:
        return Item(
            TITLE, "not yet", f"Overdue: it was due by {day(by)}.", "Hold it, and record it."
        )
    if on > ends_on:
        return Item(TITLE, "not yet", f"Due by {day(by)}.", f"Hold {asked}, and record the day.")
    if planned:
        return Item(TITLE, "ready", f"Not due yet: planned for {day(min(planned))}.")
    return Item(TITLE, "not yet", "Not due yet, and not planned.", f"Plan {asked}.")
