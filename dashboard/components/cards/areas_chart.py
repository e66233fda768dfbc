"""Areas side by side: a small chart for each on the same axes, the others behind it in grey."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.charts.lines import quarter_axis, value_axis
from dashboard.components.charts.tokens import area_colour, note, token
from dashboard.components.tables import readings
from dashboard.components.tables.table import Table
from dashboard.domain.formatting import in_unit
from dashboard.measures.kpi import Kpi, Reading
from data.calendar import Quarter

HEIGHT = 350
ACROSS = ((0.0, 0.47), (0.53, 1.0))
UPWARDS = ((0.57, 0.87), (0.0, 0.3))


def small_multiples(
    by_area: Mapping[str, Sequence[float | None]], quarters: Sequence[Quarter], unit: str
) -> dict:
    """`by_area` holds each area's values in the order of the quarters."""
    areas = list(by_area)
    layout: dict = {"height": HEIGHT, "margin": {"l": 4, "r": 8, "t": 4, "b": 4}}
    data, names = [], []
    for at, area in enumerate(areas):
        axis = "" if not at else str(at + 1)
        across, upwards = ACROSS[at % 2], UPWARDS[at // 2]
        layout[f"xaxis{axis}"] = _quarters(quarters, across, axis)
        layout[f"yaxis{axis}"] = value_axis(
            list(by_area.values()),
            unit,
            domain=upwards,
            anchor=f"x{axis}",
            nticks=3,
            showticklabels=at % 2 == 0,
        )
        data += [_behind(by_area[other], axis) for other in areas if other != area]
        data.append(_front(area, by_area[area], quarters, unit, axis))
        names.append(_name(area, by_area[area], unit, across[0], upwards[1]))
    return {"data": data, "layout": {**layout, "annotations": names}}


def _quarters(quarters: Sequence[Quarter], across: tuple[float, float], axis: str) -> dict:
    firsts = [at for at, quarter in enumerate(quarters) if quarter.number == 1]
    return quarter_axis(
        quarters,
        domain=across,
        anchor=f"y{axis}",
        tickvals=firsts,
        ticktext=[quarters[at].academic_year for at in firsts],
    )


def _behind(values: Sequence[float | None], axis: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(range(len(values))),
        "y": list(values),
        "xaxis": f"x{axis}",
        "yaxis": f"y{axis}",
        "line": {"color": token("line"), "width": 1.25},
        "hoverinfo": "skip",
    }


def _front(area: str, values, quarters: Sequence[Quarter], unit: str, axis: str) -> dict:
    labels = [None if value is None else in_unit(unit, value) for value in values]
    return {
        **_behind(values, axis),
        "mode": "lines+markers",
        "line": {"color": area_colour(area), "width": 2.5},
        "marker": {"color": area_colour(area), "size": 5},
        "text": [f"{area}<br>{q}: {label}" for q, label in zip(quarters, labels, strict=True)],
        "hoverinfo": None,
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _name(area: str, values: Sequence[float | None], unit: str, x: float, y: float) -> dict:
    known = [value for value in values if value is not None]
    last = in_unit(unit, known[-1]) if known else "no figure"
    return note(
        f"<b>{area}</b><br>{last}",
        xref="paper",
        yref="paper",
        x=x,
        y=y,
        yanchor="bottom",
        yshift=3,
        align="left",
        font={"color": token("ink"), "size": 14},
    )


def areas_chart(
    kpi: Kpi, lines: Mapping[str, Sequence[Reading]], quarters: Sequence[Quarter], export: str
) -> html.Figure:
    """One measure, area by area; `lines` are by area."""
    values = {area: [reading.value for reading in line] for area, line in lines.items()}
    return chart_card(
        f"{kpi.title} in each area",
        _ends(kpi, values),
        small_multiples(values, quarters, kpi.unit),
        areas_table(kpi, lines, quarters),
        export,
    )


def areas_table(kpi: Kpi, lines: Mapping, quarters: Sequence[Quarter]) -> Table:
    return readings.over_quarters(f"{kpi.title} by area and quarter", lines, quarters)


def _ends(kpi: Kpi, values: Mapping[str, Sequence[float | None]]) -> str:
    """Which area is highest and which lowest in the newest quarter."""
    newest = {area: line[-1] for area, line in values.items() if line and line[-1] is not None}
    if len(newest) < 2:
        return "Too few areas have a figure for the newest quarter to compare them."
    high, low = max(newest, key=newest.get), min(newest, key=newest.get)
    return (
        f"Highest in {high} ({in_unit(kpi.unit, newest[high])}), lowest in {low} "
        f"({in_unit(kpi.unit, newest[low])}). The other areas lie behind each in grey."
    )
