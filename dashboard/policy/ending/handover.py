"""The decision to end: taken for a reason, dated, and told to those who oversee it."""

from dashboard.domain.formatting import day, listed
from dashboard.policy.decision_history import body_said
from dashboard.policy.ending.item import Ending, Item
from dashboard.policy.reasons import SIDE_OF

TITLE = "Decision handed on"


def item(ending: Ending) -> Item:
    if not ending.is_decided:
        return Item(
            TITLE,
            "not yet",
            "No decision to end it is recorded.",
            ""
            if ending.is_over
            else "If it is to end, record the decision, its reason, its days and its report.",
        )
    last = ending.decisions[-1]
    wanted = [what for what, is_there in _asked(ending) if not is_there]
    told = f"{last.decision_ref} of {day(last.decided_on)}, by {body_said(last)}"
    if reported := [d.reported_on for d in ending.decisions if d.reported_on]:
        told += f"; reported to the Oversight Committee on {day(max(reported))}"
    if wanted:
        return Item(TITLE, "not yet", f"{told}.", f"Record {listed(wanted)}.")
    return Item(TITLE, "ready", f"{told}.")


def _asked(ending: Ending) -> list[tuple[str, bool]]:
    found = ending.decisions
    return [
        ("one of the policy’s six reasons", any(d.reason in SIDE_OF for d in found)),
        ("the day of the notice", any(d.notice_on for d in found)),
        ("the day on which it takes effect", any(d.effective_on for d in found)),
        ("the day of the report to the Oversight Committee", any(d.reported_on for d in found)),
    ]
