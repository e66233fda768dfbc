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
    returns = {quarter: came for (of, quarter), came in snapshot.returns.items() if of == code}
    return AgreementFacts(
        on=snapshot.day,
        agreement=agreement,
        partner=snapshot.partner_of(agreement),
        objectives=snapshot.objectives.get(code, ()),
        returns=returns,
        allocations=tuple(a for a in snapshot.allocations if a.agreement_code == code),
        payments=snapshot.payments.get(code, ()),
        reviews=snapshot.reviews.get(code, ()),
        decisions=snapshot.decisions.get(code, ()),
        waivers=snapshot.waivers.get(code, ()),
        kpis={kpi.key: dict(_quarterly(kpi, returns)) for kpi in WANTED},
    )


def _quarterly(kpi: Kpi, returns: dict[Quarter, ReturnFacts]) -> Iterable[tuple]:
    """(quarter, (numerator, denominator)) of the quarters whose return tells of a KPI."""
    for quarter, came in returns.items():
        quantities = of_returns((came,))
        parts = quantities[kpi.numerator], quantities[kpi.denominator]
        if None not in parts:
            yield quarter, parts
