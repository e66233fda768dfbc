"""What opens when a reader wants to know more."""

from dash import html


def more(label: str, *content, about: str = "", is_rest: bool = False) -> html.Details:
    """A disclosure; `about` names its subject for those who hear the page.

    What `is_rest` of a list stands on paper, too, where nothing can be opened.
    """
    unseen = [html.Span(f" {about}", className="unseen")] if about else []
    classes = "more rest" if is_rest else "more"
    return html.Details([html.Summary([label, *unseen]), *content], className=classes)


def facts(pairs: list[tuple[str, object]]) -> html.Dl:
    """Terms and what they say; empty ones are left out."""
    return html.Dl(
        [part for term, said in pairs if said for part in (html.Dt(term), html.Dd(said))],
        className="facts",
    )
