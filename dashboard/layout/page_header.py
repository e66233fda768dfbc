"""The top of a page: its question, the answer in a sentence, and what was chosen."""

from dash import html

from dashboard.layout.period import chosen
from dashboard.selection import Selection


def page_header(
    question: str,
    answer: str,
    selection: Selection | None = None,
    note: str = "",
    named: bool = False,
) -> html.Header:
    """`named` where the title is a name, which then stands out instead of the answer."""
    about = chosen(selection) if selection else note
    return html.Header(
        [
            html.H1(question),
            html.P(answer, className="answer"),
            html.P(about, className="chosen") if about else None,
        ],
        className="page-header is-named" if named else "page-header",
    )


def section(title: str, *content, note: str = "") -> html.Section:
    told = [html.P(note, className="section-note")] if note else []
    return html.Section([html.H2(title), *told, *content], className="section")
