"""Value for money not assessed: value for money should have been assessed."""

from datetime import timedelta

from dashboard.domain.facts import AgreementFacts, Assessment
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
from data.formatting import day, listed
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    waiting = [assessment for assessment in facts.assessments if assessment.assessed_on is None]
    late = [
        assessment for assessment in waiting if assessment.due_on and assessment.due_on < facts.on
    ]
    if late:
        return raised_by([_fault(facts, assessment) for assessment in late], while_it_runs(facts))
    undated = [assessment.assessment_ref for assessment in waiting if assessment.due_on is None]
    if undated:
        return not_computable(f"The day by which {listed(undated)} is due.")
    if not facts.assessments:
        return not_computable("Any assessment of value for money, held or planned.")
    return clear(*(_evidence(facts, assessment) for assessment in waiting))


def _fault(facts: AgreementFacts, assessment: Assessment) -> Fault:
    remedy = (
        f"make the {assessment.stage} assessment ({assessment.assessment_ref}) and record its day"
    )
    return Fault(_evidence(facts, assessment), assessment.due_on + timedelta(days=1), remedy)


def _evidence(facts: AgreementFacts, assessment: Assessment) -> Evidence:
    measure, due = f"Assessment at {assessment.stage}", f"due on {day(assessment.due_on)}"
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
