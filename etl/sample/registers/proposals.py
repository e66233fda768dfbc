"""The proposals register: who answered an open call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.sample.hub import SampleHub
from etl.sample.period import Row
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


def rows(hub: SampleHub) -> list[Row]:
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
        for proposal in proposals(hub)
    ]


def proposals(hub: SampleHub) -> list[Proposal]:
    """Every proposal to every call; calls that are still open have some without an outcome."""
    return [found for call in opportunities(hub) for found in _to(hub, call)]


def declined(hub: SampleHub) -> list[Proposal]:
    return [proposal for proposal in proposals(hub) if proposal.outcome == "declined"]


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
