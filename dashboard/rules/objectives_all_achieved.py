"""All objectives achieved: all that was agreed has come about."""

from dashboard.domain.facts import AgreementFacts
from dashboard.policy.achievement import against_target, outcomes
from dashboard.policy.rule import Finding, Rule, clear, known_on, not_computable, raised
from data.formatting import day, listed
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    results = outcomes(facts)
    if not results:
        return not_computable("An objective with a target that can be measured.")
    evidence = [against_target(outcome) for outcome in results]
    if any(o.state == "short" or not o.is_due(facts.on) for o in results):
        return clear(*evidence)
    unknown = [o.objective.objective_code for o in results if o.state == "unknown"]
    if unknown:
        return not_computable(f"A value for {listed(unknown)}.", *evidence)
    return raised(
        evidence,
        max(*(o.objective.due_on for o in results), *(known_on(facts, q) for q in facts.returns)),
        "A further objective is agreed, or the agreement is concluded; either can be done before "
        f"it ends on {day(facts.agreement.ends_on)}.",
    )


RULE = Rule(
    key="objectives_all_achieved",
    kind="conclude",
    clause="decommissioning",
    title="All objectives achieved",
    sentence="Every objective has fallen due and reached its target, and none remains.",
    judge=judge,
    cleared_by="figures",
)
