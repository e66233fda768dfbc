"""No longer aligned: what was agreed answers to nothing that is still needed."""

from dashboard.domain.facts import AgreementFacts, Need
from dashboard.policy.rule import Evidence, Finding, Rule, clear, not_computable, raised
from data.formatting import day, listed
from data.hub import HUB_WIDE
from data.policies import Policy

SUGGESTED = 3


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    linked = dict.fromkeys(o.need_code for o in facts.objectives if o.need_code)
    if not linked:
        return not_computable("A need that one of its objectives is linked to.")
    needs = [facts.needs[code] for code in linked if code in facts.needs]
    evidence = [_evidence(facts, need) for need in needs]
    if any(_is_answered(facts, need) for need in needs):
        return clear(*evidence)
    unknown = [code for code in linked if code not in facts.needs]
    if unknown:
        return not_computable(f"{listed(unknown)} in the needs register.", *evidence)
    closed = [need.closed_on for need in needs if _is_here(facts, need)]
    return raised(evidence, max([facts.agreement.starts_on, *closed]), _remedy(facts))


def _is_here(facts: AgreementFacts, need: Need) -> bool:
    """Whether a need is of the agreement's area; a hub-wide agreement is for all of them."""
    return facts.agreement.area in (HUB_WIDE, need.area)


def _is_answered(facts: AgreementFacts, need: Need) -> bool:
    return need.is_open and _is_here(facts, need)


def _remedy(facts: AgreementFacts) -> str:
    area = facts.agreement.area
    live = [code for code, need in facts.needs.items() if _is_answered(facts, need)]
    such = f", such as {listed(live[:SUGGESTED])}" if live else "; at present there is none"
    of = "" if area == HUB_WIDE else f" of {area}"
    return (
        f"Link an objective to a need{of} that is still on the register{such}. That can be done "
        f"until the agreement ends on {day(facts.agreement.ends_on)}."
    )


def _evidence(facts: AgreementFacts, need: Need) -> Evidence:
    value = "on the register" if need.is_open else f"closed on {day(need.closed_on)}"
    threshold = "an open need of its area is asked"
    if not _is_here(facts, need):
        threshold = f"it is a need of {need.area}, and the agreement is for {facts.agreement.area}"
    measure = f"Linked need {need.need_code} ({need.statement})"
    return Evidence(measure, value, threshold, day(facts.on), "needs")


RULE = Rule(
    key="not_aligned",
    kind="concern",
    clause="decommissioning",
    title="No longer aligned",
    sentence=(
        "None of the agreement's objectives is linked to a need of its area that is still on the "
        "register. Where no objective is linked to any need, it cannot be told."
    ),
    judge=judge,
)
