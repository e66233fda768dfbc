"""Review due soon: a review is near."""

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
    due_on, notice = next_review_on(facts, policy), policy.rules["review_due_days"]
    if due_on is None:
        return not_computable("The last review set no day for the next one.")
    if not 0 <= (due_on - facts.on).days <= notice:
        return CLEAR
    given = f"flagged {notice} days ahead"
    evidence = Evidence("Next review", day(due_on), given, day(facts.on), "reviews")
    return raised(
        [evidence],
        max(due_on - timedelta(days=notice), facts.agreement.starts_on),
        f"Hold the review by {day(due_on)} and record its day. {while_it_runs(facts)}",
    )


RULE = Rule(
    key="review_due",
    kind="review",
    clause="renewal",
    title="Review due soon",
    sentence=(
        "The agreement's next review falls due within {review_due_days} days. The next review "
        "is the earliest one not yet held, else the day set by the last one, else "
        "{first_review_days} days after the start."
    ),
    judge=judge,
    settings=("review_due_days", "first_review_days"),
    cleared_by="figures",
)
