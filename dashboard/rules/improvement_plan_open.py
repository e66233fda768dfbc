"""Improvement plan open: an improvement plan was decided and nobody has looked since."""

from datetime import date

from dashboard.domain.facts import AgreementFacts, Decision
from dashboard.policy.reviews_and_decisions import next_review_on
from dashboard.policy.rule import CLEAR, Evidence, Finding, Rule, raised
from data.formatting import day
from data.policies import Policy

KIND = "improvement plan"


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    last = max((r.held_on for r in facts.reviews if r.held_on), default=None)
    plans = [decision for decision in facts.decisions if decision.kind == KIND]
    unseen = [plan for plan in plans if last is None or last <= plan.decided_on]
    if not unseen:
        return CLEAR
    evidence = [_evidence(facts, plan, last) for plan in unseen]
    return raised(evidence, min(plan.decided_on for plan in unseen), _remedy(facts, policy))


def _evidence(facts: AgreementFacts, plan: Decision, last: date | None) -> Evidence:
    seen = f"the last review was held on {day(last)}" if last else "no review was ever held"
    measure, decided = f"Improvement plan {plan.decision_ref}", f"decided on {day(plan.decided_on)}"
    return Evidence(measure, decided, seen, day(facts.on), "decisions")


def _remedy(facts: AgreementFacts, policy: Policy) -> str:
    due_on, ends_on = next_review_on(facts, policy), facts.agreement.ends_on
    planned = f"the next is due on {day(due_on)}" if due_on else "none is planned"
    return (
        f"Hold a review of the plan and record it; {planned}, and it can be held until the "
        f"agreement ends on {day(ends_on)}."
    )


RULE = Rule(
    key="improvement_plan_open",
    kind="review",
    clause="decommissioning",
    title="Improvement plan open",
    sentence="An improvement plan was decided, and no review has been held after that day.",
    judge=judge,
)
