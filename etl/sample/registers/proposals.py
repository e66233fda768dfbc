"""The registers of proposals to open calls, and of their scores on four criteria."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.sample.hub import Row, SampleHub
from etl.sample.registers.opportunities import Opportunity, opportunities

LAST_DAYS = 6  # proposals come in the last days of a call
PRICES = (0.8, 1.25)  # of the opportunity's value, from and to


@dataclass(frozen=True)
class Proposal:
    """One answer to an open call."""

    ref: str
    opportunity: Opportunity
    partner: str
    amount: int
    submitted_on: date
    outcome: str


def proposals(hub: SampleHub) -> list[Row]:
    """One row per proposal."""
    return [
        {
            "proposal_ref": proposal.ref,
            "opportunity_code": proposal.opportunity.code,
            "partner_code": proposal.partner,
            "amount": proposal.amount,
            "submitted_on": proposal.submitted_on,
            "outcome": proposal.outcome,
        }
        for proposal in all_proposals(hub)
    ]


def all_proposals(hub: SampleHub) -> list[Proposal]:
    """Every proposal to every call; calls that are still open have some without an outcome."""
    return [proposal for call in opportunities(hub) for proposal in _to(hub, call)]


def declined(hub: SampleHub) -> list[Proposal]:
    return [proposal for proposal in all_proposals(hub) if proposal.outcome == "declined"]


def _to(hub: SampleHub, call: Opportunity) -> Iterator[Proposal]:
    dice = hub.dice("proposals", call.code)
    others = sorted(code for code, p in hub.partners.items() if not p.member)
    bidders = dice.sample([code for code in others if code != call.winner], dice.randint(1, 2))
    for n, partner in enumerate(filter(None, (call.winner, *bidders)), start=1):
        won = partner == call.winner
        yield Proposal(
            ref=f"{call.code}-P{n}",
            opportunity=call,
            partner=partner,
            amount=call.value if won else round(call.value * dice.uniform(*PRICES), -4),
            submitted_on=min(call.closed_on, hub.today)
            - timedelta(days=dice.randint(1, LAST_DAYS)),
            outcome="accepted" if won else "declined" if call.winner else "pending",
        )


SCORERS = ("Hub lead officer", "Music service lead", "Independent assessor")
CRITERIA = ("expertise", "value_for_money", "ace_alignment", "hub_objectives")
SCORED_BEFORE = 8  # days before the decision
POINTS = {"accepted": (3, 5), "declined": (1, 4)}


def scores(hub: SampleHub) -> list[Row]:
    """One row per proposal and scorer; proposals to calls still open have none."""
    return [row for proposal in all_proposals(hub) for row in _scored(hub, proposal)]


def _scored(hub: SampleHub, proposal: Proposal) -> Iterator[Row]:
    if proposal.outcome not in POINTS:
        return
    dice = hub.dice("scores", proposal.ref)
    for scorer in SCORERS:
        yield {
            "proposal_ref": proposal.ref,
            "scorer": scorer,
            "scored_on": proposal.opportunity.decided_on - timedelta(days=SCORED_BEFORE),
            **{criterion: dice.randint(*POINTS[proposal.outcome]) for criterion in CRITERIA},
        }
