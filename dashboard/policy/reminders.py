"""Reminders of an agreement: its returns, its reviews, its end, and the decision on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dashboard.domain.facts import Agreement, AgreementFacts, Partner
from dashboard.policy.reviews_and_decisions import (
    decision_due_from,
    next_review_on,
    renewal_decision,
)
from data.formatting import day
from data.policies import Policy


@dataclass(frozen=True)
class Reminder:
    """Something to be done by a day, or that happens on it.

    `key` stays the same while the day moves. `is_firm` is False where no register names the day.
    """

    key: tuple[str, ...]
    kind: Literal["return", "review", "decision", "end"]
    on: date
    what: str
    to_do: str
    agreement: Agreement
    partner: Partner
    is_overdue: bool = False
    is_firm: bool = True


def reminders_of(
    facts: AgreementFacts, policy: Policy, ahead_days: int | None = None
) -> list[Reminder]:
    """What lies within so many days before and after the day of the facts, by day.

    Before it as many as set; after it as many as given, or as set.
    """
    first = facts.on - timedelta(days=policy.rules["calendar_past_days"])
    last = facts.on + timedelta(days=ahead_days or policy.rules["calendar_ahead_days"])
    reminders = [*_returns(facts), *_reviews(facts, policy), *_decision(facts, policy), _end(facts)]
    return sorted(
        (reminder for reminder in reminders if first <= reminder.on <= last),
        key=lambda reminder: (reminder.on, reminder.key),
    )


def _returns(facts: AgreementFacts) -> Iterator[Reminder]:
    """The returns that have not come; where overdue, unless that is waived."""
    code, is_waived = facts.agreement.agreement_code, facts.waiver_of("return_overdue")
    for quarter in facts.all_quarters:
        is_late = quarter.due_on < facts.on
        if quarter in facts.returns or (is_late and is_waived):
            continue
        yield Reminder(
            key=("return", code, str(quarter)),
            kind="return",
            on=quarter.due_on,
            what=f"Return for {quarter} {'overdue' if is_late else 'due'}",
            to_do=f"The partner sends its return for {quarter}; a nil return is enough where "
            "there was nothing to report.",
            agreement=facts.agreement,
            partner=facts.partner,
            is_overdue=is_late,
        )


def _reviews(facts: AgreementFacts, policy: Policy) -> Iterator[Reminder]:
    """Reviews in the register that were not held; else the next one, where it comes in time."""
    code, ends_on = facts.agreement.agreement_code, facts.agreement.ends_on
    if ends_on < facts.on:
        return
    waiting = [review for review in facts.reviews if review.held_on is None]
    for review in waiting:
        yield from _review(facts, ("review", code, review.review_ref), review.due_on)
    next_on = next_review_on(facts, policy)
    if not waiting and next_on and next_on <= ends_on:
        yield from _review(facts, ("next review", code), next_on, is_firm=False)


def _review(
    facts: AgreementFacts, key: tuple[str, ...], on: date, is_firm: bool = True
) -> Iterator[Reminder]:
    is_late = on < facts.on
    if is_late and facts.waiver_of("review_overdue"):
        return
    yield Reminder(
        key=key,
        kind="review",
        on=on,
        what="Review overdue" if is_late else "Review due",
        to_do="Hold the review and record its day and outcome.",
        agreement=facts.agreement,
        partner=facts.partner,
        is_overdue=is_late,
        is_firm=is_firm,
    )


def _decision(facts: AgreementFacts, policy: Policy) -> Iterator[Reminder]:
    """The decision on what follows, until it is taken or the agreement has ended.

    It is never overdue: it can be taken until then.
    """
    agreement = facts.agreement
    asked_on = decision_due_from(agreement, policy)
    is_late = asked_on < facts.on
    is_waived = is_late and facts.waiver_of("renewal_decision_due")
    if agreement.ends_on < facts.on or renewal_decision(facts, facts.on) or is_waived:
        return
    yield Reminder(
        key=("decision", agreement.agreement_code),
        kind="decision",
        on=asked_on,
        what=f"Renewal decision {'still due' if is_late else 'due'}",
        to_do="Decide to renew or vary the agreement, to give notice or to decommission it. It "
        f"can be decided until the agreement ends on {day(agreement.ends_on)}.",
        agreement=agreement,
        partner=facts.partner,
    )


def _end(facts: AgreementFacts) -> Reminder:
    ends_on = facts.agreement.ends_on
    taken = renewal_decision(facts, min(facts.on, ends_on))
    follows = f"Decided on {day(taken.decided_on)}: {taken.kind}." if taken else _UNDECIDED
    return Reminder(
        key=("end", facts.agreement.agreement_code),
        kind="end",
        on=ends_on,
        what="Agreement ended" if ends_on < facts.on else "Agreement ends",
        to_do=follows,
        agreement=facts.agreement,
        partner=facts.partner,
    )


_UNDECIDED = "No decision on what follows is recorded."
