"""Review overdue: a review should have been held."""

from datetime import timedelta

from dashboard.domain.facts import AgreementFacts
from dashboard.policy.reviews_and_decisions import next_review_on
from dashboard.policy.rule import (
    CLEAR,
    Evidence,
    Finding,
    Rule,
    not_computable,
    raised,
    while_it_runs,
)
from data.formatting import day
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    due_on = next_review_on(facts, policy)
    if due_on is None:
        return not_computable("The last review set no day for the next one.")
    if due_on >= facts.on:
        return CLEAR
    return raised(
        [Evidence("Next review", day(due_on), "none was held by then", day(facts.on), "reviews")],
        due_on + timedelta(days=1),
        f"Hold the review and record its day. {while_it_runs(facts)}",
    )


RULE = Rule(
    key="review_overdue",
    kind="review",
    clause="renewal",
    title="Review overdue",
    sentence="The day of the agreement's next review has passed and no review was held.",
    judge=judge,
    settings=("first_review_days",),
)
