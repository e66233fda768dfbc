"""The top of a page: its question, the answer in a sentence, and what was chosen."""

from dash import html

from dashboard.components.period import chosen
from dashboard.domain.selection import Selection


def page_header(
    question: str,
    answer: str,
    selection: Selection | None = None,
    note: str = "",
    named: bool = False,
    is_live: bool = False,
) -> html.Header:
    """`named` where the title is a name, which then stands out instead of the answer; `is_live`
    where the answer changes while one reads, and is said when it does."""
    about = chosen(selection) if selection else note
    said = {"role": "status"} if is_live else {}
    return html.Header(
        [
            html.H1(question),
            html.P(answer, className="answer", **said),
            html.P(about, className="chosen") if about else None,
        ],
        className="page-header is-named" if named else "page-header",
    )


def section(title: str, *content, note: str = "", anchor: str = "") -> html.Section:
    """`anchor` where a link leads to it."""
    named = {"id": anchor} if anchor else {}
    told = [html.P(note, className="section-note")] if note else []
    return html.Section([html.H2(title), *told, *content], className="section", **named)
