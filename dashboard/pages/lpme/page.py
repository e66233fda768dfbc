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
from dashboard.views.partners_and_returns import Compared
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled, quarters_behind
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
def lpme(asked: Asked):
    if not asked.store.version():
        return no_data()
    functions = [asked.selection.function] if asked.selection.function else list(FUNCTIONS)
    compared = asked.store.compared(asked.viewer, asked.selection)
    planned = [one for one in compared if one.now.kpi.function in functions]
    now = [one.now for one in planned]
    lines = _series(asked, [one.kpi.key for one in now])
    return [
        page_header(QUESTION, headline(now), asked.selection),
        section("At a glance", view.at_a_glance(now, functions)),
        section("Against target", _targets(asked, now)),
        *(_function(asked, function, planned, lines) for function in functions),
        _beyond(asked, [one for one in compared if one.now.kpi.function is None]),
    ]


def _targets(asked: Asked, now: list[Reading]) -> html.Figure | html.P:
    export, tolerance = asked.export("lpme-against-target"), asked.store.policy().tolerance
    return view.targets_chart(now, tolerance, against_target(asked), export)


def _series(asked: Asked, keys: Iterable[str], area: str | None = None) -> dict[str, list[Reading]]:
    choice = replace(asked.selection, span="quarter", area=area or asked.selection.area)
    return asked.store.series(asked.viewer, choice, keys, quarters_behind(asked))


def _function(asked: Asked, function: str, planned: list[Compared], lines: dict) -> html.Section:
    policy = asked.store.policy()
    cards = [
        kpi_card(one, policy, lines[one.now.kpi.key])
        for one in planned
        if one.now.kpi.function == function
    ]
    charts = [_over_quarters(asked, function, lines), _in_areas(asked, function)]
    return section(
        FUNCTIONS[function],
        html.Div(cards, className="kpis"),
        html.Div([chart for chart in charts if chart], className="charts"),
        anchor=function,
    )


def _over_quarters(asked: Asked, function: str, lines: dict) -> html.Figure | None:
    shares = view.shares_of(function, lines)
    if not shares:
        return None
    export = asked.export(f"lpme-{function}")
    return view.quarters_chart(FUNCTIONS[function], shares, quarters_behind(asked), export)


def _in_areas(asked: Asked, function: str) -> html.Figure | None:
    """The function's first measure with a target; nothing where one area is chosen."""
    first = _first(asked, function)
    if asked.selection.area or first is None:
        return None
    export = asked.export(f"lpme-areas-{function}")
    return areas_chart(first, _area_lines(asked, first), quarters_behind(asked), export)


def _first(asked: Asked, function: str) -> Kpi | None:
    targets = asked.store.policy().targets
    return next((k for k in KPIS.values() if k.function == function and k.key in targets), None)


def _area_lines(asked: Asked, kpi: Kpi) -> dict[str, list[Reading]]:
    return {area: _series(asked, [kpi.key], area)[kpi.key] for area in HUB.area_names}


def _beyond(asked: Asked, others: list[Compared]) -> html.Section:
    """What belongs to no function; what is told of one activity only stands in a table."""
    policy = asked.store.policy()
    shown = [one for one in others if one.now.kpi.key not in COSTS]
    lines = _series(asked, [one.now.kpi.key for one in shown])
    cards = [(one.now.kpi.theme, kpi_card(one, policy, lines[one.now.kpi.key])) for one in shown]
    table = costs(asked)
    told = (shown_table(table), exports(asked.export("lpme-costs"))) if table.rows else ()
    return section("Beyond the functions", *view.by_theme(cards), *told)


@exported("lpme-costs", permission="see_totals")
def costs(asked: Asked) -> Table:
    return view.costs_table(asked.store.by_activity(asked.viewer, asked.selection, COSTS))


@exported("lpme-against-target", permission="see_totals")
def against_target(asked: Asked) -> Table:
    wanted = [asked.selection.function] if asked.selection.function else FUNCTIONS
    now = asked.store.readings(asked.viewer, asked.selection)
    planned = [one for one in now if one.kpi.function in wanted]
    return readings.against_target("Measures of the local plan against target", planned)


def _offer(function: str) -> None:
    """The two tables of a function's charts."""

    @exported(f"lpme-{function}", permission="see_totals")
    def over_quarters(asked: Asked) -> Table:
        keys = [kpi.key for kpi in KPIS.values() if kpi.function == function]
        shares = view.shares_of(function, _series(asked, keys))
        return view.quarters_table(FUNCTIONS[function], shares, quarters_behind(asked))

    @exported(f"lpme-areas-{function}", permission="see_totals")
    def in_areas(asked: Asked) -> Table:
        first = _first(asked, function)
        return areas_table(first, _area_lines(asked, first), quarters_behind(asked))


for _each in FUNCTIONS:
    _offer(_each)
