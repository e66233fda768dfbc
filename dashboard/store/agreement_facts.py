"""What is known of one agreement, drawn from a snapshot for the rules to judge."""

from collections.abc import Iterable

from dashboard.domain.facts import Agreement, AgreementFacts, ReturnFacts
from dashboard.domain.snapshot import Snapshot
from dashboard.kpis import KPIS
from dashboard.measures.disclosure import disclose
from dashboard.measures.kpi import Kpi
from dashboard.measures.quantities.experience import of_returns
from dashboard.rules import RULES
from data.calendar import Quarter
from data.policies import Policy

WANTED = tuple(KPIS[key] for key in sorted({key for rule in RULES.values() for key in rule.kpis}))


def facts_of(snapshot: Snapshot, agreement: Agreement) -> AgreementFacts:
    code = agreement.agreement_code
    returns = snapshot.returns_by_agreement.get(code, {})
    return AgreementFacts(
        on=snapshot.day,
        agreement=agreement,
        partner=snapshot.partner_of(agreement),
        objectives=snapshot.objectives.get(code, ()),
        returns=returns,
        allocations=snapshot.allocations_by_agreement.get(code, ()),
        payments=snapshot.payments.get(code, ()),
        reviews=snapshot.reviews.get(code, ()),
        decisions=snapshot.decisions.get(code, ()),
        assessments=snapshot.assessments.get(code, ()),
        risks=snapshot.risks.get(code, ()),
        waivers=snapshot.waivers.get(code, ()),
        needs=snapshot.needs,
        kpis={kpi.key: dict(_quarterly(kpi, returns, snapshot.policy())) for kpi in WANTED},
    )


def _quarterly(kpi: Kpi, returns: dict[Quarter, ReturnFacts], policy: Policy) -> Iterable[tuple]:
    """(quarter, (numerator, denominator)) of the quarters whose return tells of a KPI.

    Not where it tells of very few people: evidence is shown as it is.
    """
    for quarter, came in returns.items():
        quantities = of_returns((came,))
        parts = tuple(quantities[part.name] for part in kpi.parts)
        if None not in parts and disclose(kpi.parts, quantities, policy):
            yield quarter, parts
