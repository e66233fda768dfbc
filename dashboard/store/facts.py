"""Facts of an agreement, an area or the hub, drawn from a snapshot for rules."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dashboard.domain.facts import Agreement, AgreementFacts, HubFacts, QuarterFigure, ReturnFacts
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Scope
from dashboard.kpis import KPIS
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.kpi import Kpi
from dashboard.measures.quantities.experience import of_returns
from dashboard.rules import RULES
from data.calendar import Quarter
from data.hub import HUB, HUB_WIDE

WANTED = tuple(KPIS[key] for key in sorted({key for rule in RULES.values() for key in rule.kpis}))
OPEN_TO_ALL = ("area", "starts_on", "ends_on", "lpme_function", "activity", "need_code")
Answering = Mapping[str, tuple[Agreement, ...]]


def facts_of(snapshot: Snapshot, agreement: Agreement) -> AgreementFacts:
    code, disclosure = agreement.agreement_code, Disclosure.of(snapshot)
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
        kpis={kpi.key: dict(_quarterly(kpi, returns, disclosure)) for kpi in WANTED},
    )


def _quarterly(
    kpi: Kpi, returns: dict[Quarter, ReturnFacts], disclosure: Disclosure
) -> Iterable[tuple[Quarter, QuarterFigure]]:
    """A KPI by quarter, of the quarters whose return tells of it and of enough people."""
    for quarter, facts in returns.items():
        counts = of_returns((facts,))
        part, whole = (counts[quantity.name] for quantity in kpi.parts)
        if None in (part, whole) or disclosure.is_too_few(kpi.parts[1:], counts):
            continue
        shown = (disclosure.shown(quantity, counts) for quantity in kpi.parts)
        yield quarter, QuarterFigure(part, whole, *shown)


def facts_of_hub(snapshot: Snapshot) -> HubFacts:
    """The hub itself: what was decided or may go wrong without being of one agreement."""
    return HubFacts(
        on=snapshot.day,
        area=HUB_WIDE,
        decisions=snapshot.decisions.get(None, ()),
        risks=snapshot.risks.get(HUB_WIDE, ()),
    )


def facts_of_areas(snapshot: Snapshot, answering: Answering) -> tuple[HubFacts, ...]:
    """Each area: its needs, and who answers them."""
    return tuple(_of_area(snapshot, area, answering) for area in HUB.area_names)


def _of_area(snapshot: Snapshot, area: str, answering: Answering) -> HubFacts:
    needs = tuple(need for need in snapshot.needs.values() if need.area == area)
    return HubFacts(on=snapshot.day, area=area, needs=needs, answering=answering)


def agreements_answering(snapshot: Snapshot, scope: Scope) -> Answering:
    """By need code the agreements, past and to come, that name it or have an objective for it.

    `snapshot` is the whole hub's; agreements outside the scope stand there unnamed.
    """
    answering: defaultdict[str, tuple[Agreement, ...]] = defaultdict(tuple)
    for code, agreement in snapshot.agreements.items():
        named = {objective.need_code for objective in snapshot.objectives.get(code, ())}
        known = agreement if scope.holds(agreement.area) else unnamed(agreement)
        for need_code in sorted(filter(None, named | {agreement.need_code})):
            answering[need_code] += (known,)
    return dict(answering)


def unnamed(agreement: Agreement) -> Agreement:
    """An agreement as every reader may know it: that there is one in an area, for what and when."""
    name = f"an agreement in {agreement.area}"
    known = {field: getattr(agreement, field) for field in OPEN_TO_ALL}
    return Agreement(**known, agreement_code=name, title=name)
