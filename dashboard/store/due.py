"""Tasks due within a session's scope: returns, reviews, payments, steps and reminders."""

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.selection import Selection
from dashboard.policy.approvals import Wait, to_approve, to_report
from dashboard.policy.overdue import Chased, partners_to_chase
from dashboard.policy.reminders import Reminder, reminders_of
from dashboard.store.facts import facts_of
from dashboard.store.session import Session
from dashboard.views.returns import ReturnCell, grid_of


def returns_owed(session: Session, selection: Selection) -> list[ReturnCell]:
    """The returns that the selection's agreements owe for its quarters."""
    cell = session.cell(selection)
    return grid_of(cell.snapshot, cell.agreements, cell.quarters, session.file_names())


def reminders(
    session: Session, area: str | None = None, ahead_days: int | None = None
) -> list[Reminder]:
    """What falls due round today, by day, of one area or all; within `ahead_days` or as set."""
    policy = session.policy()
    due = [
        reminder
        for facts in facts_by_agreement(session).values()
        if area in (None, facts.agreement.area)
        for reminder in reminders_of(facts, policy, ahead_days)
    ]
    return sorted(due, key=lambda reminder: (reminder.on, reminder.partner.name, reminder.key))


def chased(session: Session, area: str | None = None) -> tuple[Chased, ...]:
    """The partners to chase, of one area or all, the longest overdue first."""
    flags = [flag for flag in session.judge.flags() if area in (None, flag.area)]
    return partners_to_chase(flags, facts_by_agreement(session), session.policy())


def waits(session: Session, area: str | None = None) -> list[Wait]:
    """What waits for approval and then what waits to be reported, of one area or all."""
    snapshot, policy = session.snapshot(), session.policy()
    waiting = (*to_approve(snapshot, policy), *to_report(snapshot, policy))
    return [wait for wait in waiting if area in (None, wait.area)]


def facts_by_agreement(session: Session) -> dict[str, AgreementFacts]:
    """The facts of every agreement by code; cached."""
    snapshot = session.snapshot()
    return session.recall(
        "facts",
        lambda: {code: facts_of(snapshot, own) for code, own in snapshot.agreements.items()},
    )
