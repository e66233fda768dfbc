"""What stands where a page cannot: waiting, nothing there, refused, not found, gone wrong."""

from dash import dcc, html

WAITING_CARDS = 6


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
