"""Readiness to end well: every point in the order in which it comes up."""

from datetime import date, timedelta

from dashboard.policy.ending import left_behind
from dashboard.policy.ending.case import Ending, Item
from dashboard.policy.reasons import SIDE_OF
from dashboard.policy.reviews_and_decisions import appraisal, body_name, last_review
from data.formatting import day, listed

NOTICE = "Notice"
OPTIONS = "Options"
DECISION = "Decision handed on"
CHECK_AFTERWARDS = "Check afterwards"


def notice(ending: Ending) -> Item:
    least = ending.policy.rules["notice_min_days"]
    given = min((d.notice_on for d in ending.decisions if d.notice_on), default=None)
    if not ending.is_decided:
        return _notice_to_come(ending, least)
    if given is None or ending.effective_on is None:
        return Item(
            NOTICE,
            "cannot be told",
            "The end is decided, but not both days are recorded: of the notice and of its effect.",
            "Record the day of the notice and the day on which it takes effect.",
        )
    return _notice_given(ending, given, ending.effective_on, least)


def _notice_given(ending: Ending, given: date, takes_effect: date, least: int) -> Item:
    days, on = (takes_effect - given).days, ending.facts.on
    verb = "was given" if given <= on else "is to be given"
    sentence = (
        f"Notice {verb} on {day(given)} for {day(takes_effect)}: {days} days, and at least "
        f"{least} are asked."
    )
    if days < least:
        todo = f"Let it take effect on {day(given + timedelta(least))} or later, or say why not."
        return Item(NOTICE, "not yet", sentence, "" if ending.is_over else todo)
    if given > on:
        return Item(NOTICE, "not yet", sentence, f"Give notice in writing by {day(given)}.")
    return Item(NOTICE, "ready", sentence)


def _notice_to_come(ending: Ending, least: int) -> Item:
    """No end is decided: until when notice could be given for the end date."""
    ends_on, on = ending.ends_on, ending.facts.on
    latest = ends_on - timedelta(least)
    sentence = f"No notice is recorded; at least {least} days are asked."
    if ending.is_over:
        return Item(NOTICE, "not yet", f"{sentence} The agreement ended on {day(ends_on)}.")
    if on <= latest:
        todo = f"To end on {day(ends_on)}, give notice by {day(latest)}."
    else:
        earliest = day(on + timedelta(least))
        todo = f"Notice given today would end it well on {earliest} or later, past its end date."
    return Item(NOTICE, "not yet", sentence, todo)


def options(ending: Ending) -> Item:
    """With the decision that ends it; where none does, with one taken since the last review."""
    recorded = next((d for d in reversed(ending.decisions) if d.options), None)
    if not ending.is_decided:
        recorded = appraisal(ending.facts)
    if recorded:
        with_it = f"{recorded.decision_ref} ({recorded.kind}) of {day(recorded.decided_on)}"
        return Item(OPTIONS, "ready", f"The options looked at are recorded with {with_it}.")
    todo = "Record the options with the decision: going on, a smaller agreement, another partner."
    if ending.is_decided:
        return Item(OPTIONS, "not yet", "The decision that ends it records no options.", todo)
    last = last_review(ending.facts)
    since = f" since the review of {day(last.held_on)}" if last else ""
    return Item(OPTIONS, "not yet", f"No decision{since} records the options.", todo)


def decision(ending: Ending) -> Item:
    if not ending.is_decided:
        return Item(
            DECISION,
            "not yet",
            "No decision to end it is recorded.",
            ""
            if ending.is_over
            else "If it is to end, record the decision, its reason, its days and its report.",
        )
    last = ending.decisions[-1]
    wanted = [what for what, is_there in _to_record(ending) if not is_there]
    sentence = f"{last.decision_ref} of {day(last.decided_on)}, by {body_name(last)}"
    if reported := [d.reported_on for d in ending.decisions if d.reported_on]:
        sentence += f"; reported to the Oversight Committee on {day(max(reported))}"
    if wanted:
        return Item(DECISION, "not yet", f"{sentence}.", f"Record {listed(wanted)}.")
    return Item(DECISION, "ready", f"{sentence}.")


def _to_record(ending: Ending) -> list[tuple[str, bool]]:
    decisions = ending.decisions
    return [
        ("one of the policy’s six reasons", any(d.reason in SIDE_OF for d in decisions)),
        ("the day of the notice", any(d.notice_on for d in decisions)),
        ("the day on which it takes effect", any(d.effective_on for d in decisions)),
        ("the day of the report to the Oversight Committee", any(d.reported_on for d in decisions)),
    ]


def check_afterwards(ending: Ending) -> Item:
    """A review held after the last day: held, due, overdue, or planned while it is not due yet."""
    ends_on, on = ending.ends_on, ending.facts.on
    by = ends_on + timedelta(ending.policy.rules["after_check_days"])
    held = [r.held_on for r in ending.facts.reviews if r.held_on and r.held_on > ends_on]
    planned = [r.due_on for r in ending.facts.reviews if not r.held_on and r.due_on > ends_on]
    review = f"a review by {day(by)} of what the end led to"
    if held:
        return Item(CHECK_AFTERWARDS, "ready", f"Held on {day(min(held))}.")
    if on > by:
        return Item(
            CHECK_AFTERWARDS,
            "not yet",
            f"Overdue: it was due by {day(by)}.",
            "Hold it, and record it.",
        )
    if on > ends_on:
        return Item(
            CHECK_AFTERWARDS, "not yet", f"Due by {day(by)}.", f"Hold {review}, and record the day."
        )
    if planned:
        return Item(CHECK_AFTERWARDS, "ready", f"Not due yet: planned for {day(min(planned))}.")
    return Item(CHECK_AFTERWARDS, "not yet", "Not due yet, and not planned.", f"Plan {review}.")


ITEMS = (
    notice,
    options,
    left_behind.children,
    left_behind.provision,
    left_behind.money,
    decision,
    check_afterwards,
)


def readiness(ending: Ending) -> tuple[Item, ...]:
    """Every item in the order in which it comes up."""
    return tuple(item(ending) for item in ITEMS)
