"""Policy review overdue: the policy itself should have been reviewed."""

from datetime import timedelta

from dashboard.domain.facts import HubFacts
from dashboard.policy.rule import Evidence, Finding, Rule, clear, raised
from data.formatting import day
from data.policies import Policy


def judge(facts: HubFacts, policy: Policy) -> Finding:
    due_on = policy.policy_review_due
    if facts.on <= due_on:
        return clear(_evidence(facts, policy, "not due yet"))
    return raised(
        [_evidence(facts, policy, f"{(facts.on - due_on).days} days overdue")],
        due_on + timedelta(days=1),
        "The Executive Group reviews the policy, and settings with the day of the next review are "
        "adopted. That can be done at any time.",
    )


def _evidence(facts: HubFacts, policy: Policy, value: str) -> Evidence:
    due = f"settings {policy.version} have it due by {day(policy.policy_review_due)}"
    return Evidence("Review of the policy", value, due, day(facts.on), "policy settings")


RULE = Rule(
    key="policy_review_overdue",
    kind="hub",
    clause="annual-review",
    title="Policy review overdue",
    sentence=(
        "The day by which the Executive Group was to review the Commissioning Policy has passed."
    ),
    judge=judge,
    settings=("policy_review_due",),
    of=("hub",),
)
