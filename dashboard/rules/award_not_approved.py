"""Award not approved: an agreement began before the Executive Group had agreed to it."""

from dashboard.domain.facts import Agreement, AgreementFacts
from dashboard.policy.rule import Evidence, Finding, Rule, clear, raised
from data.formatting import day
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    agreement = facts.agreement
    evidence = _evidence(agreement)
    if agreement.approved_on and agreement.approved_on <= agreement.starts_on:
        return clear(evidence)
    return raised([evidence], agreement.starts_on, _remedy(agreement))


def _remedy(agreement: Agreement) -> str:
    until = f"until the agreement ends on {day(agreement.ends_on)}"
    waived = f"the Executive Group can waive the rule with a reason, {until}."
    if agreement.approved_on:
        return f"Approval that came too late stays on record; {waived}"
    return (
        f"Record the Executive Group's approval of {agreement.agreement_code}, if it was given by "
        f"{day(agreement.starts_on)}. If it was not, {waived}"
    )


def _evidence(agreement: Agreement) -> Evidence:
    given = f"given on {day(agreement.approved_on)}" if agreement.approved_on else "none recorded"
    began = f"the agreement started on {day(agreement.starts_on)}"
    measure = "The Executive Group's approval"
    return Evidence(measure, given, began, day(agreement.starts_on), "agreements")


RULE = Rule(
    key="award_not_approved",
    kind="hub",
    clause="approval",
    title="Award not approved",
    sentence=(
        "The agreement started without the Executive Group's approval, or it was given only "
        "afterwards. An award in the decision log does not stand in for it."
    ),
    judge=judge,
)
