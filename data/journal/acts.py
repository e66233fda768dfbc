"""Acts that can be entered in the journal, each with its fields."""

from dataclasses import dataclass
from typing import Literal

from data.hub import HUB, HUB_WIDE
from data.vocabulary.decisions import (
    DECIDED_BY,
    ENDING_KINDS,
    ENDING_REASONS,
    REVIEW_OUTCOMES,
)

NO_PARTNER = "none"  # the organisation of somebody who belongs to no partner


@dataclass(frozen=True)
class Field:
    """One thing to say. kind: `text`, `day`, `code`, `choice` (of `choices`) or `values`.

    `is_done` where its day cannot lie ahead; `is_free_text` where not everybody may read it.
    """

    name: str
    label: str
    kind: Literal["text", "day", "code", "choice", "values"]
    required: bool = True
    choices: tuple[str, ...] = ()
    is_done: bool = False
    is_free_text: bool = False
    hint: str = ""


@dataclass(frozen=True)
class Act:
    """Something that people do: how it is offered, how it is listed, and what is to be said."""

    key: str
    title: str
    done: str
    sentence: str
    fields: tuple[Field, ...]
    of: Literal["agreement", "hub", "either"] = "agreement"


_FLAG = Field("rule", "Flag", "code")
_AREA = Field(  # of a flag without an agreement
    "area", "Area", "choice", required=False, choices=(*HUB.area_names, HUB_WIDE)
)
_DECIDED_BY = Field(
    "decided_by",
    "Decided by",
    "choice",
    choices=DECIDED_BY,
)
_ORGANISATION = Field(
    "organisation",
    "The organisation of those who decide",
    "code",
    hint="Nobody decides about what their own organisation delivers.",
)


def _words(name: str, label: str, required: bool = True, hint: str = "") -> Field:
    return Field(name, label, "text", required, is_free_text=True, hint=hint)


def _day(name: str, label: str, required: bool = True, is_done: bool = True) -> Field:
    return Field(name, label, "day", required, is_done=is_done)


_ALL = (
    Act(
        "acknowledge",
        "Acknowledge a flag",
        "Flag acknowledged",
        "Say that the flag has been seen, and what is being done.",
        (_FLAG, _AREA, _words("note", "What is being done")),
        of="either",
    ),
    Act(
        "disagree",
        "Disagree with a flag",
        "Flag disagreed with",
        "Say why the software is wrong here. The flag stands, with the disagreement beside it.",
        (_FLAG, _AREA, _words("why", "Why it is wrong")),
        of="either",
    ),
    Act(
        "review",
        "Record a review",
        "Review held",
        "A review was held: when, and what came of it.",
        (
            Field("review_ref", "Review", "code", required=False),
            _day("held_on", "Held on"),
            Field(
                "outcome",
                "Outcome",
                "choice",
                choices=REVIEW_OUTCOMES,
            ),
            _day("next_due_on", "Next review due on", required=False, is_done=False),
            _words("notes", "Notes", required=False),
        ),
    ),
    Act(
        "reply",
        "Record the partner’s reply",
        "Partner’s reply",
        "What the partner answered when told of a flag or a review.",
        (_day("replied_on", "Replied on"), _words("reply", "What they said")),
    ),
    Act(
        "improvement plan",
        "Record an improvement plan",
        "Improvement plan",
        "What is to get better, and when that is looked at.",
        (
            _day("decided_on", "Decided on"),
            _DECIDED_BY,
            _ORGANISATION,
            _words("rationale", "Why"),
            _words("actions", "What is to be done"),
            _day("review_on", "Reviewed on", is_done=False),
        ),
    ),
    Act(
        "decision",
        "Record a decision",
        "Decision",
        "What was decided about an agreement, why, and what else was looked at.",
        (
            Field(
                "kind",
                "Decision",
                "choice",
                choices=("award", "renew", "vary", "ad hoc", *ENDING_KINDS),
            ),
            _day("decided_on", "Decided on"),
            _DECIDED_BY,
            _ORGANISATION,
            Field(
                "reason",
                "Reason",
                "choice",
                required=False,
                choices=(*ENDING_REASONS, "other"),
                hint="Ending an agreement needs one of the policy’s six reasons.",
            ),
            _words("rationale", "Rationale"),
            _words("options", "What else was looked at", required=False),
            _day("notice_on", "Notice given on", required=False, is_done=False),
            _day("effective_on", "Takes effect on", required=False, is_done=False),
        ),
    ),
    Act(
        "approval",
        "Record the Executive Group’s approval",
        "Executive Group’s approval",
        "The Executive Group approves the award of an agreement, or a decision about it.",
        (
            Field("decision_ref", "Decision", "code", required=False, hint="Blank: the award."),
            _day("approved_on", "Approved on"),
            _ORGANISATION,
        ),
        of="either",
    ),
    Act(
        "report",
        "Record the report to the Oversight Committee",
        "Report to the Oversight Committee",
        "A decision has been reported to the Oversight Committee.",
        (Field("decision_ref", "Decision", "code"), _day("reported_on", "Reported on")),
        of="either",
    ),
    Act(
        "answer",
        "Answer a query",
        "Query answered",
        "What came of a query about a partner’s rows. It is not asked about the same rows again.",
        (
            Field("query", "Query", "code"),
            _words("reply", "What was said", hint="A role’s words: name nobody."),
        ),
        of="either",
    ),
    Act(
        "settings",
        "Adopt changed settings",
        "Settings adopted",
        "The Executive Group changes settings from a day on; earlier days keep theirs.",
        (
            Field("values", "Changed settings", "values"),
            _day("in_force_from", "In force from", is_done=False),
            _day("adopted_on", "Adopted on"),
            _words("why", "Why"),
        ),
        of="hub",
    ),
)
ACTS = {act.key: act for act in _ALL}
