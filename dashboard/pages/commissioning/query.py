"""Calls for proposals, with the proposals that came and how they were scored."""

from collections import defaultdict

from dashboard.domain.facts import Call, Row
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Snapshot
from dashboard.policy.commissioning import CRITERIA, Opportunity, Proposal
from dashboard.store.session import Session


def opportunities(session: Session, selection: Selection) -> list[Opportunity]:
    """Calls of one area or of all with the proposals that came, newest first."""
    snapshot = session.snapshot(selection.on)
    proposals = _proposals(snapshot)
    calls = [
        _opportunity(row, snapshot, proposals[row.opportunity_code])
        for row in snapshot.calls.values()
        if selection.area in (None, row.area)
    ]
    return sorted(calls, key=lambda call: (str(call.opened_on), call.title), reverse=True)


def _proposals(snapshot: Snapshot) -> dict[str, list[Proposal]]:
    partners, scores = snapshot.partners, defaultdict(list)
    for row in snapshot.of("scores"):
        scores[row.proposal_ref].append(row)
    proposals = defaultdict(list)
    for row in snapshot.of("proposals"):
        partner = partners.get(row.partner_code)
        name = partner.name if partner else row.partner_code
        proposals[row.opportunity_code].append(_proposal(row, name, scores[row.proposal_ref]))
    return proposals


def _proposal(row: Row, partner_name: str, scores: list[Row]) -> Proposal:
    return Proposal(
        proposal_ref=row.proposal_ref,
        partner_name=partner_name,
        amount_pence=row.amount_pence,
        submitted_on=row.submitted_on,
        outcome=row.outcome,
        scorers=len(scores),
        scores={criterion: _mean(scores, f"{criterion}_score") for criterion in CRITERIA},
    )


def _mean(rows: list, name: str) -> float | None:
    known = [score for row in rows if (score := getattr(row, name)) is not None]
    return sum(known) / len(known) if known else None


def _opportunity(row: Call, snapshot: Snapshot, proposals: list[Proposal]) -> Opportunity:
    return Opportunity(
        **{name: getattr(row, name) for name in ("opportunity_code", "area", "title")},
        need=snapshot.needs.get(row.need_code),
        value_pence=row.value_pence,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        channels=tuple((row.channels or "").split(";")) if row.channels else (),
        proposals=tuple(sorted(proposals, key=lambda proposal: proposal.partner_name)),
    )
