"""Routing: a path chooses the page; the query is the page's own affair."""

from urllib.parse import unquote

import dash
from dash import ClientsideFunction, Input, Output
from dash.development.base_component import Component
from flask import g

from dashboard.components import page_parts
from dashboard.web import auth
from dashboard.web.dash_app import path_sent
from dashboard.web.page import or_state
from data.hub import HUB


def page_at(path: object) -> tuple[dict, dict] | None:
    """The registered page of a path, and what its template names."""
    if not isinstance(path, str):
        return None
    for page in dash.page_registry.values():
        head, brace, name = (page["path_template"] or page["path"]).partition("<")
        rest = path.removeprefix(head) if path.startswith(head) else ""
        if brace and rest and "/" not in rest:
            return page, {name.strip(">"): rest}
        if not brace and path.rstrip("/") == head.rstrip("/"):
            return page, {}
    return None


def exists(path: object) -> bool:
    """Whether a path, as it was sent, leads anywhere; a page may say which names it knows."""
    match = page_at(path)
    if match is None:
        return False
    page, named = match
    names = {name: unquote(written) for name, written in named.items()}
    return "knows" not in page or page["knows"](**names)


def is_missing() -> bool:
    """Whether the address that is asked for leads nowhere; found out once for a request."""
    if "is_missing" not in g:
        g.is_missing = not exists(path_sent())
    return g.is_missing


def template_of(path: str) -> str:
    """What stands before the name in a path of this shape; nothing where no page has one."""
    match = page_at(path)
    return match[0]["path_template"].partition("<")[0] if match and match[1] else ""


def is_charted(path: object) -> bool:
    """Whether a path leads to a page that opens with charts."""
    match = page_at(path)
    return match is not None and bool(match[0].get("is_charted"))


def shown_at(path: object) -> tuple[Component, str, str]:
    """The page of a path before it is filled, its title, and the filter bar's classes."""
    match = page_at(path)
    if match is None:
        return page_parts.no_page(), f"Not found – {HUB.name}", "filters"
    page, named = match
    uses = " ".join(f"uses-{name}" for name in page.get("filters", ()))
    shown = or_state(lambda: page["layout"](**named))
    return shown, f"{page['name']} – {HUB.name}", f"filters {uses}"


def route(app: dash.Dash) -> None:
    @auth.guarded_callback(
        Output("page", "children"),
        Output("title", "data"),
        Output("filters", "className"),
        Input("address", "pathname"),
        permission="see_totals",
        app=app,
        prevent_initial_call=True,  # the frame comes with its first page
    )
    def choose(path):
        return shown_at(path)

    for heard, happened in (
        ("show", Input("address", "search")),
        ("title", Input("title", "data")),
    ):
        app.clientside_callback(
            ClientsideFunction("address", heard),
            Output("heard", f"data-{heard}"),
            happened,
            Input("filters", "className"),
        )
