"""Money of a year: bars for each area, and tables by stream, area and kind of partner."""

from collections.abc import Callable, Sequence

from dash import html

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.charts.flow import flow_chart, largest
from dashboard.components.charts.tokens import area_colour, note, token
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, pounds, uncapitalised
from dashboard.views.funds import Flow, Fund

STAGES = (("allocated", 0.35), ("paid", 0.65), ("spent", 1.0))
GROUP = 104
BARS = (0.16, -0.08, -0.32)  # where a stage's bar lies in its group, below the area's name


def money_bars(funds: Sequence[Fund]) -> dict:
    """Bars with their sums beside them; a sum that no return told of is said, not drawn."""
    rows = list(reversed(funds))
    most = max((_sum(fund, stage) or 0 for fund in rows for stage, _ in STAGES), default=0) or 1
    return {
        "data": [_bars(rows, at) for at in range(len(STAGES))],
        "layout": {
            "height": GROUP * len(rows) + 8,
            "barmode": "overlay",
            "margin": {"l": 2, "r": 2, "t": 2, "b": 2},
            "xaxis": {"range": [0, most * 1.7], "visible": False},
            "yaxis": {"range": [-0.5, len(rows) - 0.5], "visible": False},
            "annotations": [word for at, fund in enumerate(rows) for word in _labels(fund, at)],
        },
    }


def _sum(fund: Fund, stage: str) -> int | None:
    return getattr(fund, f"{stage}_pence")


def _bars(rows: Sequence[Fund], at: int) -> dict:
    stage, strength = STAGES[at]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [_sum(fund, stage) or 0 for fund in rows],
        "y": [place + BARS[at] for place in range(len(rows))],
        "width": 0.2,
        "marker": {"color": [area_colour(fund.area) for fund in rows], "opacity": strength},
        "text": [f"{area_name(fund.area)}<br>{pounds(_sum(fund, stage))} {stage}" for fund in rows],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _labels(fund: Fund, place: int) -> list[dict]:
    name = note(
        f"<b>{area_name(fund.area)}</b>",
        x=0,
        y=place + 0.38,
        font={"color": token("ink"), "size": 14},
    )
    sums = [
        note(_sum_label(fund, stage), x=_sum(fund, stage) or 0, y=place + BARS[at], xshift=6)
        for at, (stage, _) in enumerate(STAGES)
    ]
    return [name, *sums]


def _sum_label(fund: Fund, stage: str) -> str:
    known = _sum(fund, stage)
    return f"{stage}: not reported" if known is None else f"{pounds(known)} {stage}"


def allocated_by_stream(funds: Sequence[Fund]) -> Table:
    return _split("Stream", "Allocated by stream", funds, lambda fund: fund.allocated_by_stream)


def paid_by_kind(funds: Sequence[Fund]) -> Table:
    return _split(
        "Kind of partner", "Paid by kind of partner", funds, lambda fund: fund.paid_by_kind
    )


def _split(
    title: str, caption: str, funds: Sequence[Fund], parts: Callable[[Fund], dict[str, int]]
) -> Table:
    """One row per part, the largest first, one column per area and their sum."""
    sums = {
        name: [parts(fund).get(name, 0) for fund in funds]
        for name in {name for fund in funds for name in parts(fund)}
    }
    ordered = sorted(sums.items(), key=lambda item: (-sum(item[1]), item[0]))
    rows = [(name[:1].upper() + name[1:], *row, sum(row)) for name, row in ordered]
    if rows:
        rows.append(
            ("All", *(sum(column) for column in zip(*(row[1:] for row in rows), strict=True)))
        )
    columns = [Column(area_name(fund.area), "pence") for fund in funds]
    totals = frozenset({len(ordered)} if rows else ())
    return Table(caption, (Column(title), *columns, Column("All", "pence")), rows, totals)


def flow_card(flows: Sequence[Flow], year: str, export: str) -> html.Figure | html.P:
    """Payments from stream to area to kind of partner."""
    if not flows:
        return nothing(f"Nothing has been paid in {year}.")
    stream, of_stream = largest(flows, lambda flow: flow.stream)
    kind, of_kind = largest(flows, lambda flow: flow.kind)
    summary = (
        f"{of_stream} of what was paid came from the {uncapitalised(stream)}; {of_kind} "
        f"went to partners of the kind “{uncapitalised(kind)}”. Each band is as thick as its "
        "money, in its area’s colour."
    )
    title = f"From streams through areas to partners: what was paid in {year}"
    return chart_card(title, summary, flow_chart(flows), flows_table(flows, year), export)


def flows_table(flows: Sequence[Flow], year: str) -> Table:
    columns = (Column("Stream"), Column("Area"), Column("Kind of partner"), Column("Paid", "pence"))
    rows = [
        (flow.stream.capitalize(), area_name(flow.area), flow.kind.capitalize(), flow.pence)
        for flow in flows
    ]
    rows.append(("All", None, None, sum(flow.pence for flow in flows)))
    caption = f"Paid in {year} by stream, area and kind of partner"
    return Table(caption, columns, rows, frozenset({len(flows)}))
