"""How near each measure is to its target, on one axis whose 100% is the target."""

from collections.abc import Sequence

from dashboard.kpi import Reading
from dashboard.layout.charts.tokens import note, token
from dashboard.layout.numbers import value

ROW = 46
TOP = 24
FURTHEST = 1.5  # times the target; what lies beyond is drawn to here and said in its label


def bullet_chart(readings: Sequence[Reading]) -> dict:
    """Readings that have a value and a target, the first on top."""
    rows = list(reversed(readings))
    reached = [min(one.value / one.target, FURTHEST) for one in rows]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": reached,
                "y": list(range(len(rows))),
                "width": 0.26,
                "marker": {"color": token("ink-3")},
                "text": [f"{one.kpi.title}<br>{_said(one)}" for one in rows],
                "textposition": "none",
                "hovertemplate": "%{text}<extra></extra>",
            }
        ],
        "layout": {
            "height": TOP + ROW * len(rows) + 4,
            "margin": {"l": 2, "r": 2, "t": TOP, "b": 4},
            "xaxis": {"range": [0, FURTHEST], "visible": False},
            "yaxis": {"range": [-0.45, len(rows) - 0.3], "visible": False},
            "shapes": [_target_line(len(rows))],
            "annotations": [_target_word(len(rows)), *_names(rows)],
        },
    }


def _said(reading: Reading) -> str:
    unit = reading.kpi.unit
    return f"{value(unit, reading.value)}, target {value(unit, reading.target)}"


def _target_line(rows: int) -> dict:
    return {
        "type": "line",
        "x0": 1,
        "x1": 1,
        "y0": -0.3,
        "y1": rows - 0.4,
        "line": {"color": token("ink"), "width": 2},
    }


def _target_word(rows: int) -> dict:
    return note("target", x=1, y=1, yref="paper", yanchor="bottom", xanchor="center", yshift=2)


def _names(rows: Sequence[Reading]) -> list[dict]:
    return [
        note(
            f"{one.kpi.title} <b>{_said(one)}</b>",
            x=0,
            y=at + 0.42,
            font={"color": token("ink"), "size": 14},
            bgcolor=token("paper"),
        )
        for at, one in enumerate(rows)
    ]
