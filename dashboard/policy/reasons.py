"""Reasons for ending a partnership: the policy's six, as one agreement gives them on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.formatting import uncapitalised
from dashboard.policy.flag import Flag
from data.calendar import Quarter
from data.formatting import listed
from data.policies import Policy

Side = Literal["positive", "negative"]
Strength = Literal["strong", "moderate", "slight", "complete", "partial", "none"]


@dataclass(frozen=True)
class Reason:
    """One of the six: how the policy and decisions name it, and the rule that judges it.

    `sheet` is what of a return it rests on; None where it rests on the registers alone.
    """

    title: str
    word: str
    side: Side
    rule: str
    sheet: str | None


REASONS = (
    Reason(
        "All objectives achieved",
        "objectives achieved",
        "positive",
        "objectives_all_achieved",
        "progress",
    ),
    Reason("Targets met", "targets met", "positive", "targets_met", "progress"),
    Reason(
        "A model that now sustains itself",
        "self-sustaining",
        "positive",
        "self_sustaining",
        "spending",
    ),
    Reason(
        "Quality standards not met",
        "quality not met",
        "negative",
        "quality_below_standard",
        "satisfaction",
    ),
    Reason("Objectives unmet", "objectives unmet", "negative", "objectives_unmet", "progress"),
    Reason(
        "No longer aligned with the hub’s direction", "not aligned", "negative", "not_aligned", None
    ),
)
ASKED = {"progress": "progress", "spending": "spending", "satisfaction": "answers"}
SIDE_OF = {reason.word: reason.side for reason in REASONS}


@dataclass(frozen=True)
class Standing:
    """How a reason stands: its flag, and which of the newest quarters due do not tell of it.

    `is_ripe` where as many quarters have fallen due as are looked at, or it needs none.
    strength, of one that stands or is waived: `strong`, `moderate` or `slight`; of one that does
    not: `complete` or `partial`; of one that cannot be told: `none`.
    """

    reason: Reason
    flag: Flag
    silent: tuple[Quarter, ...]
    is_ripe: bool
    strength: Strength

    @property
    def stands(self) -> bool:
        return self.flag.finding.state == "raised"

    @property
    def lacks_data(self) -> bool:
        """Whether it cannot be told although what would tell it should be there by now."""
        return self.flag.finding.state == "not_computable" and self.is_ripe

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not there and would tell more, as sentences."""
        wanted = self.flag.finding.missing
        sentences = [f"Wanted: {uncapitalised(wanted)}"] if wanted else []
        if self.silent:
            sentences.append(f"No {ASKED[self.reason.sheet]} reported for {listed(self.silent)}.")
        return tuple(sentences)


def standings(flags: Iterable[Flag], facts: AgreementFacts, policy: Policy) -> tuple[Standing, ...]:
    """All six reasons in the policy's order; none where the agreement is not judged that day."""
    judged = {flag.rule.key: flag for flag in flags}
    return tuple(
        _standing(reason, judged[reason.rule], facts, policy)
        for reason in REASONS
        if reason.rule in judged
    )


def _standing(reason: Reason, flag: Flag, facts: AgreementFacts, policy: Policy) -> Standing:
    if reason.sheet is None:
        return Standing(reason, flag, (), True, _strength(flag, True, policy))
    looked_at = policy.rules["ending_quarters"]
    due, reported = facts.due_quarters[-looked_at:], facts.told_quarters(reason.sheet)
    silent = tuple(quarter for quarter in due if quarter not in reported)
    strength = _strength(flag, bool(due) and not silent, policy)
    return Standing(reason, flag, silent, len(due) == looked_at, strength)


def _strength(flag: Flag, is_told: bool, policy: Policy) -> Strength:
    """Two questions: do the newest returns all tell of it, and has it stood for long?"""
    state, since = flag.finding.state, flag.finding.since
    if state == "not_computable":
        return "none"
    if state == "clear":
        return "complete" if is_told else "partial"
    lasts = since is not None and (flag.on - since).days >= policy.rules["reason_lasting_days"]
    return {2: "strong", 1: "moderate", 0: "slight"}[is_told + lasts]
