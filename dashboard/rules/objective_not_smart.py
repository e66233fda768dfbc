"""Objective not SMART: an objective cannot be followed up as it stands."""

from collections.abc import Iterator

from dashboard.domain.facts import AgreementFacts, Objective
from dashboard.policy.rule import (
    CLEAR,
    Evidence,
    Fault,
    Finding,
    Rule,
    not_computable,
    raised_by,
    while_it_runs,
)
from data.formatting import day, listed
from data.policies import Policy

WANTED = {
    "measure": "measure",
    "target": "target",
    "due_on": "due day",
    "need_code": "linked need",
    "lpme_function": "function of the Local Plan",
}


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    if not facts.objectives:
        return not_computable("Any objective of the agreement.")
    faults = [fault for objective in facts.objectives for fault in _faults(facts, objective)]
    return raised_by(faults, while_it_runs(facts)) if faults else CLEAR


def _faults(facts: AgreementFacts, objective: Objective) -> Iterator[Fault]:
    code, ends_on = objective.objective_code, facts.agreement.ends_on
    missing = [words for name, words in WANTED.items() if getattr(objective, name) in (None, "")]
    if missing:
        value = f"no {listed(missing)}"
        yield _fault(facts, objective, value, f"record the {listed(missing)} of {code}")
    if objective.due_on and objective.due_on > ends_on:
        value = f"due on {day(objective.due_on)}, after the agreement ends on {day(ends_on)}"
        yield _fault(facts, objective, value, f"have {code} fall due by {day(ends_on)}")


def _fault(facts: AgreementFacts, objective: Objective, value: str, remedy: str) -> Fault:
    measure = f"{objective.objective_code} ({objective.statement})"
    threshold = "each objective has its measure, target, due day, need and function"
    evidence = Evidence(measure, value, threshold, day(facts.on), "objectives")
    return Fault(evidence, facts.agreement.starts_on, remedy)


RULE = Rule(
    key="objective_not_smart",
    kind="hub",
    clause="outcomes",
    title="Objective not SMART",
    sentence=(
        "An objective lacks its measure, its target, its due day, a linked need or its function, "
        "or falls due after the agreement's end: specific, measurable, achievable, relevant and "
        "time-efficient it is not yet."
    ),
    judge=judge,
)
