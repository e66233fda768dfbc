"""Targets met early: everything is reached before its time."""

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
    if any(o.state == "short" for o in results) or all(o.is_due(facts.on) for o in results):
        return clear(*evidence)
    unknown = [o.objective.objective_code for o in results if o.state == "unknown"]
    if unknown:
        return not_computable(f"A value for {listed(unknown)}.", *evidence)
    return raised(
        evidence,
        max(known_on(facts, quarter) for quarter in facts.returns),
        f"The last objective falls due on {day(max(o.objective.due_on for o in results))}, or a "
        "further or a higher target is agreed; that can be done until the agreement ends on "
        f"{day(facts.agreement.ends_on)}.",
    )


RULE = Rule(
    key="targets_met",
    kind="conclude",
    clause="decommissioning",
    title="Targets met early",
    sentence="Every objective has already reached its target although some are not yet due.",
    judge=judge,
    cleared_by="figures",
)
