"""A reading beside an earlier one, said in words."""

from dashboard.kpi import Reading
from dashboard.layout.numbers import value
from dashboard.saying import share

HARDLY = 0.005  # half a point, or half a per cent: no change worth a word
FEW = 100  # below, a share of them would sound exacter than it is


def change(now: Reading, then: Reading, when: str) -> str:
    """`Up 3 points on a year ago (81%)`, or why nothing can be said."""
    if now.state != "ok" or now.value is None:
        return ""
    if then.state != "ok" or then.value is None:
        return f"No figure for {when} to compare with"
    said = value(now.kpi.unit, then.value)
    if now.kpi.unit == "share":
        return _moved(now.value - then.value, _points(now.value - then.value), when, said)
    if now.kpi.unit == "ratio":
        return _moved(now.value - then.value, f"{abs(now.value - then.value):.2f}", when, said)
    if then.value < FEW:
        moved = now.value - then.value
        return _moved(moved, value(now.kpi.unit, abs(moved)), when, said)
    moved = (now.value - then.value) / then.value
    return _moved(moved, share(abs(moved)), when, said)


def _points(moved: float) -> str:
    points = abs(moved) * 100
    told = f"{points:.1f}" if points < 1 else f"{points:.0f}"
    return f"{told} point{'' if told in ('1', '1.0') else 's'}"


def _moved(by: float, told: str, when: str, said: str) -> str:
    if abs(by) < HARDLY:
        return f"Same as {when} ({said})"
    return f"{'Up' if by > 0 else 'Down'} {told} on {when} ({said})"
