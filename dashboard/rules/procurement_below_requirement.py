"""Too few quotes: fewer quotes were taken than the authority asks for."""

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.formatting import pounds
from dashboard.policy.rule import CLEAR, Evidence, Finding, Rule, clear, not_computable, raised
from data.formatting import day
from data.policies import Policy, QuoteBand


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    agreement = facts.agreement
    received = agreement.quotes_received
    if received is None and _is_own_delivery(facts):
        return CLEAR
    band = policy.quotes_for(agreement.area, agreement.value_pence)
    if band is None:
        return not_computable(f"How many quotes the authority of {agreement.area} asks for.")
    if received is None:
        return not_computable("The number of quotes received.")
    evidence = _evidence(facts, band, policy)
    if received >= band.quotes:
        return clear(evidence)
    return raised([evidence], agreement.starts_on, _remedy(facts, band.quotes - received))


def _is_own_delivery(facts: AgreementFacts) -> bool:
    """Whether an area's own service delivers: nothing is bought, and another rule looks at that."""
    partner = facts.partner
    return partner.is_consortium_member and partner.home_area == facts.agreement.area


def _remedy(facts: AgreementFacts, wanting: int) -> str:
    quotes = "1 more quote" if wanting == 1 else f"{wanting} more quotes"
    return (
        f"Record {quotes}, if they came before the award. If they did not, the Executive Group can "
        "waive the rule with a reason, until the agreement ends on "
        f"{day(facts.agreement.ends_on)}."
    )


def _evidence(facts: AgreementFacts, band: QuoteBand, policy: Policy) -> Evidence:
    agreement = facts.agreement
    route = f" ({agreement.procurement})" if agreement.procurement else ""
    measure = f"Quotes received for {pounds(agreement.value_pence)}{route}"
    threshold = f"at least {band.quotes} from {pounds(band.from_pence)} up ({policy.status})"
    return Evidence(
        measure, str(agreement.quotes_received), threshold, day(agreement.starts_on), "agreements"
    )


RULE = Rule(
    key="procurement_below_requirement",
    kind="hub",
    clause="procurement",
    title="Too few quotes",
    sentence=(
        "Fewer quotes were received than the area's local authority asks for at the agreement's "
        "value ({quotes_asked}; not verified against its own rules). A music service's own "
        "delivery needs none: nothing is bought."
    ),
    judge=judge,
    settings=("quotes",),
)
