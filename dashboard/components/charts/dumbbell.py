"""Dumbbell chart: two dots on a line, for before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.charts.tokens import note, token
from dashboard.domain.formatting import share

ROW, HEAD, ROOM = 27, 36, 0.07
NAMES = 142  # pixels for the rows' names


@dataclass(frozen=True)
class Pair:
    """One row: its name, two values on one axis, and the colour of the second."""

    name: str
    before: float
    after: float
    colour: str


def dumbbells(groups: Sequence[tuple[str, Sequence[Pair]]]) -> dict:
    """Rows under the names of their groups, all on the same axis of shares."""
    placed, heads, height = _placed(groups)
    low, high = _ends([pair for _, pair in placed])
    return {
        "data": [
            _line(placed),
            _dots(placed, "before", "middle left"),
            _dots(placed, "after", "middle right"),
        ],
        "layout": {
            "height": int(height + 12),
            "margin": {"l": NAMES, "r": 4, "t": 4, "b": 4},
            "xaxis": {"range": [low, high], "visible": False},
            "yaxis": {"range": [-height, 4], "visible": False},
            "annotations": [
                *(_named(f"<b>{name}</b>", at, "ink") for name, at in heads),
                *(_named(pair.name, at, "ink-2") for at, pair in placed),
            ],
        },
    }


def _placed(groups: Sequence) -> tuple[list, list, float]:
    """Each row and each heading with its place, in pixels from the top."""
    placed, heads, at = [], [], 0.0
    for name, pairs in groups:
        if name:
            heads.append((name, -at - HEAD * 0.6))
            at += HEAD
        for pair in pairs:
            placed.append((-at - ROW / 2, pair))
            at += ROW
    return placed, heads, at


def _ends(pairs: Sequence[Pair]) -> tuple[float, float]:
    values = [value for pair in pairs for value in (pair.before, pair.after)] or [0, 1]
    spread = max(max(values) - min(values), 0.1)
    return min(values) - spread * 0.35 - ROOM / 2, max(values) + spread * 0.35 + ROOM / 2


def _line(placed: Sequence) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, pair in placed for x in (pair.before, pair.after, None)],
        "y": [y for at, _ in placed for y in (at, at, None)],
        "line": {"color": token("line-strong"), "width": 2},
        "hoverinfo": "skip",
    }


def _dots(placed: Sequence, when: str, side: str) -> dict:
    is_before = when == "before"
    colours = [token("paper") if is_before else pair.colour for _, pair in placed]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [getattr(pair, when) for _, pair in placed],
        "y": [at for at, _ in placed],
        "marker": {
            "size": 11,
            "color": colours,
            "line": {"color": [pair.colour for _, pair in placed], "width": 2},
        },
        "text": [share(getattr(pair, when)) for _, pair in placed],
        "textposition": [_outside(pair, side) for _, pair in placed],
        "textfont": {"color": token("ink-3" if is_before else "ink"), "size": 13},
        "customdata": [pair.name for _, pair in placed],
        "hovertemplate": "%{customdata}: %{text} " + when + "<extra></extra>",
        "cliponaxis": False,
    }


def _outside(pair: Pair, side: str) -> str:
    """Labels stand outside the two dots, whichever way the pair went."""
    if pair.after >= pair.before:
        return side
    return "middle right" if side == "middle left" else "middle left"


def _named(words: str, at: float, ink: str) -> dict:
    font = {"color": token(ink), "size": 14}
    return note(words, xref="paper", x=0, xshift=-NAMES, y=at, font=font)
