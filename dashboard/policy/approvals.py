"""Approvals that wait for the Executive Group, and reports that wait for the Committee."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dashboard.domain.facts import Agreement, Decision, Partner
from dashboard.domain.snapshot import Snapshot
from data.hub import HUB_WIDE
from data.policies import Policy

CLAUSE = "approval"
EXECUTIVE = "executive group"
AWARDING = ("award", "ad hoc")  # approved with the agreement that they bring about


@dataclass(frozen=True)
class Wait:
    """An agreement or a decision that waits for a step, since a day.

    `decision` is None where the agreement itself waits; a decision of no agreement is the hub's
    own. `overdue_from` is the first day on which the step is late, None where no day is set.
    """

    step: Literal["approve", "report"]
    agreement: Agreement | None
    partner: Partner | None
    decision: Decision | None
    decided_by: str | None
    since: date
    overdue_from: date | None

    @property
    def area(self) -> str:
        return self.agreement.area if self.agreement else HUB_WIDE


def to_approve(snapshot: Snapshot, policy: Policy) -> tuple[Wait, ...]:
    """What waits for approval, the oldest first.

    Agreements that run, or start within the set number of days, without approval; decisions that
    others than the Executive Group took. An award waits with its agreement, not beside it.
    """
    horizon = timedelta(days=policy.rules["approval_ahead_days"])
    waiting = {
        code: _agreement(snapshot, agreement, horizon)
        for code, agreement in snapshot.agreements.items()
        if _lacks_approval(agreement, snapshot.day, horizon)
    }
    decisions = [
        _decision("approve", snapshot, decision, decision.decided_on, None)
        for decision in _decisions(snapshot)
        if not approved_on(snapshot, decision)
        and not (decision.kind in AWARDING and decision.agreement_code in waiting)
    ]
    return tuple(sorted([*waiting.values(), *decisions], key=lambda wait: wait.since))


def to_report(snapshot: Snapshot, policy: Policy) -> tuple[Wait, ...]:
    """Decisions that are approved, or the Executive Group's own, and not reported: by urgency."""
    days = timedelta(days=policy.rules["decision_report_days"])
    waiting = [
        _decision("report", snapshot, decision, since, decision.decided_on + days)
        for decision in _decisions(snapshot)
        if not decision.reported_on and (since := approved_on(snapshot, decision))
    ]
    return tuple(sorted(waiting, key=lambda wait: wait.overdue_from))


def _decisions(snapshot: Snapshot) -> Iterator[Decision]:
    return (decision for taken in snapshot.decisions.values() for decision in taken)


def _lacks_approval(agreement: Agreement, on: date, horizon: timedelta) -> bool:
    return not agreement.approved_on and agreement.starts_on - horizon <= on <= agreement.ends_on


def approved_on(snapshot: Snapshot, decision: Decision) -> date | None:
    """The day from which a decision has the Executive Group's approval."""
    if decision.decided_by == EXECUTIVE:
        return decision.decided_on
    agreement = snapshot.agreements.get(decision.agreement_code)
    with_agreement = agreement and decision.kind in AWARDING and agreement.approved_on
    approved_on = decision.approved_on or with_agreement
    return max(approved_on, decision.decided_on) if approved_on else None


def _agreement(snapshot: Snapshot, agreement: Agreement, horizon: timedelta) -> Wait:
    """It waits since its award, else since it came near."""
    taken = snapshot.decisions.get(agreement.agreement_code, ())
    awards = [decision for decision in taken if decision.kind in AWARDING]
    award = min(awards, key=lambda decision: decision.decided_on, default=None)
    return Wait(
        step="approve",
        agreement=agreement,
        partner=snapshot.partner_of(agreement),
        decision=None,
        decided_by=award.decided_by if award else None,
        since=award.decided_on if award else agreement.starts_on - horizon,
        overdue_from=agreement.starts_on,
    )


def _decision(
    step: Literal["approve", "report"],
    snapshot: Snapshot,
    decision: Decision,
    since: date,
    overdue_from: date | None,
) -> Wait:
    agreement = snapshot.agreements.get(decision.agreement_code)
    return Wait(
        step=step,
        agreement=agreement,
        partner=snapshot.partner_of(agreement) if agreement else None,
        decision=decision,
        decided_by=decision.decided_by,
        since=since,
        overdue_from=overdue_from,
    )
