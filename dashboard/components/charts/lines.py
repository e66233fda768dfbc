"""Line chart over quarters, each line labelled where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.components.charts.tokens import note, token
from dashboard.domain.formatting import in_unit
from data.calendar import Quarter

HEIGHT = 250
LABEL_GAP = 0.075  # of the height, so that labels never touch
LETTER = 6.7  # pixels


@dataclass(frozen=True)
class Line:
    label: str
    colour: str
    values: Sequence[float | None]

    @property
    def last(self) -> tuple[int, float] | None:
        known = [(at, value) for at, value in enumerate(self.values) if value is not None]
        return known[-1] if known else None


def line_chart(lines: Sequence[Line], quarters: Sequence[Quarter], unit: str) -> dict:
    """Lines with gaps where there is no figure; the axis starts at zero."""
    drawn = [line for line in lines if line.last]
    return {
        "data": [trace for line in drawn for trace in _traces(line, quarters, unit)],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 4, "r": _room(drawn, unit), "t": 12, "b": 4},
            "xaxis": quarter_axis(quarters),
            "yaxis": value_axis([line.values for line in drawn], unit),
            "annotations": _labels(drawn, unit),
        },
    }


def quarter_axis(quarters: Sequence[Quarter], **more) -> dict:
    """Quarters in order; the year stands under its first one."""
    ticks = [
        f"Q{q.number}<br>{q.academic_year}" if q.number == 1 else f"Q{q.number}" for q in quarters
    ]
    return {
        "tickmode": "array",
        "tickvals": list(range(len(quarters))),
        "ticktext": ticks,
        "range": [-0.2, len(quarters) - 0.8],
        "tickangle": 0,
        "showline": True,
        **more,
    }


def value_axis(values: Sequence[Sequence[float | None]], unit: str, **more) -> dict:
    highest = max((value for row in values for value in row if value is not None), default=1) or 1
    top = min(1.0, highest * 1.15) if unit == "share" and highest <= 1 else highest * 1.15
    return {
        "range": [0, top],
        "tickformat": _tick_format(unit, top),
        "tickprefix": "£" if unit == "pence" else "",
        "showgrid": True,
        "nticks": 4,
        **more,
    }


def _tick_format(unit: str, top: float) -> str:
    if unit == "share":
        return ".0%" if top > 0.04 else ".1%"
    return ".1f" if unit == "ratio" else ",d"


def _traces(line: Line, quarters: Sequence[Quarter], unit: str) -> list[dict]:
    labels = [None if value is None else in_unit(unit, value) for value in line.values]
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": list(range(len(quarters))),
            "y": list(line.values),
            "line": {"color": line.colour, "width": 2.5},
            "marker": {"color": line.colour, "size": _dots(line)},
            "text": [
                f"{line.label}<br>{q}: {label}" for q, label in zip(quarters, labels, strict=True)
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "cliponaxis": False,
        }
    ]


def _dots(line: Line) -> list[int]:
    return [8 if at == line.last[0] else 5 for at in range(len(line.values))]


def _room(lines: Sequence[Line], unit: str) -> int:
    longest = max((len(_label(line, unit, len(lines) == 1)) for line in lines), default=0)
    return int(longest * LETTER) + 24


def _label(line: Line, unit: str, alone: bool) -> str:
    """One line by itself is named by its chart's title."""
    value = in_unit(unit, line.last[1])
    return value if alone else f"{line.label} {value}"


def _labels(lines: Sequence[Line], unit: str) -> list[dict]:
    """At the lines' ends, pushed apart where they would meet."""
    if not lines:
        return []
    top = value_axis([line.values for line in lines], unit)["range"][1]
    placed, lowest = [], -1.0
    for line in sorted(lines, key=lambda line: line.last[1]):
        at = max(line.last[1] / top, lowest + LABEL_GAP)
        lowest = at
        placed.append(
            note(
                _label(line, unit, len(lines) == 1),
                xref="paper",
                yref="paper",
                x=1,
                xshift=10,
                y=min(at, 1.0),
                font={"color": token("ink"), "size": 14},
            )
        )
    return placed
