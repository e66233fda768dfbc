"""Readings in words: the value, its mark against the target, and how it moved."""

from dash import html

from dashboard.domain.formatting import count, in_unit, plural, share
from dashboard.measures.kpi import Beside, Reading
from data.formatting import day
from data.policies import Policy

ABSENT = {
    "missing": ("x", "Not available"),
    "suppressed": ("c", "Suppressed"),
    "not_applicable": ("z", "Not applicable"),
}
ABSENT_WHY = {
    "missing": "No return that has come in tells of it.",
    "suppressed": "It rests on so few children or answers that somebody could be recognised.",
    "not_applicable": "It does not apply to what is chosen.",
}
COUNTS_ARE_NEAR = (
    "So that no child can be picked out, counts of people are shown a few too high or too low; "
    "they need not add up."
)
WORDS = {
    "green": "Target met",
    "amber": "Close to target",
    "red": "Short of target",
    "grey": "Not judged",
}
FEW = 100  # below, a share of them would sound exacter than it is


def value_or_word(reading: Reading) -> str:
    """What a reading says in a cell: its value, or the word for why there is none."""
    if reading.state != "ok" or reading.value is None:
        return ABSENT.get(reading.state, ABSENT["missing"])[1]
    return in_unit(reading.kpi.unit, reading.value)


def why_grey(reading: Reading) -> str:
    """The word of a grey mark says which of its reasons holds."""
    if reading.state == "suppressed":
        return "Too few to judge"
    if reading.state != "ok":
        return "No data to judge"
    if reading.target is None:
        return "No target set"
    return "Not rated yet" if reading.note else "Too few to judge"


def why_not_rated(reading: Reading) -> str:
    """A figure that has a target and yet no colour: in a sentence, why; else nothing."""
    if reading.state != "ok" or reading.rag != "grey" or reading.target is None:
        return ""
    if reading.note:
        due = day(reading.selection.quarters[-1].due_on)
        return f"Returns are due on {due}; until then more may come."
    return "It rests on too few children or answers."


def is_unfinished(reading: Reading) -> bool:
    """Whether returns that are not due yet may still come, so that nothing is rated."""
    return reading.state == "ok" and bool(reading.note)


def rag_word(reading: Reading) -> str:
    return why_grey(reading) if reading.rag == "grey" else WORDS[reading.rag]


def rag(reading: Reading) -> html.Span:
    """The word in its colour, with the shape that the style sheet gives it."""
    return html.Span(rag_word(reading), className=f"rag rag-{reading.rag}")


def target_value(reading: Reading) -> str:
    return "–" if reading.target is None else in_unit(reading.kpi.unit, reading.target)


def target_by_when(reading: Reading, policy: Policy) -> str:
    if reading.target is None:
        return "None set"
    return f"{target_value(reading)} by the end of this period ({policy.status})"


def beside(reading: Reading) -> str:
    """`same: suppressed; lower: 12`: the counts that stand beside a value, or why one does not."""
    return "; ".join(f"{entry.label}: {_count(entry)}" for entry in reading.beside)


def _count(entry: Beside) -> str:
    return count(entry.value) if entry.state == "ok" else ABSENT[entry.state][1].lower()


def change(now: Reading, then: Reading, when: str) -> str:
    """`Up 3 points on a year ago (81%)`, of the two as they are read; or why nothing is said."""
    if now.state != "ok" or now.value is None:
        return ""
    if then.state != "ok" or then.value is None:
        return f"No figure for {when} to compare with"
    unit, before = now.kpi.unit, in_unit(now.kpi.unit, then.value)
    if in_unit(unit, now.value) == before:
        return f"Same as {when} ({before})"
    way = "Up" if now.value > then.value else "Down"
    return f"{way} {_how_far(unit, now.value, then.value)} on {when} ({before})"


def _how_far(unit: str, now: float, then: float) -> str:
    """The difference of what is read, so that the reader finds the same."""
    if unit == "share":
        return _points(abs(_as_read(now) - _as_read(then)))
    if unit == "ratio":
        return f"{abs(round(now, 2) - round(then, 2)):.2f}"
    if then < FEW:
        return in_unit(unit, abs(now - then))
    return share(abs(now - then) / then)


def _as_read(part: float) -> float:
    """A share in points, with the decimal that it is read with."""
    return float(share(part).replace("−", "-").rstrip("%"))


def _points(points: float) -> str:
    number = f"{points:.1f}".removesuffix(".0")
    return f"{number} point{'' if number == '1' else 's'}"


def coverage(reading: Reading) -> str:
    """`27 of 31 returns received`."""
    if not reading.coverage.due:
        return "No return is due for this period"
    due = plural(reading.coverage.due, "return")
    return f"{reading.coverage.received} of {due} received"
