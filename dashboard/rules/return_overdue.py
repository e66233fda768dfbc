"""Return overdue: a return should have come."""

from datetime import timedelta
from itertools import groupby

from dashboard.domain.facts import AgreementFacts
from dashboard.policy.rule import CLEAR, Evidence, Finding, Rule, raised
from data.calendar import Quarter
from data.formatting import day, listed
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    missing = [quarter for quarter in facts.due_quarters if quarter not in facts.returns]
    if not missing:
        return CLEAR
    evidence = [_evidence(quarter) for quarter in missing]
    return raised(
        evidence,
        missing[0].due_on + timedelta(days=1),
        f"Send the {'return' if len(missing) == 1 else 'returns'} for {listed(missing)}; a nil "
        "return is enough where there was nothing to report. That can be done at any time.",
        severity=2 if _in_a_row(facts, missing) >= policy.rules["returns_in_a_row"] else 1,
    )


def _evidence(quarter: Quarter) -> Evidence:
    due = f"it was due on {day(quarter.due_on)}"
    return Evidence("Return", "not received", due, str(quarter), "returns")


def _in_a_row(facts: AgreementFacts, missing: list[Quarter]) -> int:
    """How many due returns are missing one after the other, at most."""
    runs = groupby(facts.due_quarters, key=lambda quarter: quarter in missing)
    return max(len([*run]) for is_missing, run in runs if is_missing)


RULE = Rule(
    key="return_overdue",
    kind="review",
    clause="monitoring",
    title="Return overdue",
    sentence=(
        "A return has not come by its due day, {return_due_days} days after the quarter's end. "
        "It is graver where {returns_in_a_row} in a row are missing."
    ),
    judge=judge,
    settings=("returns_in_a_row",),
    after_end=True,
)
