"""Cumulative chart: a year adding up beside the year before, and where it may end."""

from collections.abc import Sequence
from itertools import accumulate

from dashboard.components.charts.tokens import note, token
from dashboard.domain.formatting import in_unit
from dashboard.measures.forecast import QUARTERS, Forecast

HEIGHT = 280


def cumulative_chart(
    forecast: Forecast, before: Sequence[float | None], unit: str, names: tuple[str, str]
) -> dict:
    """`before` are the quarters of the year before; `names` are this year and that one."""
    now = list(accumulate(forecast.from_start))
    then = list(accumulate(before)) if None not in before else []
    top = max([*now, *then, forecast.high or 0, 1]) * 1.12
    return {
        "data": [
            *([_line(then, "line-strong", names[1], unit)] if then else []),
            _line(now, "ink", names[0], unit),
            *_ahead(now, forecast, unit),
        ],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 4, "r": 118, "t": 10, "b": 4},
            "xaxis": {
                "range": [0.4, 4.15],
                "tickmode": "array",
                "tickvals": [1, 2, 3, 4],
                "ticktext": [f"Q{number}" for number in (1, 2, 3, 4)],
                "showline": True,
            },
            "yaxis": {
                "range": [0, top],
                "showgrid": True,
                "nticks": 4,
                "tickprefix": "£" if unit == "pence" else "",
                "tickformat": ",d",
                **_in_pounds(unit, top),
            },
            "annotations": _labels(now, then, forecast, unit, names, top),
        },
    }


def _in_pounds(unit: str, top: float) -> dict:
    """Pence are drawn as they are and labelled in pounds."""
    if unit != "pence":
        return {}
    step = _step(top / 100)
    marks = [at * step for at in range(int(top / 100 / step) + 1)]
    return {
        "tickmode": "array",
        "tickvals": [mark * 100 for mark in marks],
        "ticktext": [_short(mark) for mark in marks],
        "tickprefix": "",
    }


def _step(top: float) -> int:
    """A round step that divides an axis into three or four."""
    power = 10 ** max(len(str(int(top))) - 1, 0)
    return next(
        int(power * part) or 1 for part in (0.2, 0.5, 1, 2, 5) if top / (power * part or 1) <= 4.5
    )


def _short(pounds: int) -> str:
    if pounds >= 1_000_000:
        return f"£{pounds / 1_000_000:g}m"
    return f"£{pounds // 1000}k" if pounds >= 1000 else f"£{pounds}"


def _line(values: Sequence[float], colour: str, name: str, unit: str) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(1, len(values) + 1)),
        "y": list(values),
        "line": {"color": token(colour), "width": 2.5},
        "marker": {"color": token(colour), "size": 6},
        "text": [
            f"{name}<br>to the end of Q{n}: {in_unit(unit, v)}" for n, v in enumerate(values, 1)
        ],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }


def _ahead(now: Sequence[float], forecast: Forecast, unit: str) -> list[dict]:
    """The way from now to the likely end, and the range as a wedge that opens."""
    if forecast.likely is None or len(now) == QUARTERS:
        return []
    start = len(now)
    wedge = {
        "type": "scatter",
        "mode": "lines",
        "x": [start, QUARTERS, QUARTERS, start],
        "y": [now[-1], forecast.high, forecast.low, now[-1]],
        "fill": "toself",
        "fillcolor": token("wash-strong"),
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    likely = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [start, QUARTERS],
        "y": [now[-1], forecast.likely],
        "line": {"color": token("ink"), "width": 2, "dash": "dot"},
        "marker": {"color": token("ink"), "size": [0, 9], "symbol": "circle-open"},
        "text": ["", f"Likely end of the year: {in_unit(unit, forecast.likely)}"],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
    }
    return [wedge, likely]


def _labels(
    now: list, then: list, forecast: Forecast, unit: str, names: tuple[str, str], top: float
) -> list[dict]:
    """At the lines' ends on the right, pushed apart where they would meet."""
    ends = []
    if then:
        ends.append((then[-1], f"{names[1]}<br>{_value_label(unit, then[-1])}", "ink-3"))
    if len(now) == QUARTERS:
        ends.append((now[-1], f"<b>{names[0]}<br>{_value_label(unit, now[-1])}</b>", "ink"))
    elif forecast.likely is not None:
        likely = _value_label(unit, round(forecast.likely, -2))
        ends.append((forecast.likely, f"<b>likely<br>{likely}</b>", "ink"))
    placed, lowest = [], -1.0
    for at, words, ink in sorted(ends):
        place = max(at / top, lowest + 0.17)
        lowest = place
        font = {"color": token(ink), "size": 14}
        where = {"xref": "paper", "yref": "paper", "x": 1, "xshift": 6, "y": min(place, 0.97)}
        placed.append(note(words, **where, align="left", font=font))
    return placed


def _value_label(unit: str, number: float) -> str:
    """As exactly as a forecast may be said."""
    if unit == "pence":
        return f"£{number / 1e8:.2f}m" if number >= 1e8 else f"£{number / 100:,.0f}"
    return in_unit(unit, number)
