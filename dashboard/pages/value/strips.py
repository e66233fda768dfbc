"""A row for each kind, a dot for each of its members, a bar where all of them together lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.charts.tokens import note, token
from dashboard.domain.formatting import in_unit

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
        "data": [_dots(rows, unit)],
        "layout": {
            "height": TOP + ROW * len(rows) + 4,
            "margin": {"l": 8, "r": 8, "t": TOP, "b": 4},
            "xaxis": {"range": [0, furthest * EMPTY], "visible": False},
            "yaxis": {"range": [-0.5, len(rows) - 0.2], "visible": False},
            "shapes": [line for at, row in enumerate(rows) for line in _lines(row, at)],
            "annotations": [word for at, row in enumerate(rows) for word in _words(row, at, unit)],
        },
    }


def _dots(rows: Sequence[Strip], unit: str) -> dict:
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
        "text": [f"{dot.name}<br>{in_unit(unit, dot.value)}" for dot, _ in placed],
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


def _words(row: Strip, at: int, unit: str) -> list[dict]:
    ink = {"color": token("ink"), "size": 14}
    words = [note(f"<b>{row.name}</b>", xref="paper", x=0, y=at + 0.42, font=ink)]
    if row.overall is not None:
        place = {"xref": "paper", "x": 1, "y": at + 0.42, "xanchor": "right"}
        words.append(note(f"{in_unit(unit, row.overall)} overall", **place))
    return words
