"""Commissioning: is what the hub commissions planned, open, mixed, and for a need?"""

from dash import html, register_page

from dashboard.components.page_parts import (
    disclosure,
    no_data,
    nothing,
    page_header,
    section,
    waiting,
)
from dashboard.components.period import on_a_day
from dashboard.components.tables.commissioning import answer, log_sentence, mix_table, routes
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.pages.commissioning import query
from dashboard.pages.commissioning.calls import calls, proposals_table
from dashboard.pages.commissioning.view import agreements_table, needs_by_area, needs_table
from dashboard.policy.commissioning import Mix, NeedRow
from dashboard.store.commissioning import commissioned
from dashboard.store.commissioning import needs as needs_of
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled

register_page(
    __name__,
    path="/commissioning",
    name="Commissioning",
    group="Partners",
    order=6,
    filters=("area", "function"),
)


@guarded_layout("see_partners")
def layout(**_):
    return waiting("commissioning")


@filled("commissioning", permission="see_partners")
def commissioning(request: PageRequest):
    if not request.session.version:
        return no_data()
    mix = request.session.totals.mix(request.selection)
    rows = needs_of(request.session, request.selection)
    header = page_header(
        "Does what the hub commissions answer its needs, openly and fairly?",
        answer(mix, rows),
        note=on_a_day(request.selection, request.session.today),
    )
    return [
        header,
        section("Needs, and who answers them", *_needs(request, rows)),
        section("How agreements came about", *_how(mix)),
        section("Who the money is with", *_mix(request, mix)),
        section("Calls and proposals", *_calls(request)),
        section("Commissioning log", *_log(request)),
    ]


def _needs(request: PageRequest, rows: list[NeedRow]) -> list:
    return [needs_by_area(rows), exports(request.export("needs"))]


def _how(mix: Mix) -> list:
    if not mix.every.agreements:
        return [nothing("No agreement runs today for this choice.")]
    return [routes(mix)]


def _mix(request: PageRequest, mix: Mix) -> list:
    if not mix.every.agreements:
        return []
    return [shown_table(mix_table(mix)), exports(request.export("commissioning-mix"))]


def _calls(request: PageRequest) -> list:
    opportunities = query.opportunities(request.session, request.selection)
    return [calls(opportunities, request.session.today), exports(request.export("proposals"))]


def _log(request: PageRequest) -> list:
    agreements = commissioned(request.session, request.selection)
    sentence = html.P(log_sentence(agreements), className="section-note")
    shown = disclosure(
        "Show every agreement",
        shown_table(agreements_table(agreements)),
        exports(request.export("agreements")),
        is_rest=True,
    )
    return [sentence, shown]


@exported("needs", permission="see_partners")
def needs(request: PageRequest) -> Table:
    return needs_table(needs_of(request.session, request.selection))


@exported("commissioning-mix", permission="see_totals")
def mix(request: PageRequest) -> Table:
    return mix_table(request.session.totals.mix(request.selection))


@exported("proposals", permission="see_partners")
def proposals(request: PageRequest) -> Table:
    opportunities = query.opportunities(request.session, request.selection)
    return proposals_table(opportunities, request.session.today)


@exported("agreements", permission="see_partners")
def log(request: PageRequest) -> Table:
    return agreements_table(commissioned(request.session, request.selection))
