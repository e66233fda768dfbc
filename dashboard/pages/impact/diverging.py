"""Diverging bars: what went badly to the left of the middle, what went well to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html

from dashboard.components.cards.chart_card import key
from dashboard.components.charts.tokens import note, token
from dashboard.components.tables.table import Absent
from dashboard.domain.formatting import share
from dashboard.views.impact import Parts

ROW, TOP, BAR = 52, 6, 0.44
WIDE_ENOUGH = 0.1  # of the axis, for a label inside a bar


@dataclass(frozen=True)
class Tone:
    """How a part is drawn: on which side of the middle, and in which colour under which ink."""

    side: int
    colour: str
    ink: str = "ink"


def diverging_bars(
    rows: Sequence[tuple[str, Mapping[str, float]]], tones: Mapping[str, Tone], labels: Mapping
) -> dict:
    """`rows` are (name, parts in order); `labels` are what stands at each row's right, by name."""
    placed = list(reversed(rows))
    spans = [_spans(parts, tones) for _, parts in placed]
    ends = [end for row in spans for span in row for end in span[1:]] or [0, 1]
    return {
        "data": [_segment(placed, spans, tones, name) for name in _present(rows)],
        "layout": {
            "height": TOP + ROW * len(placed),
            "barmode": "overlay",
            "margin": {"l": 2, "r": 2, "t": TOP, "b": 0},
            "xaxis": {"range": [min(ends), max(ends)], "visible": False},
            "yaxis": {"range": [-0.4, len(placed) - 0.25], "visible": False},
            "shapes": [_middle(at) for at in range(len(placed))],
            "annotations": [
                *(_name(name, at) for at, (name, _) in enumerate(placed)),
                *(_end(labels.get(name, ""), at) for at, (name, _) in enumerate(placed)),
            ],
        },
    }


def _present(rows: Sequence[tuple[str, Mapping[str, float]]]) -> list[str]:
    return list(dict.fromkeys(name for _, parts in rows for name in parts))


def _spans(parts: Mapping[str, float], tones: Mapping[str, Tone]) -> list[tuple[str, float, float]]:
    """(part, from, to) as shares of the whole; the middle is where what is neither is halved."""
    whole = sum(parts.values()) or 1
    left = sum(
        count / whole * (1 if tones[name].side < 0 else 0.5)
        for name, count in parts.items()
        if tones[name].side <= 0
    )
    spans, at = [], -left
    for name, count in parts.items():
        spans.append((name, at, at + count / whole))
        at += count / whole
    return spans


def _segment(placed: Sequence, spans: Sequence, tones: Mapping[str, Tone], name: str) -> dict:
    mine = [
        (at, start, end, placed[at][0])
        for at, row in enumerate(spans)
        for part, start, end in row
        if part == name
    ]
    widths = [end - start for _, start, end, _ in mine]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [start for _, start, _, _ in mine],
        "x": widths,
        "y": [at for at, *_ in mine],
        "width": BAR,
        "marker": {
            "color": token(tones[name].colour),
            "line": {"color": token("paper"), "width": 1},
        },
        "text": [f"{width:.0%}" if width >= WIDE_ENOUGH else "" for width in widths],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": token(tones[name].ink), "size": 13},
        "constraintext": "none",
        "customdata": [
            f"{row}<br>{name}: {share(width)}"
            for (_, _, _, row), width in zip(mine, widths, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _middle(at: int) -> dict:
    """Short marks above and below a bar, so that no line runs through its words."""
    line = {"color": token("ink"), "width": 1.5}
    ends = {"y0": at - BAR / 2 - 0.07, "y1": at + BAR / 2 + 0.07}
    return {"type": "line", "x0": 0, "x1": 0, **ends, "line": line, "layer": "below"}


def _name(name: str, at: int) -> dict:
    ink = {"color": token("ink"), "size": 14}
    return note(f"<b>{name}</b>", xref="paper", x=0, y=at + 0.44, font=ink)


def _end(words: str, at: int) -> dict:
    place = {"xref": "paper", "x": 1, "y": at + 0.44, "xanchor": "right"}
    return note(words, **place, font={"color": token("ink-2"), "size": 14})


def part(parts: Parts, name: str) -> float | Absent:
    return parts.share(name) if name in parts.parts else Absent("suppressed")


def diverging_parts(rows: Sequence, tones: Mapping, word: str) -> dict:
    """`word` is what the good parts are called."""
    labels = {name: f"<b>{share(parts.good)}</b> {word}" for name, parts in rows}
    return diverging_bars([(name, _inwards(parts, tones)) for name, parts in rows], tones, labels)


def _inwards(parts: Parts, tones: Mapping[str, Tone]) -> dict[str, float]:
    """The parts' shares from the worst to the best, whatever order they came in."""
    order = list(tones)
    return {name: parts.share(name) for name in sorted(parts.parts, key=order.index)}


def spread_key(rows: Sequence, tones: Mapping[str, Tone]) -> html.Ul:
    """Each colour once, under the first name that is drawn in it."""
    present = {name for _, parts in rows for name in parts.parts}
    named = {tone.colour: name for name, tone in reversed(tones.items()) if name in present}
    return key([(name, colour) for colour, name in reversed(named.items())])
