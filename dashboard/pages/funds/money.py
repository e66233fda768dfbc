"""Money allocated, paid and spent, a group of bars for each area."""

from collections.abc import Sequence

from dashboard.components.charts.tokens import area_colour, note, token
from dashboard.domain.formatting import area_name, pounds
from dashboard.views.partners_and_returns import Fund

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
            "annotations": [word for at, fund in enumerate(rows) for word in _words(fund, at)],
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


def _words(fund: Fund, place: int) -> list[dict]:
    name = note(
        f"<b>{area_name(fund.area)}</b>",
        x=0,
        y=place + 0.38,
        font={"color": token("ink"), "size": 14},
    )
    sums = [
        note(_said(fund, stage), x=_sum(fund, stage) or 0, y=place + BARS[at], xshift=6)
        for at, (stage, _) in enumerate(STAGES)
    ]
    return [name, *sums]


def _said(fund: Fund, stage: str) -> str:
    known = _sum(fund, stage)
    return f"{stage}: not reported" if known is None else f"{pounds(known)} {stage}"
