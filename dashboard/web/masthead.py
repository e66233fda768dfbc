"""Masthead of every page: the hub's name, search, freshness, the reader's role, the theme."""

from datetime import date

import dash_bootstrap_components as dbc
from dash import html

from dashboard.domain.viewer import ROLES, Viewer
from data.formatting import day, listed
from data.hub import HUB, slug_of

HEIGHTS = ("55%", "85%", "100%", "70%")


def masthead(viewer: Viewer, updated: str) -> html.Header:
    return html.Header(
        [
            html.A([_bars(), HUB.name], href="/", className="wordmark"),
            finder(),
            html.P(updated, id="updated", className="updated", role="status"),
            who(viewer),
            html.Button("Dark theme", id="theme-switch", type="button", className="plain-button"),
            html.Button(
                "Menu", id="menu-switch", type="button", className="plain-button menu-button"
            ),
        ],
        className="masthead",
    )


def finder() -> html.Form:
    """A plain form: its answer is a page with an address of its own."""
    label = "Find a partner, agreement or need"
    return html.Form(
        [
            html.Label(label, htmlFor="find-words", className="unseen"),
            dbc.Input(
                id="find-words",
                type="search",
                name="q",
                placeholder=label,
                autocomplete="off",
                maxlength=60,
            ),
            html.Button("Find", type="submit", className="plain-button"),
        ],
        action="/find",
        method="get",
        className="find",
        role="search",
    )


def _bars() -> html.Span:
    bars = [
        html.Span(className=f"area-{area.slug}", style={"height": height})
        for area, height in zip(HUB.areas, HEIGHTS, strict=True)
    ]
    return html.Span(bars, className="wordmark-bars", **{"aria-hidden": "true"})


def who(viewer: Viewer) -> html.Details:
    """The demo's sign-in: a form whose buttons are the roles."""
    roles = [_role(role, viewer) for role in ROLES if role != "lead"]
    return html.Details(
        [
            html.Summary([html.Span("Viewing as ", className="quiet"), named(viewer)]),
            html.Div(
                html.Form(
                    [
                        html.P("Demonstration sign-in: choose who is looking."),
                        *roles,
                        html.P("Music service lead of:"),
                        html.Div(
                            [_lead(area.name, viewer) for area in HUB.areas], className="who-areas"
                        ),
                    ],
                    action="/who",
                    method="post",
                ),
                className="who-panel",
            ),
        ],
        className="who",
    )


def named(viewer: Viewer) -> str:
    areas = f", {listed(sorted(viewer.areas))}" if viewer.role == "lead" else ""
    return ROLES[viewer.role] + areas


def _role(role: str, viewer: Viewer) -> html.Button:
    return _button(ROLES[role], role, pressed=viewer.role == role)


def _lead(area: str, viewer: Viewer) -> html.Button:
    """One press adds or takes away an area of the lead's; the last one stays."""
    mine = viewer.areas if viewer.role == "lead" else frozenset()
    wanted = (mine ^ {area}) or mine
    slugs = ",".join(sorted(slug_of(name) for name in wanted))
    return _button(area, f"lead:{slugs}", pressed=area in mine)


def _button(label: str, value: str, pressed: bool) -> html.Button:
    return html.Button(
        label,
        type="submit",
        name="as",
        value=value,
        className="plain-button",
        **{"aria-pressed": str(pressed).lower()},
    )


def banner(sample_today: date | None) -> html.Aside | None:
    """Says plainly that the figures are made up, where they are."""
    if sample_today is None:
        return None
    return html.Aside(
        f"Sample data, as of {day(sample_today)}. Every partner and figure is made up; how the "
        "grant is split between areas is an assumption.",
        className="banner",
        **{"aria-label": "Sample data"},
    )
