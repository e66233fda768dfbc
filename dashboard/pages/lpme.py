"""The local plan: each strategic function against its targets and over quarters."""

from collections.abc import Iterable
from dataclasses import replace

from dash import html, register_page

from dashboard.export import exported
from dashboard.guard import guarded_layout
from dashboard.kpi import FUNCTIONS, Reading
from dashboard.layout import readings
from dashboard.layout.chart_card import chart_card
from dashboard.layout.charts.bullets import bullet_chart
from dashboard.layout.charts.lines import Line, line_chart
from dashboard.layout.charts.multiples import small_multiples
from dashboard.layout.charts.tokens import token
from dashboard.layout.headline import headline
from dashboard.layout.kpi_card import kpi_card
from dashboard.layout.numbers import value
from dashboard.layout.page_header import page_header, section
from dashboard.layout.states import no_data, nothing, waiting
from dashboard.layout.table import Table
from dashboard.live import Asked, filled
from data.hub import HUB
from data.warehouse.quarters import Quarter, between

register_page(
    __name__,
    path="/lpme",
    name="Local plan (LPME)",
    group="Performance",
    order=2,
    filters=("area", "quarter", "span", "function"),
)
QUARTERS_BEHIND = 8


@guarded_layout("see_totals")
def layout(**_):
    return waiting("lpme")


@filled("lpme", permission="see_totals")
def lpme(asked: Asked):
    if not asked.store.version():
        return no_data()
    compared = asked.store.compared(asked.viewer, asked.selection)
    planned = [one for one in compared if one.now.kpi.function in _functions(asked)]
    now = [one.now for one in planned]
    lines = _series(asked, [one.kpi.key for one in now])
    return [
        page_header(
            "Is the local plan for music education on course?", headline(now), asked.selection
        ),
        _targets(asked, now),
        *(
            _function(
                asked, function, [one for one in planned if one.now.kpi.function == function], lines
            )
            for function in _functions(asked)
        ),
    ]


def _functions(asked: Asked) -> list[str]:
    return [asked.selection.function] if asked.selection.function else list(FUNCTIONS)


def _quarters(asked: Asked) -> tuple[Quarter, ...]:
    newest = asked.selection.quarter
    return between(newest.shift(-QUARTERS_BEHIND), newest)


def _series(asked: Asked, keys: Iterable[str], area: str | None = None) -> dict[str, list[Reading]]:
    choice = replace(asked.selection, span="quarter", area=area or asked.selection.area)
    return asked.store.series(asked.viewer, choice, keys, _quarters(asked))


def _targets(asked: Asked, now: list[Reading]) -> html.Section:
    title = "How near each measure is to its target"
    judged = [one for one in now if one.target and one.value is not None]
    if not judged:
        return section(title, nothing("No measure has both a figure and a target for this choice."))
    met = sum(one.rag == "green" for one in judged)
    summary = (
        f"{met} of {len(judged)} measures reach the target line; targets follow the year's profile."
    )
    return section(
        "Against target",
        chart_card(
            title,
            summary,
            bullet_chart(judged),
            against_target(asked),
            asked.export("lpme-against-target"),
        ),
    )


@exported("lpme-against-target", permission="see_totals")
def against_target(asked: Asked) -> Table:
    now = asked.store.readings(asked.viewer, asked.selection)
    planned = [one for one in now if one.kpi.function in _functions(asked)]
    return readings.against_target("Measures of the local plan against target", planned)


def _function(asked: Asked, function: str, compared: list, lines: dict) -> html.Section:
    cards = [kpi_card(one, lines[one.now.kpi.key]) for one in compared]
    charts = [_over_quarters(asked, function, lines), _areas(asked, compared)]
    return section(
        FUNCTIONS[function],
        html.Div(cards, className="kpis"),
        html.Div([chart for chart in charts if chart], className="charts"),
    )


def _over_quarters(asked: Asked, function: str, lines: dict) -> html.Figure | None:
    """The function's shares in one chart: they have the same axis."""
    shares = _shares(function, lines)
    if not shares:
        return None
    colours = ("ink", "accent", "line-strong", "ink-3")
    drawn = [
        Line(line[0].kpi.title, token(colour), [one.value for one in line])
        for line, colour in zip(shares, colours, strict=False)
    ]
    return chart_card(
        f"{FUNCTIONS[function]} over quarters",
        _moved(shares[0]),
        line_chart(drawn, _quarters(asked), "share"),
        _table_over_quarters(asked, function, shares),
        asked.export(f"lpme-{function}"),
    )


def _shares(function: str, lines: dict[str, list[Reading]]) -> list[list[Reading]]:
    return [
        line
        for line in lines.values()
        if line[0].kpi.function == function
        and line[0].kpi.unit == "share"
        and any(one.value is not None for one in line)
    ]


def _moved(line: list[Reading]) -> str:
    known = [one.value for one in line if one.value is not None]
    unit, title = line[0].kpi.unit, line[0].kpi.title
    lowest, highest = value(unit, min(known)), value(unit, max(known))
    return f"{title} lay between {lowest} and {highest} and stands at {value(unit, known[-1])}."


def _table_over_quarters(asked: Asked, function: str, shares: list[list[Reading]]) -> Table:
    named = {line[0].kpi.title: line for line in shares}
    return readings.over_quarters(f"{FUNCTIONS[function]} by quarter", named, _quarters(asked))


def _offer(function: str) -> None:
    @exported(f"lpme-{function}", permission="see_totals")
    def table(asked: Asked) -> Table:
        keys = [one.kpi.key for one in asked.store.readings(asked.viewer, asked.selection)]
        return _table_over_quarters(asked, function, _shares(function, _series(asked, keys)))


for _each in FUNCTIONS:
    _offer(_each)


def _areas(asked: Asked, compared: list) -> html.Figure | None:
    """The first measure with a target, area by area; nothing where one area is chosen."""
    first = next((one.now.kpi for one in compared if one.now.target), None)
    if asked.selection.area or first is None:
        return None
    lines = {area: _series(asked, [first.key], area)[first.key] for area in HUB.area_names}
    values = {area: [one.value for one in line] for area, line in lines.items()}
    return chart_card(
        f"{first.title} in each area",
        "Each area stands out once; the others lie behind it in grey, on the same axis.",
        small_multiples(values, _quarters(asked), first.unit),
        readings.over_quarters(f"{first.title} by area and quarter", lines, _quarters(asked)),
        asked.export(f"areas-{first.key}"),
    )
