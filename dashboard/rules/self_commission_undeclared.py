"""Self-commissioning not in order: a member delivers, and its two roles are not kept apart."""

from dashboard.domain.facts import AgreementFacts, Decision
from dashboard.policy.rule import (
    CLEAR,
    Evidence,
    Fault,
    Finding,
    Rule,
    clear,
    not_computable,
    raised_by,
    while_it_runs,
)
from data.formatting import day
from data.hub import HUB
from data.policies import Policy

AWARDS = ("award", "ad hoc")


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    if not facts.partner.is_consortium_member:
        return CLEAR
    award = _award(facts)
    faults = []
    if facts.agreement.conflict_declared_on is None:
        faults.append(_undeclared(facts))
    if award and _decided_itself(facts, award):
        faults.append(_own_award(facts, award))
    if faults:
        return raised_by(faults, while_it_runs(facts))
    if award is None:
        return not_computable("The decision that awarded the agreement: who took it.")
    return clear(_declaration(facts), _decider(facts, award))


def _award(facts: AgreementFacts) -> Decision | None:
    """The newest decision that gave the agreement to its partner."""
    awards = (decision for decision in facts.decisions if decision.kind in AWARDS)
    return max(awards, key=lambda decision: decision.decided_on, default=None)


def _decided_itself(facts: AgreementFacts, award: Decision) -> bool:
    """Whether the body that decided is the one that delivers: the area's service, or the lead's."""
    homes = {"music service": facts.agreement.area, "hub lead": HUB.lead_area}
    return facts.partner.home_area == homes.get(award.decided_by)


def _undeclared(facts: AgreementFacts) -> Fault:
    remedy = (
        f"record the day on which {facts.partner.name} declared its interests for "
        f"{facts.agreement.agreement_code}"
    )
    return Fault(_declaration(facts), facts.agreement.starts_on, remedy)


def _own_award(facts: AgreementFacts, award: Decision) -> Fault:
    since = max(award.decided_on, facts.agreement.starts_on)
    code = facts.agreement.agreement_code
    remedy = f"have the Executive Group decide the award of {code} anew, and record it"
    return Fault(_decider(facts, award), since, remedy)


def _declaration(facts: AgreementFacts) -> Evidence:
    declared_on = facts.agreement.conflict_declared_on
    value = f"made on {day(declared_on)}" if declared_on else "none recorded"
    threshold = "a consortium member that delivers declares its interests"
    return Evidence("Declaration of interests", value, threshold, day(facts.on), "agreements")


def _decider(facts: AgreementFacts, award: Decision) -> Evidence:
    body = {"executive group": "the Executive Group"}.get(award.decided_by)
    value = f"decided by {body or 'the ' + award.decided_by} on {day(award.decided_on)}"
    threshold = f"not by {facts.partner.name}, which delivers"
    return Evidence(f"Award {award.decision_ref}", value, threshold, day(facts.on), "decisions")


RULE = Rule(
    key="self_commission_undeclared",
    kind="hub",
    clause="self-commissioning",
    title="Self-commissioning not in order",
    sentence=(
        "A consortium member delivers the agreement, and its declaration of interests is not "
        "recorded, or the member itself decided the award."
    ),
    judge=judge,
)
