"""Need not covered: a need that comes first is answered by nobody."""

from datetime import timedelta

from dashboard.domain.facts import HubFacts, Need
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


def judge(facts: HubFacts, policy: Policy) -> Finding:
    if not facts.needs:
        return not_computable(f"The needs of {facts.area}: none is on the register.")
    first = [n for n in facts.needs if n.is_open and n.priority <= policy.rules["need_priority"]]
    uncovered = [need for need in first if not _running(facts, need)]
    if uncovered:
        return raised_by([_fault(facts, need) for need in uncovered], while_it_runs(facts))
    return clear(*(_evidence(facts, need) for need in first))


def _running(facts: HubFacts, need: Need) -> list[str]:
    """The codes of the agreements that answer a need on the day."""
    named = facts.answering.get(need.need_code, ())
    return [a.agreement_code for a in named if a.runs_in(facts.on, facts.on)]


def _fault(facts: HubFacts, need: Need) -> Fault:
    named = facts.answering.get(need.need_code, ())
    ended = [a.ends_on + timedelta(days=1) for a in named if a.ends_on < facts.on]
    remedy = f"start an agreement that names {need.need_code}, or close the need"
    for coming in sorted(a.starts_on for a in named if a.starts_on > facts.on)[:1]:
        remedy = f"one that names {need.need_code} starts on {day(coming)}"
    return Fault(_evidence(facts, need), max([need.identified_on, *ended]), remedy)


def _evidence(facts: HubFacts, need: Need) -> Evidence:
    running = _running(facts, need)
    measure = f"Need {need.need_code} ({need.statement})"
    value = f"answered by {listed(running)}" if running else "no running agreement names it"
    threshold = f"its priority is {need.priority}"
    return Evidence(measure, value, threshold, day(facts.on), "needs")


RULE = Rule(
    key="need_uncovered",
    kind="hub",
    clause="mission",
    title="Need not covered",
    sentence=(
        "A need of priority {need_priority} is on the register, and no running agreement names "
        "it, itself or in one of its objectives."
    ),
    judge=judge,
    settings=("need_priority",),
    of=("area",),
)
