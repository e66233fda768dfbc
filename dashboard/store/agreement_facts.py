"""What is known of one agreement, drawn from a snapshot for the rules to judge."""

from collections.abc import Iterable

from dashboard.facts import Agreement, AgreementFacts, ReturnFacts
from dashboard.kpi import Kpi
from dashboard.kpis import KPIS
from dashboard.quantities import of_returns
from dashboard.rules import RULES
from dashboard.snapshot import Snapshot
from data.warehouse.quarters import Quarter

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
        kpis={kpi.key: dict(_quarterly(kpi, returns)) for kpi in WANTED},
    )


def _quarterly(kpi: Kpi, returns: dict[Quarter, ReturnFacts]) -> Iterable[tuple]:
    """(quarter, (numerator, denominator)) of the quarters whose return tells of a KPI."""
    for quarter, came in returns.items():
        quantities = of_returns((came,))
        parts = quantities[kpi.numerator], quantities[kpi.denominator]
        if None not in parts:
            yield quarter, parts
