"""Who decides: the roles that enter each act, by whose agreement it is about.

A lead's are the agreements of their own areas; officers and the Executive Group have those of all.
"""

from typing import Literal

from data.hub import HUB_WIDE
from data.journal.acts import ACTS

Whose = Literal["of an area", "hub-wide", "none"]

EXECUTIVE = ("executive",)
CENTRE = ("officer", "executive")
SERVICES = ("lead", "officer", "executive")
DECIDING = set(SERVICES)  # who enters anything at all

WHO_DECIDES: dict[str, dict[Whose, tuple[str, ...]]] = {
    "acknowledge": {"of an area": SERVICES, "hub-wide": CENTRE, "none": CENTRE},
    "disagree": {"of an area": SERVICES, "hub-wide": CENTRE, "none": CENTRE},
    "review": {"of an area": SERVICES, "hub-wide": CENTRE},
    "reply": {"of an area": SERVICES, "hub-wide": CENTRE},
    "improvement plan": {"of an area": SERVICES, "hub-wide": CENTRE},
    "decision": {"of an area": SERVICES, "hub-wide": CENTRE},
    "approval": {"of an area": EXECUTIVE, "hub-wide": EXECUTIVE, "none": EXECUTIVE},
    "report": {"of an area": CENTRE, "hub-wide": CENTRE, "none": CENTRE},
    "answer": {"of an area": SERVICES, "hub-wide": CENTRE, "none": CENTRE},
    "settings": {"none": EXECUTIVE},
}
WORDS = {
    EXECUTIVE: "the Executive Group",
    CENTRE: "the lead organisation’s officers and the Executive Group",
    SERVICES: (
        "its area’s music service leads, the lead organisation’s officers and the Executive Group"
    ),
}
NOT_A_LEADS = {
    "hub-wide": "Hub-wide agreements are decided by",
    "none": "What is about no agreement is decided by",
}


def deciders(act: str, area: str | None) -> tuple[str, ...]:
    """The roles that enter an act about an agreement of `area`, None: about no agreement."""
    return WHO_DECIDES[act].get(_whose(area), ())


def is_entered_by(role: str, act: str) -> bool:
    """Whether a role enters an act at all, whatever it is about."""
    return any(role in roles for roles in WHO_DECIDES[act].values())


def refusal(role: str, act: str, area: str | None) -> str:
    """The sentence for a role that does not decide: who does."""
    who = WORDS[deciders(act, area)]
    if is_entered_by(role, act):
        return f"{NOT_A_LEADS[_whose(area)]} {who}."
    return f"‘{ACTS[act].title}’ is for {who}."


def _whose(area: str | None) -> Whose:
    if area is None:
        return "none"
    return "hub-wide" if area == HUB_WIDE else "of an area"
