"""Objections to an act: what must have happened before it, and for whom one must not decide."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dashboard.domain.facts import Agreement, Decision
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.policy.approvals import AWARDING, EXECUTIVE, approved_on
from dashboard.rules import RULES
from data.formatting import day
from data.journal.acts import NO_PARTNER

Answers = Mapping[str, Any]


def objections(
    viewer: Viewer, act: str, answers: Answers, agreement: Agreement | None, snapshot: Snapshot
) -> Iterator[str]:
    """Why an act cannot be entered, each reason in a sentence; nothing where it can."""
    yield from _twice(act, answers, agreement, snapshot)
    yield from _flag(answers)
    yield from _in_whose_name(viewer, answers, agreement)
    yield from _own_delivery(viewer, answers, agreement, snapshot)
    check = _CHECKS.get(act)
    if check:
        yield from check(answers, agreement, snapshot)


def _twice(
    act: str, answers: Answers, agreement: Agreement | None, snapshot: Snapshot
) -> Iterator[str]:
    """The same words on the same day are a form that was sent twice."""
    without_hand = {name: value for name, value in answers.items() if name != "organisation"}
    for entry in snapshot.acts.get(agreement and agreement.agreement_code, ()):
        if (entry.act, entry.written_on, entry.answers) == (act, snapshot.day, without_hand):
            yield f"The same was entered today already, as entry {entry.entry_number}."


def _flag(answers: Answers) -> Iterator[str]:
    if "rule" in answers and answers["rule"] not in RULES:
        yield f"There is no rule ‘{answers['rule']}’."


def _in_whose_name(viewer: Viewer, answers: Answers, agreement: Agreement | None) -> Iterator[str]:
    """What the Executive Group decided is entered by those who may approve for it."""
    may_approve = viewer.may_enter("approval", agreement and agreement.area)
    if answers.get("decided_by") == EXECUTIVE and not may_approve:
        yield (
            "What the Executive Group decided is entered by one of its members. Enter it as the "
            "music service’s or the hub lead’s; it then waits for approval."
        )


def _own_delivery(
    viewer: Viewer, answers: Answers, agreement: Agreement | None, snapshot: Snapshot
) -> Iterator[str]:
    """Nobody decides about what their own organisation delivers."""
    own = answers.get("organisation")
    if own is None:
        return
    if own != NO_PARTNER and own not in snapshot.partners:
        yield f"There is no partner ‘{own}’. Choose the organisation, or say that it is none."
        return
    for code in ({own} | _services(viewer, snapshot)) & _deliverers(answers, agreement, snapshot):
        yield (
            f"{snapshot.partners[code].name} delivers this agreement, and nobody approves what "
            "their own organisation delivers. Somebody else must."
        )


def _services(viewer: Viewer, snapshot: Snapshot) -> set[str]:
    """The consortium's members at home in a lead's areas: a lead stands for them, said or not."""
    if viewer.role != "lead":
        return set()
    members = (partner for partner in snapshot.partners.values() if partner.is_consortium_member)
    return {member.partner_code for member in members if member.home_area in viewer.areas}


def _deliverers(answers: Answers, agreement: Agreement | None, snapshot: Snapshot) -> set[str]:
    decision = _decision(answers, snapshot)
    codes = (agreement and agreement.partner_code, decision and decision.deliverer_partner_code)
    return set(filter(None, codes))


def _decision(answers: Answers, snapshot: Snapshot) -> Decision | None:
    ref = answers.get("decision_ref")
    known = (row for rows in snapshot.decisions.values() for row in rows)
    return next((decision for decision in known if decision.decision_ref == ref), None)


def _review(answers: Answers, agreement: Agreement, snapshot: Snapshot) -> Iterator[str]:
    yield from _after_start(answers["held_on"], "review", agreement)
    if "review_ref" not in answers:
        return
    reviews = snapshot.reviews.get(agreement.agreement_code, ())
    review = next((row for row in reviews if row.review_ref == answers["review_ref"]), None)
    if review is None:
        yield f"This agreement has no review ‘{answers['review_ref']}’."
    elif review.held_on:
        yield f"That review was held on {day(review.held_on)} already."


def _after_start(typed: str, noun: str, agreement: Agreement) -> Iterator[str]:
    if date.fromisoformat(typed) < agreement.starts_on:
        yield f"The {noun} lies before the agreement’s start on {day(agreement.starts_on)}."


def _improvement_plan(answers: Answers, agreement: Agreement, snapshot: Snapshot) -> Iterator[str]:
    yield from _after_start(answers["decided_on"], "plan", agreement)
    if date.fromisoformat(answers["review_on"]) > agreement.ends_on:
        yield f"The plan would be reviewed after the agreement’s end on {day(agreement.ends_on)}."


def _approval(answers: Answers, agreement: Agreement | None, snapshot: Snapshot) -> Iterator[str]:
    if "decision_ref" in answers:
        yield from _approval_of_a_decision(answers, agreement, snapshot)
    elif agreement is None:
        yield "Say which agreement or which decision this is about."
    elif agreement.approved_on:
        yield f"The award was approved on {day(agreement.approved_on)} already."
    elif (award := _awarded_on(agreement, snapshot)) and answers["approved_on"] < award.isoformat():
        yield f"It cannot be approved before the award of {day(award)}."


def _awarded_on(agreement: Agreement, snapshot: Snapshot) -> date | None:
    taken = snapshot.decisions.get(agreement.agreement_code, ())
    return min((row.decided_on for row in taken if row.kind in AWARDING), default=None)


def _reply(answers: Answers, agreement: Agreement, snapshot: Snapshot) -> Iterator[str]:
    yield from _after_start(answers["replied_on"], "reply", agreement)


def _taken(answers: Answers, agreement: Agreement, snapshot: Snapshot) -> Iterator[str]:
    """An award comes before the agreement, every other decision about it afterwards."""
    if answers["kind"] not in AWARDING:
        yield from _after_start(answers["decided_on"], "decision", agreement)


def _approval_of_a_decision(
    answers: Answers, agreement: Agreement | None, snapshot: Snapshot
) -> Iterator[str]:
    decision = _decision(answers, snapshot)
    if not _is_of(decision, agreement):
        yield _no_such_decision(answers, agreement)
    elif begun := approved_on(snapshot, decision):
        yield f"That decision has been approved since {day(begun)}."
    elif date.fromisoformat(answers["approved_on"]) < decision.decided_on:
        yield f"It cannot be approved before it was taken on {day(decision.decided_on)}."


def _is_of(decision: Decision | None, agreement: Agreement | None) -> bool:
    code = agreement.agreement_code if agreement else None
    return decision is not None and decision.agreement_code == code


def _no_such_decision(answers: Answers, agreement: Agreement | None) -> str:
    whose = "This agreement has" if agreement else "Without an agreement there is"
    return f"{whose} no decision ‘{answers['decision_ref']}’."


def _report(answers: Answers, agreement: Agreement | None, snapshot: Snapshot) -> Iterator[str]:
    decision = _decision(answers, snapshot)
    if not _is_of(decision, agreement):
        yield _no_such_decision(answers, agreement)
        return
    if decision.reported_on:
        yield f"That decision was reported on {day(decision.reported_on)} already."
    begun = approved_on(snapshot, decision)
    if begun is None:
        yield "The Executive Group has not approved that decision yet; it is reported afterwards."
    elif date.fromisoformat(answers["reported_on"]) < begun:
        yield f"It cannot be reported before {day(begun)}."


def _settings(answers: Answers, agreement: Agreement | None, snapshot: Snapshot) -> Iterator[str]:
    if date.fromisoformat(answers["in_force_from"]) < snapshot.day:
        yield (
            "Settings cannot be changed for days that are past: what was judged by them stands. "
            f"Let them be in force from {day(snapshot.day)} or later."
        )


_CHECKS = {
    "review": _review,
    "reply": _reply,
    "decision": _taken,
    "improvement plan": _improvement_plan,
    "approval": _approval,
    "report": _report,
    "settings": _settings,
}
