"""Notice in good time."""

from datetime import date, timedelta

from dashboard.domain.formatting import day
from dashboard.policy.ending.item import Ending, Item

TITLE = "Notice"


def item(ending: Ending) -> Item:
    least = ending.policy.rules["notice_min_days"]
    given = min((d.notice_on for d in ending.decisions if d.notice_on), default=None)
    if not ending.is_decided:
        return _to_come(ending, least)
    if given is None or ending.effective_on is None:
        return Item(
            TITLE,
            "cannot be told",
            "The end is decided, but not both days are recorded: of the notice and of its effect.",
            "Record the day of the notice and the day on which it takes effect.",
        )
    return _given(ending, given, ending.effective_on, least)


def _given(ending: Ending, given: date, takes_effect: date, least: int) -> Item:
    days, on = (takes_effect - given).days, ending.facts.on
    verb = "was given" if given <= on else "is to be given"
    told = (
        f"Notice {verb} on {day(given)} for {day(takes_effect)}: {days} days, and at least "
        f"{least} are asked."
    )
    if days < least:
        todo = f"Let it take effect on {day(given + timedelta(least))} or later, or say why not."
        return Item(TITLE, "not yet", told, "" if ending.is_over else todo)
    if given > on:
        return Item(TITLE, "not yet", told, f"Give notice in writing by {day(given)}.")
    return Item(TITLE, "ready", told)


def _to_come(ending: Ending, least: int) -> Item:
    """No end is decided: until when notice could be given for the end date."""
    ends_on, on = ending.ends_on, ending.facts.on
    latest = ends_on - timedelta(least)
    told = f"No notice is recorded; at least {least} days are asked."
    if ending.is_over:
        return Item(TITLE, "not yet", f"{told} The agreement ended on {day(ends_on)}.")
    if on <= latest:
        todo = f"To end on {day(ends_on)}, give notice by {day(latest)}."
    else:
        earliest = day(on + timedelta(least))
        todo = f"Notice given today would end it well on {earliest} or later, past its end date."
    return Item(TITLE, "not yet", told, todo)
