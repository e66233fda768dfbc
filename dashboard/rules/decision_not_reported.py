"""Decision not reported: the Oversight Committee has not been told."""

from datetime import timedelta

from dashboard.domain.facts import AgreementFacts, Decision, HubFacts
from dashboard.policy.rule import CLEAR, Evidence, Fault, Finding, Rule, raised_by, while_it_runs
from data.formatting import day
from data.policies import Policy


def judge(facts: AgreementFacts | HubFacts, policy: Policy) -> Finding:
    days = timedelta(days=policy.rules["decision_report_days"])
    unreported = [decision for decision in facts.decisions if not decision.reported_on]
    late = [decision for decision in unreported if facts.on >= decision.decided_on + days]
    if not late:
        return CLEAR
    return raised_by([_fault(facts, decision, days) for decision in late], while_it_runs(facts))


def _fault(facts: AgreementFacts | HubFacts, decision: Decision, days: timedelta) -> Fault:
    remedy = f"report {decision.decision_ref} to the Oversight Committee and record the day"
    return Fault(_evidence(facts, decision, days), decision.decided_on + days, remedy)


def _evidence(facts: AgreementFacts | HubFacts, decision: Decision, days: timedelta) -> Evidence:
    about = decision.agreement_code or decision.opportunity_code
    measure = f"Decision {decision.decision_ref} ({decision.kind}, {about})"
    age = (facts.on - decision.decided_on).days
    value = f"taken on {day(decision.decided_on)}, {age} days ago, and not reported"
    return Evidence(measure, value, f"within {days.days} days is asked", day(facts.on), "decisions")


RULE = Rule(
    key="decision_not_reported",
    kind="hub",
    clause="approval",
    title="Decision not reported",
    sentence=(
        "A decision was taken {decision_report_days} days ago or more, and it is not recorded as "
        "reported to the Oversight Committee."
    ),
    judge=judge,
    settings=("decision_report_days",),
    of=("agreement", "hub"),
)
