"""A review should have been held."""

from datetime import timedelta

from dashboard.facts import AgreementFacts
from dashboard.judging import CLEAR, not_computable, raised
from dashboard.reviewing import next_review_on
from dashboard.rule import Evidence, Finding, Rule
from dashboard.saying import day
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
        "The review is held and its day recorded; that can be done at any time.",
    )


RULE = Rule(
    key="review_overdue",
    kind="review",
    clause="renewal",
    title="Review overdue",
    sentence="The day of the agreement's next review has passed and no review was held.",
    judge=judge,
)
