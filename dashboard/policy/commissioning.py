"""Commissions of the hub: with whom, for which need, and after which call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement, Need, Partner

CRITERIA = {
    "expertise": "Expertise",
    "value_for_money": "Value for money",
    "ace_alignment": "Arts Council standards",
    "hub_objectives": "The hub's objectives",
}


@dataclass(frozen=True)
class Commissioned:
    """An agreement with who delivers it; `is_own` where that is a member of the consortium."""

    agreement: Agreement
    partner: Partner
    is_own: bool


@dataclass(frozen=True)
class NeedRow:
    """A need of an area and the running agreements that name it.

    `answered_by` are those whose details the viewer may see; `others` counts the rest.
    """

    need: Need
    function: str | None
    answered_by: tuple[Commissioned, ...]
    others: int = 0

    @property
    def is_covered(self) -> bool:
        return bool(self.answered_by) or self.others > 0


@dataclass(frozen=True)
class Proposal:
    """What a partner proposed, and the mean of the scorers' scores (1 to 5) on each criterion."""

    proposal_ref: str
    partner_name: str
    amount_pence: int
    submitted_on: date | None
    outcome: str
    scorers: int
    scores: Mapping[str, float | None]


@dataclass(frozen=True)
class Opportunity:
    """A call for proposals: for which need, how it was announced, and what came."""

    opportunity_code: str
    area: str
    title: str
    need: Need | None
    value_pence: int | None
    opened_on: date | None
    closed_on: date | None
    channels: tuple[str, ...]
    proposals: tuple[Proposal, ...]

    def standing(self, today: date) -> str:
        """`open`, `decided` or `to be decided`."""
        if self.closed_on and self.closed_on >= today:
            return "open"
        is_decided = any(proposal.outcome == "accepted" for proposal in self.proposals)
        return "decided" if is_decided else "to be decided"
