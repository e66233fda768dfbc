"""A reading beside an earlier one, said in words."""

from dashboard.components.numbers import value
from dashboard.domain.formatting import share
from dashboard.measures.kpi import Reading

FEW = 100  # below, a share of them would sound exacter than it is


def change(now: Reading, then: Reading, when: str) -> str:
    """`Up 3 points on a year ago (81%)`, of the two as they are read; or why nothing is said."""
    if now.state != "ok" or now.value is None:
        return ""
    if then.state != "ok" or then.value is None:
        return f"No figure for {when} to compare with"
    unit, said = now.kpi.unit, value(now.kpi.unit, then.value)
    if value(unit, now.value) == said:
        return f"Same as {when} ({said})"
    way = "Up" if now.value > then.value else "Down"
    return f"{way} {_how_far(unit, now.value, then.value)} on {when} ({said})"


def _how_far(unit: str, now: float, then: float) -> str:
    """The difference of what is read, so that the reader finds the same."""
    if unit == "share":
        return _points(abs(_as_read(now) - _as_read(then)))
    if unit == "ratio":
        return f"{abs(round(now, 2) - round(then, 2)):.2f}"
    if then < FEW:
        return value(unit, abs(now - then))
    return share(abs(now - then) / then)


def _as_read(part: float) -> float:
    """A share in points, with the decimal that it is read with."""
    return float(share(part).replace("−", "-").rstrip("%"))


def _points(points: float) -> str:
    told = f"{points:.1f}".removesuffix(".0")
    return f"{told} point{'' if told == '1' else 's'}"
