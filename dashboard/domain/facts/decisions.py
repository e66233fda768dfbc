"""What people did or are to do: reviews, decisions, assessments, waivers and the journal's acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Review:
    review_ref: str
    agreement_code: str
    due_on: date
    held_on: date | None
    outcome: str | None
    next_due_on: date | None
    notes: str | None


@dataclass(frozen=True)
class Decision:
    decision_ref: str
    agreement_code: str | None
    opportunity_code: str | None
    kind: str
    decided_on: date
    decided_by: str
    deliverer_partner_code: str | None
    reason: str | None
    rationale: str | None
    options: str | None
    notice_on: date | None
    effective_on: date | None
    reported_on: date | None
    approved_on: date | None = None


@dataclass(frozen=True)
class Assessment:
    """An assessment of value for money at one stage; `assessed_on` is blank until it is made."""

    assessment_ref: str
    agreement_code: str
    stage: str
    due_on: date | None
    assessed_on: date | None


@dataclass(frozen=True)
class Waiver:
    waiver_ref: str
    rule: str
    agreement_code: str
    reason: str
    approved_by: str
    expires_on: date


@dataclass(frozen=True)
class Act:
    """Something that people entered in the journal; `said` is what they told, field by field."""

    entry_number: int
    written_on: date
    role: str
    act: str
    organisation: str | None
    agreement_code: str | None
    said: Mapping[str, Any]

    @property
    def rule(self) -> str | None:
        """The rule whose flag it is about, if any."""
        return self.said.get("rule")
