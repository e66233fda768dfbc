"""The local plan: each strategic function against its targets and over quarters."""

from collections.abc import Iterable
from dataclasses import replace

from dash import html, register_page

from dashboard.components.cards.areas_chart import areas_chart, areas_table
from dashboard.components.cards.kpi_card import kpi_card
from dashboard.components.headline import headline
from dashboard.components.page_parts import no_data, page_header, section, waiting
from dashboard.components.tables import readings
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Kpi, Reading
from dashboard.pages.lpme import view
from dashboard.views.readings import Compared
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled, quarters_behind
from data.hub import HUB
from data.vocabulary.functions import FUNCTIONS

register_page(
    __name__,
    path="/lpme",
    name="Local plan (LPME)",
    group="Performance",
    order=2,
    filters=("area", "quarter", "span", "function"),
    is_charted=True,
)
QUESTION = "Is the local plan for music education on course?"
COSTS = [kpi.key for kpi in KPIS.values() if kpi.function is None and kpi.needs == "activity"]


@guarded_layout("see_totals")
def layout(**_):
    return waiting("lpme")


@filled("lpme", permission="see_totals")
def lpme(request: PageRequest):
    if not request.session.version:
        return no_data()
    functions = [request.selection.function] if request.selection.function else list(FUNCTIONS)
    compared = request.session.totals.compared(request.selection)
    planned = [entry for entry in compared if entry.now.kpi.function in functions]
    now = [entry.now for entry in planned]
    lines = _series(request, [reading.kpi.key for reading in now])
    return [
        page_header(QUESTION, headline(now), request.selection),
        section("At a glance", view.at_a_glance(now, functions)),
        section("Against target", _targets(request, now)),
        *(_function(request, function, planned, lines) for function in functions),
        _beyond(request, [entry for entry in compared if entry.now.kpi.function is None]),
    ]


def _targets(request: PageRequest, now: list[Reading]) -> html.Figure | html.P:
    export, tolerance = request.export("lpme-against-target"), request.session.policy().tolerance
    return view.targets_chart(now, tolerance, against_target(request), export)


def _series(
    request: PageRequest, keys: Iterable[str], area: str | None = None
) -> dict[str, list[Reading]]:
    choice = replace(request.selection, span="quarter", area=area or request.selection.area)
    return request.session.totals.series(choice, keys, quarters_behind(request))


def _function(
    request: PageRequest, function: str, planned: list[Compared], lines: dict
) -> html.Section:
    policy = request.session.policy()
    cards = [
        kpi_card(entry, policy, lines[entry.now.kpi.key])
        for entry in planned
        if entry.now.kpi.function == function
    ]
    charts = [_over_quarters(request, function, lines), _in_areas(request, function)]
    return section(
        FUNCTIONS[function],
        html.Div(cards, className="kpis"),
        html.Div([chart for chart in charts if chart], className="charts"),
        anchor=function,
    )


def _over_quarters(request: PageRequest, function: str, lines: dict) -> html.Figure | None:
    shares = view.shares_of(function, lines)
    if not shares:
        return None
    export = request.export(f"lpme-{function}")
    return view.quarters_chart(FUNCTIONS[function], shares, quarters_behind(request), export)


def _in_areas(request: PageRequest, function: str) -> html.Figure | None:
    """The function's first measure with a target; nothing where one area is chosen."""
    first = _first(request, function)
    if request.selection.area or first is None:
        return None
    export = request.export(f"lpme-areas-{function}")
    return areas_chart(first, _area_lines(request, first), quarters_behind(request), export)


def _first(request: PageRequest, function: str) -> Kpi | None:
    targets = request.session.policy().targets
    return next((k for k in KPIS.values() if k.function == function and k.key in targets), None)


def _area_lines(request: PageRequest, kpi: Kpi) -> dict[str, list[Reading]]:
    return {area: _series(request, [kpi.key], area)[kpi.key] for area in HUB.area_names}


def _beyond(request: PageRequest, others: list[Compared]) -> html.Section:
    """What belongs to no function; what is told of one activity only stands in a table."""
    policy = request.session.policy()
    shown = [entry for entry in others if entry.now.kpi.key not in COSTS]
    lines = _series(request, [entry.now.kpi.key for entry in shown])
    cards = [
        (entry.now.kpi.theme, kpi_card(entry, policy, lines[entry.now.kpi.key])) for entry in shown
    ]
    table = costs(request)
    costs_table = (shown_table(table), exports(request.export("lpme-costs"))) if table.rows else ()
    return section("Beyond the functions", *view.by_theme(cards), *costs_table)


@exported("lpme-costs", permission="see_totals")
def costs(request: PageRequest) -> Table:
    return view.costs_table(request.session.totals.by_activity(request.selection, COSTS))


@exported("lpme-against-target", permission="see_totals")
def against_target(request: PageRequest) -> Table:
    wanted = [request.selection.function] if request.selection.function else FUNCTIONS
    now = request.session.totals.readings(request.selection)
    planned = [reading for reading in now if reading.kpi.function in wanted]
    return readings.against_target("Measures of the local plan against target", planned)


def _offer(function: str) -> None:
    """The two tables of a function's charts."""

    @exported(f"lpme-{function}", permission="see_totals")
    def over_quarters(request: PageRequest) -> Table:
        keys = [kpi.key for kpi in KPIS.values() if kpi.function == function]
        shares = view.shares_of(function, _series(request, keys))
        return view.quarters_table(FUNCTIONS[function], shares, quarters_behind(request))

    @exported(f"lpme-areas-{function}", permission="see_totals")
    def in_areas(request: PageRequest) -> Table:
        first = _first(request, function)
        return areas_table(first, _area_lines(request, first), quarters_behind(request))


for _each in FUNCTIONS:
    _offer(_each)
