"""Parts of every page: header, section, disclosure, clause, and the states without content."""

from dash import dcc, html

from dashboard.components.period import chosen
from dashboard.domain.selection import Selection
from data.vocabulary.clauses import ASKS, clause

WAITING_CARDS = 6


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
    role = {"role": "status"} if is_live else {}
    return html.Header(
        [
            html.H1(question),
            html.P(answer, className="answer", **role),
            html.P(about, className="chosen") if about else None,
        ],
        className="page-header is-named" if named else "page-header",
    )


def section(title: str, *content, note: str = "", anchor: str = "") -> html.Section:
    """`anchor` where a link leads to it."""
    named = {"id": anchor} if anchor else {}
    notes = [html.P(note, className="section-note")] if note else []
    return html.Section([html.H2(title), *notes, *content], className="section", **named)


def disclosure(label: str, *content, about: str = "", is_rest: bool = False) -> html.Details:
    """A disclosure; `about` names its subject for those who hear the page.

    What `is_rest` of a list stands on paper, too, where nothing can be opened.
    """
    unseen = [html.Span(f" {about}", className="unseen")] if about else []
    classes = "more rest" if is_rest else "more"
    return html.Details([html.Summary([label, *unseen]), *content], className=classes)


def facts(pairs: list[tuple[str, object]]) -> html.Dl:
    """Terms and what they say; empty ones are left out."""
    return html.Dl(
        [part for term, meaning in pairs if meaning for part in (html.Dt(term), html.Dd(meaning))],
        className="facts",
    )


def clause_and_what_it_asks(slug: str) -> list:
    """The policy's heading, and under it what it asks in our words."""
    return [html.B(clause(slug)), f": {ASKS[slug]}"]


def waiting(name: str) -> html.Div:
    """The shape of a page while its figures are fetched; its callback hands them to the store."""
    shape = [
        html.Span(),
        html.Span(),
        html.Span(),
        html.Div([html.Span() for _ in range(WAITING_CARDS)], className="waiting-cards"),
        html.P("Fetching the figures", className="unseen", role="status"),
    ]
    return html.Div(
        [
            html.Div(html.Div(shape, className="waiting"), id=name, className="page"),
            dcc.Store(id=f"{name}-drawn"),
        ]
    )


def state(title: str, sentence: str, *links: tuple[str, str]) -> html.Div:
    offered = [html.Li(html.A(label, href=address)) for label, address in links]
    return html.Div(
        [html.H1(title), html.P(sentence), html.Ul(offered) if offered else None],
        className="state",
        role="status",
    )


def nothing(sentence: str) -> html.P:
    """An empty list or chart, in words."""
    return html.P(sentence, className="section-note")


def unknown(sentence: str, offer: str, address: str) -> html.Div:
    return state("Not found", sentence, (f"Did you mean {offer}?", address), ("Overview", "/"))


def refused(sentence: str) -> html.Div:
    return state("Not open to you", sentence, ("Overview", "/"))


def no_page() -> html.Div:
    return state(
        "There is no page here",
        "The address may be mistyped, or the page may have moved.",
        ("Overview", "/"),
        ("Partners", "/partners"),
    )


def no_such_name() -> html.Div:
    return state(
        "Not found",
        "There is nothing of this name here, or it is not open to you. The address may be "
        "mistyped.",
        ("Overview", "/"),
        ("Partners", "/partners"),
    )


def gone_wrong() -> html.Div:
    return state(
        "The figures could not be fetched",
        "Something went wrong on our side and has been noted. The page tries again by itself when "
        "new data arrives; reloading it may help too.",
        ("Overview", "/"),
    )


def no_data() -> html.Div:
    return state(
        "Nothing has been loaded yet",
        "Figures appear here within seconds of the first load. To load returns and registers, run "
        "python -m etl load with the folder that holds them.",
    )
