"""How a value stands to its target: a word, a shape and a colour, never a colour alone."""

from dash import html

from dashboard.kpi import Reading

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
    return "No target set" if reading.target is None else "Too few to judge"


def rag(reading: Reading) -> html.Span:
    word = why_grey(reading) if reading.rag == "grey" else WORDS[reading.rag]
    return html.Span(word, className=f"rag rag-{reading.rag}")
