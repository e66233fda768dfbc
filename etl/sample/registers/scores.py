"""The scores register: how proposals were scored on the policy's four criteria."""

from collections.abc import Iterator
from datetime import timedelta

from etl.sample.hub import SampleHub
from etl.sample.period import Row
from etl.sample.registers.proposals import Proposal, proposals

SCORERS = ("Hub lead officer", "Music service lead", "Independent assessor")
CRITERIA = ("expertise", "value_for_money", "ace_alignment", "hub_objectives")
SCORED_BEFORE = 8  # days before the decision
POINTS = {"accepted": (3, 5), "declined": (1, 4)}


def rows(hub: SampleHub) -> list[Row]:
    """One row per proposal and scorer; proposals to calls still open have none."""
    return [row for proposal in proposals(hub) for row in _of(hub, proposal)]


def _of(hub: SampleHub, proposal: Proposal) -> Iterator[Row]:
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
