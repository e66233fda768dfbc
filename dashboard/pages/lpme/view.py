"""Local plan: charts of its measures, and the measures that belong to none of its functions."""

from collections.abc import Iterable, Mapping, Sequence

from dash import html

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.charts.bullets import bullet_chart
from dashboard.components.charts.lines import Line, line_chart
from dashboard.components.charts.tokens import token
from dashboard.components.page_parts import nothing
from dashboard.components.reading_words import rag
from dashboard.components.tables import readings
from dashboard.components.tables.readings import cell
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import in_unit
from dashboard.measures.kpi import THEMES, Reading
from data.calendar import Quarter
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS

COSTS = "Cost by activity: compare only within one activity; the cheapest is not the best"
COLOURS = ("ink", "accent", "line-strong", "ink-3")


def by_theme(cards: Sequence[tuple[str, html.Article]]) -> list[html.Div]:
    """Cards under the names of their themes, in the themes' order."""
    present = [theme for theme in THEMES if any(theme == of for of, _ in cards)]
    return [
        html.Div(
            [
                html.H3(theme.capitalize()),
                html.Div([card for of, card in cards if of == theme], className="kpis"),
            ]
        )
        for theme in present
    ]


def costs_table(costs: Mapping[str, Mapping[str, Reading]]) -> Table:
    """One row per activity of which something is told; `costs` is {key: {activity: reading}}."""
    lines = list(costs.values())
    activities = [
        activity for activity in ACTIVITIES if _is_known(line[activity] for line in lines)
    ]
    columns = [Column(next(iter(line.values())).kpi.title, "pence") for line in lines]
    rows = [
        (ACTIVITIES[activity], *(cell(line[activity]) for line in lines)) for activity in activities
    ]
    return Table(COSTS, (Column("Activity"), *columns), rows)


def _is_known(readings: Iterable[Reading]) -> bool:
    return any(reading.state in ("ok", "suppressed") for reading in readings)


def targets_chart(
    now: Sequence[Reading], tolerance: float, table: Table, export: str
) -> html.Figure | html.P:
    judged = [reading for reading in now if reading.target and reading.value is not None]
    if not judged:
        return nothing("No measure has both a figure and a target for this choice.")
    met = sum(reading.rag == "green" for reading in judged)
    summary = (
        f"{met} of {len(judged)} measures meet their target, which follows the year’s profile; the "
        "band before the mark is where a value counts as close."
    )
    title = "How near each measure is to its target"
    return chart_card(title, summary, bullet_chart(judged, tolerance), table, export)


def at_a_glance(now: Sequence[Reading], functions: Sequence[str]) -> html.Ul:
    """Each function with the marks of its measures; it leads to the function's own part."""
    return html.Ul([_glance(now, function) for function in functions], className="glance")


def _glance(now: Sequence[Reading], function: str) -> html.Li:
    own = [reading for reading in now if reading.kpi.function == function]
    marks = [
        html.Li([html.Span(f"{reading.kpi.title} ", className="small"), rag(reading)])
        for reading in own
    ]
    link = html.A(FUNCTIONS[function], href=f"#{function}")
    return html.Li([html.B(link), html.Ul(marks)])


def shares_of(function: str, lines: Mapping[str, Sequence[Reading]]) -> list[Sequence[Reading]]:
    """A function's measures that are shares, which can stand on one axis."""
    return [
        line
        for line in lines.values()
        if line[0].kpi.function == function
        and line[0].kpi.unit == "share"
        and any(reading.value is not None for reading in line)
    ]


def quarters_chart(
    name: str, shares: Sequence[Sequence[Reading]], quarters: Sequence[Quarter], export: str
) -> html.Figure:
    drawn = [
        Line(line[0].kpi.title, token(colour), [reading.value for reading in line])
        for line, colour in zip(shares, COLOURS, strict=False)
    ]
    subject = shares[0][0].kpi.title if len(shares) == 1 else name
    return chart_card(
        f"{subject} over quarters",
        _range_sentence(shares[0]),
        line_chart(drawn, quarters, "share"),
        quarters_table(name, shares, quarters),
        export,
    )


def quarters_table(name: str, shares: Sequence, quarters: Sequence[Quarter]) -> Table:
    named = {line[0].kpi.title: line for line in shares}
    return readings.over_quarters(f"{name} by quarter", named, quarters)


def _range_sentence(line: Sequence[Reading]) -> str:
    known = [reading.value for reading in line if reading.value is not None]
    unit, title = line[0].kpi.unit, line[0].kpi.title
    lowest, highest = in_unit(unit, min(known)), in_unit(unit, max(known))
    newest = in_unit(unit, known[-1])
    return f"{title} lay between {lowest} and {highest}; the newest figure is {newest}."
