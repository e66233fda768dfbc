"""A return should have come."""

from datetime import timedelta
from itertools import pairwise

from dashboard.facts import AgreementFacts
from dashboard.judging import CLEAR, raised
from dashboard.rule import Evidence, Finding, Rule
from dashboard.saying import day, listed
from data.policies import Policy
from data.warehouse.quarters import Quarter


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    missing = [quarter for quarter in facts.due_quarters if quarter not in facts.returns]
    if not missing:
        return CLEAR
    evidence = [_evidence(quarter) for quarter in missing]
    return raised(
        evidence,
        missing[0].due_on + timedelta(days=1),
        f"The return for {listed(missing)} arrives; a nil return is enough where there is "
        "nothing to report. That can be done at any time.",
        severity=2 if _two_in_a_row(facts, missing) else 1,
    )


def _evidence(quarter: Quarter) -> Evidence:
    due = f"it was due on {day(quarter.due_on)}"
    return Evidence("Return", "not received", due, str(quarter), "returns")


def _two_in_a_row(facts: AgreementFacts, missing: list) -> bool:
    due = facts.due_quarters
    return any(a in missing and b in missing for a, b in pairwise(due))


RULE = Rule(
    key="return_overdue",
    kind="review",
    clause="monitoring",
    title="Return overdue",
    sentence=(
        "A return has not come by its due day, {return_due_days} days after the quarter's end. "
        "Two missing in a row make it more severe."
    ),
    judge=judge,
    after_end=True,
)
