"""Bullet chart: measures against their targets, on one axis whose 100% is the target."""

from collections.abc import Sequence

from dashboard.components.charts.tokens import note, token
from dashboard.components.reading_words import rag_word
from dashboard.domain.formatting import in_unit
from dashboard.measures.kpi import Reading

ROW = 46
TOP = 24
FURTHEST = 1.5  # times the target; what lies beyond is drawn to here and said in its label


def bullet_chart(readings: Sequence[Reading], tolerance: float) -> dict:
    """Readings that have a value and a target, the first on top; `tolerance` is a share of it."""
    rows = list(reversed(readings))
    return {
        "data": [_track(len(rows)), _bars(rows)],
        "layout": {
            "height": TOP + ROW * len(rows) + 4,
            "barmode": "overlay",
            "margin": {"l": 2, "r": 2, "t": TOP, "b": 4},
            "xaxis": {"range": [0, FURTHEST], "visible": False},
            "yaxis": {"range": [-0.45, len(rows) - 0.3], "visible": False},
            "shapes": [mark for at in range(len(rows)) for mark in _marks(at, tolerance)],
            "annotations": [_target_word(len(rows)), *_names(rows)],
        },
    }


def _track(rows: int) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [FURTHEST] * rows,
        "y": list(range(rows)),
        "width": 0.34,
        "marker": {"color": token("wash-strong")},
        "hoverinfo": "skip",
    }


def _bars(rows: Sequence[Reading]) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [min(reading.value / reading.target, FURTHEST) for reading in rows],
        "y": list(range(len(rows))),
        "width": 0.15,
        "marker": {"color": [token(reading.rag) for reading in rows]},
        "text": [
            f"{reading.kpi.title}<br>{_value_and_target(reading)}<br>{rag_word(reading)}"
            for reading in rows
        ],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }


def _value_and_target(reading: Reading) -> str:
    unit = reading.kpi.unit
    return f"{in_unit(unit, reading.value)}, target {in_unit(unit, reading.target)}"


def _marks(at: int, tolerance: float) -> list[dict]:
    """On one row: from where a value counts as close, and the target itself."""
    near = {"type": "rect", "x0": 1 - tolerance, "x1": 1, "y0": at - 0.17, "y1": at + 0.17}
    line = {"type": "line", "x0": 1, "x1": 1, "y0": at - 0.25, "y1": at + 0.25}
    return [
        {**near, "fillcolor": token("line-strong"), "opacity": 0.35, "line": {"width": 0}},
        {**line, "line": {"color": token("ink"), "width": 2.5}},
    ]


def _target_word(rows: int) -> dict:
    return note("target", x=1, y=1, yref="paper", yanchor="bottom", xanchor="center", yshift=-2)


def _names(rows: Sequence[Reading]) -> list[dict]:
    """The measure and its value at the left, how it stands at the right."""
    ink = {"color": token("ink"), "size": 14}
    return [
        word
        for at, reading in enumerate(rows)
        for word in (
            note(
                f"{reading.kpi.title} <b>{_value_and_target(reading)}</b>",
                x=0,
                y=at + 0.44,
                font=ink,
            ),
            note(
                f"<b>{rag_word(reading)}</b>",
                xref="paper",
                x=1,
                y=at + 0.44,
                xanchor="right",
                font={"color": token(reading.rag), "size": 14},
            ),
        )
    ]
