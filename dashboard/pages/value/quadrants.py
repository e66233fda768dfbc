"""Quadrant chart of benefit against cost: a numbered dot for each agreement."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.charts.tokens import as_typed, note, token
from dashboard.domain.formatting import in_unit

HEIGHT = 380
CORNERS = (  # x, y, anchors, words
    (0, 1, "left", "top", "more benefit,<br>lower cost"),
    (1, 1, "right", "top", "more benefit,<br>higher cost"),
    (0, 0, "left", "bottom", "less benefit,<br>lower cost"),
    (1, 0, "right", "bottom", "less benefit,<br>higher cost"),
)


@dataclass(frozen=True)
class Point:
    """An agreement by its number in the list: cost in pence, benefit as a share."""

    number: int
    name: str
    cost: float
    benefit: float
    colour: str


@dataclass(frozen=True)
class Lines:
    """Where the quarters meet: what the activity costs overall, and what is aimed at."""

    cost: float
    benefit: float


def quadrant_chart(points: Sequence[Point], lines: Lines) -> dict:
    """Both axes hold every point and both lines, with room at the edges."""
    across = _ends([point.cost for point in points] + [lines.cost], at_least=100)
    upwards = _ends([point.benefit for point in points] + [lines.benefit], at_least=0.1)
    return {
        "data": [_dots(points)],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 26},
            "xaxis": {"range": across, "visible": False},
            "yaxis": {"range": upwards, "visible": False},
            "shapes": [*_cross(lines, across, upwards)],
            "annotations": [*_corners(), *_line_labels(lines, upwards)],
        },
    }


def _ends(values: Sequence[float], at_least: float) -> list[float]:
    spread = max(max(values) - min(values), at_least)
    return [min(values) - spread * 0.22, max(values) + spread * 0.22]


def _dots(points: Sequence[Point]) -> dict:
    labels = [
        f"{p.number}. {as_typed(p.name)}<br>"
        f"{in_unit('pence', p.cost)}, {in_unit('share', p.benefit)}"
        for p in points
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [point.cost for point in points],
        "y": [point.benefit for point in points],
        "marker": {
            "size": 24,
            "color": [point.colour for point in points],
            "line": {"color": token("paper"), "width": 1.5},
        },
        "text": [f"<b>{point.number}</b>" for point in points],
        "textfont": {"color": token("paper"), "size": 13},
        "customdata": labels,
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _cross(lines: Lines, across: list[float], upwards: list[float]) -> list[dict]:
    thin = {"type": "line", "layer": "below", "line": {"color": token("line-strong"), "width": 1}}
    return [
        {**thin, "x0": lines.cost, "x1": lines.cost, "y0": upwards[0], "y1": upwards[1]},
        {**thin, "x0": across[0], "x1": across[1], "y0": lines.benefit, "y1": lines.benefit},
    ]


def _corners() -> list[dict]:
    return [
        note(words, xref="paper", yref="paper", x=x, y=y, xanchor=side, yanchor=end, align=side)
        for x, y, side, end, words in CORNERS
    ]


def _line_labels(lines: Lines, upwards: list[float]) -> list[dict]:
    """What the two lines stand for, each at its end, away from the words of the corner near it."""
    is_low = lines.benefit < sum(upwards) / 2
    cost = note(
        f"{in_unit('pence', lines.cost)} overall",
        x=lines.cost,
        yref="paper",
        y=0,
        xanchor="center",
        yanchor="top",
    )
    benefit = note(
        f"target {in_unit('share', lines.benefit)}",
        xref="paper",
        x=1,
        y=lines.benefit,
        xanchor="right",
        yanchor="bottom" if is_low else "top",
    )
    return [cost, benefit]
