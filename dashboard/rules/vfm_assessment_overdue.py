"""Value for money should have been assessed."""

from datetime import timedelta

from dashboard.domain.facts import AgreementFacts, Assessment
from dashboard.domain.formatting import day, listed
from dashboard.policy.rule import (
    Evidence,
    Fault,
    Finding,
    Rule,
    clear,
    not_computable,
    raised_by,
    while_it_runs,
)
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    waiting = [one for one in facts.assessments if one.assessed_on is None]
    late = [one for one in waiting if one.due_on and one.due_on < facts.on]
    if late:
        return raised_by([_fault(facts, one) for one in late], while_it_runs(facts))
    undated = [one.assessment_ref for one in waiting if one.due_on is None]
    if undated:
        return not_computable(f"The day by which {listed(undated)} is due.")
    if not facts.assessments:
        return not_computable("Any assessment of value for money, held or planned.")
    return clear(*(_evidence(facts, one) for one in waiting))


def _fault(facts: AgreementFacts, one: Assessment) -> Fault:
    remedy = f"make the {one.stage} assessment ({one.assessment_ref}) and record its day"
    return Fault(_evidence(facts, one), one.due_on + timedelta(days=1), remedy)


def _evidence(facts: AgreementFacts, one: Assessment) -> Evidence:
    measure, due = f"Assessment at {one.stage}", f"due on {day(one.due_on)}"
    return Evidence(measure, "not made", due, day(facts.on), "value for money assessments")


RULE = Rule(
    key="vfm_assessment_overdue",
    kind="review",
    clause="value-for-money",
    title="Value for money not assessed",
    sentence=(
        "An assessment of value for money was due at one of the agreement's stages (proposal, "
        "award, mid-term, year end, renewal), and its day has passed."
    ),
    judge=judge,
)
