"""Renewal decision due: an agreement nears its end and nobody has decided what follows."""

from datetime import date

from dashboard.domain.facts import AgreementFacts
from dashboard.policy.reviews_and_decisions import (
    decision_due_from,
    last_review_day,
    renewal_decision,
)
from dashboard.policy.rule import CLEAR, Evidence, Finding, Rule, clear, raised, standing_since
from data.formatting import day
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    ends_on = facts.agreement.ends_on
    opens_on = decision_due_from(facts.agreement, policy)
    if facts.on < opens_on:
        return CLEAR
    taken = renewal_decision(facts, facts.on)
    if taken:
        return clear(_evidence(facts, f"{taken.kind} on {day(taken.decided_on)}"))
    return raised(
        [_evidence(facts, "none is recorded")],
        standing_since(_by_day(facts, opens_on)),
        f"Record a decision to renew or vary {facts.agreement.agreement_code}, to give notice or "
        f"to decommission it; it can be taken until the agreement ends on {day(ends_on)}.",
    )


def _by_day(facts: AgreementFacts, opens_on: date):
    """Whether a decision was wanting, on each day that could change it."""
    days = {opens_on, *(r.held_on for r in facts.reviews), *(d.decided_on for d in facts.decisions)}
    for known_on in sorted(known for known in days if known and known >= opens_on):
        yield known_on, renewal_decision(facts, known_on) is None


def _evidence(facts: AgreementFacts, value: str) -> Evidence:
    reviewed_on = last_review_day(facts, facts.on)
    measure = f"Decision since the review of {day(reviewed_on)}" if reviewed_on else "Decision"
    ends_on = facts.agreement.ends_on
    left = f"the agreement ends on {day(ends_on)}, in {(ends_on - facts.on).days} days"
    return Evidence(measure, value, left, f"to {day(facts.on)}", "decisions")


RULE = Rule(
    key="renewal_decision_due",
    kind="review",
    clause="renewal",
    title="Renewal decision due",
    sentence=(
        "The agreement ends within {renewal_decision_days} days, and since its last review no "
        "decision to renew, vary, give notice or decommission is recorded."
    ),
    judge=judge,
    settings=("renewal_decision_days",),
)
