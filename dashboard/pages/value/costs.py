"""Costs within each activity, agreement by agreement, in no order of merit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html

from dashboard.components.cards.chart_card import area_key, chart_card
from dashboard.components.charts.tokens import area_colour, as_typed, note, token
from dashboard.components.page_parts import nothing
from dashboard.components.tables.readings import cell
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, in_unit
from dashboard.measures.kpi import Reading
from dashboard.pages.value.query import Valued
from data.vocabulary.activities import ACTIVITIES

ROW, TOP = 50, 8
EMPTY = 1.12  # of the furthest value, so that no dot lies on the edge


@dataclass(frozen=True)
class Dot:
    name: str
    value: float
    colour: str


@dataclass(frozen=True)
class Strip:
    """One row: its name, its dots, and the value of all together where there is one."""

    name: str
    dots: Sequence[Dot]
    overall: float | None


def strip_chart(strips: Sequence[Strip], unit: str) -> dict:
    """Strips from top to bottom on one axis from zero."""
    rows = list(reversed(strips))
    furthest = max((dot.value for strip in rows for dot in strip.dots), default=1) or 1
    return {
        "data": [_dot_trace(rows, unit)],
        "layout": {
            "height": TOP + ROW * len(rows) + 4,
            "margin": {"l": 8, "r": 8, "t": TOP, "b": 4},
            "xaxis": {"range": [0, furthest * EMPTY], "visible": False},
            "yaxis": {"range": [-0.5, len(rows) - 0.2], "visible": False},
            "shapes": [line for at, row in enumerate(rows) for line in _lines(row, at)],
            "annotations": [word for at, row in enumerate(rows) for word in _labels(row, at, unit)],
        },
    }


def _dot_trace(rows: Sequence[Strip], unit: str) -> dict:
    placed = [(dot, at) for at, row in enumerate(rows) for dot in row.dots]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for dot, _ in placed],
        "y": [at for _, at in placed],
        "marker": {
            "size": 12,
            "color": [dot.colour for dot, _ in placed],
            "opacity": 0.85,
            "line": {"color": token("paper"), "width": 1.5},
        },
        "text": [f"{as_typed(dot.name)}<br>{in_unit(unit, dot.value)}" for dot, _ in placed],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _lines(row: Strip, at: int) -> list[dict]:
    ground = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at}
    lines = [{**ground, "line": {"color": token("line"), "width": 1}, "layer": "below"}]
    if row.overall is not None:
        mark = {"type": "line", "x0": row.overall, "x1": row.overall, "y0": at - 0.26}
        lines.append({**mark, "y1": at + 0.26, "line": {"color": token("ink"), "width": 2.5}})
    return lines


def _labels(row: Strip, at: int, unit: str) -> list[dict]:
    ink = {"color": token("ink"), "size": 14}
    words = [note(f"<b>{row.name}</b>", xref="paper", x=0, y=at + 0.42, font=ink)]
    if row.overall is not None:
        place = {"xref": "paper", "x": 1, "y": at + 0.42, "xanchor": "right"}
        words.append(note(f"{in_unit(unit, row.overall)} overall", **place))
    return words


def strips_card(
    key: str,
    valued: Sequence[Valued],
    together: Mapping[str, Reading],
    export: str,
) -> html.Figure | html.P:
    strips = [
        Strip(name, _dots(key, valued, activity), together[activity].value)
        for activity, name in ACTIVITIES.items()
        if activity in together and _dots(key, valued, activity)
    ]
    if not strips:
        return nothing(
            "No agreement for children has both spending and attendance for this choice."
        )
    title = together[next(iter(together))].kpi.title
    return chart_card(
        f"{title}, agreement by agreement",
        "Compare within a row only: activities differ in what they need. Each dot is an agreement "
        "in its area’s colour; the bar is the overall cost, of all agreements for the activity.",
        strip_chart(strips, "pence"),
        strips_table(key, valued, together),
        export,
        key=area_key(),
    )


def strips_table(key: str, valued: Sequence[Valued], together: Mapping[str, Reading]) -> Table:
    """By activity: each agreement by partner, then all of them together."""
    title = next(iter(together.values())).kpi.title
    columns = (Column("Activity"), Column("Agreement"), Column("Area"), Column(title, "pence"))
    rows, totals = [], set()
    for activity, name in ACTIVITIES.items():
        own = [entry for entry in valued if entry.agreement.activity == activity]
        rows += [_strip_row(name, entry, key) for entry in own]
        if own:
            totals.add(len(rows))
            rows.append((name, "All agreements", None, cell(together[activity])))
    return Table(f"{title} within each activity", columns, rows, frozenset(totals))


def _strip_row(activity: str, entry: Valued, key: str) -> tuple:
    about = f"{entry.partner_name}: {entry.agreement.title}"
    return activity, about, area_name(entry.agreement.area), cell(entry.readings[key])


def _dots(key: str, valued: Sequence[Valued], activity: str) -> list[Dot]:
    return [
        Dot(agreement_name(entry), entry.readings[key].value, area_colour(entry.agreement.area))
        for entry in valued
        if entry.agreement.activity == activity and entry.has(key)
    ]


def agreement_name(entry: Valued) -> str:
    return f"{entry.partner_name}, {area_name(entry.agreement.area)}"
