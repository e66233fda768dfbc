"""How a value stands to its target: a word, a shape and a colour, never a colour alone."""

from dash import html

from dashboard.domain.formatting import day
from dashboard.measures.kpi import Reading

WORDS = {
    "green": "Target met",
    "amber": "Close to target",
    "red": "Short of target",
    "grey": "Not judged",
}


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


def rag(reading: Reading) -> html.Span:
    word = why_grey(reading) if reading.rag == "grey" else WORDS[reading.rag]
    return html.Span(word, className=f"rag rag-{reading.rag}")
