"""Everything round the page: head, navigation, filters, and the pulse that notices new data."""

from datetime import datetime
from zoneinfo import ZoneInfo

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html
from dash.development.base_component import Component
from flask import Response, jsonify, request

from dashboard.components.reading_words import COUNTS_ARE_NEAR
from dashboard.store.session import Session
from dashboard.web import auth
from dashboard.web.masthead import banner, masthead
from dashboard.web.navigation import filter_bar, navigation
from dashboard.web.page import filled_at_once, not_named
from dashboard.web.query_string import filters_in
from dashboard.web.routing import shown_at, template_of
from data.calendar import newest_due
from data.formatting import day
from data.hub import HUB

PULSE_MS = 4_000
LONDON = ZoneInfo("Europe/London")


@auth.guarded_layout("see_totals")
def frame(path: str | None = None, search: str | None = None) -> html.Div:
    """The frame with the page of an address in it, where there is one."""
    with auth.open_session() as session:
        shown, title, filters = shown_at(path) if path else (None, None, "filters")
        if path:
            shown = filled_at_once(shown, search, path)
        return _frame(session, (shown, title, filters), path, search)


@auth.guarded_layout("see_totals")
def frame_of_missing(path: str) -> html.Div:
    """The frame for an address that leads nowhere: the same for all that are mistyped alike.

    assets/draw.js puts in which address it was; a page that has names then offers the nearest.
    """
    with auth.open_session() as session:
        shown, title, filters = shown_at(path)
        return _frame(session, (not_named(shown), title, filters), opened=template_of(path))


def _frame(
    session: Session,
    page: tuple[Component | None, str | None, str],
    path: str | None = None,
    search: str | None = None,
    opened: str | None = None,
) -> html.Div:
    """`opened` is the path by which navigation knows the page, where it is not the address's."""
    shown, title, filters = page
    return html.Div(
        [
            html.A("Skip to the page", href="#main", className="skip"),
            masthead(auth.viewer(), updated(session.loaded_at)),
            banner(session.sample_today),
            navigation(dash.page_registry.values(), opened or path or ""),
            html.Main(
                [
                    _filters(session, filters, search),
                    html.Div(shown, id="page"),
                    _footer(),
                ],
                id="main",
                className="main",
                tabIndex="-1",
            ),
            dcc.Location(id="address", refresh=False, pathname=path, search=search),
            dcc.Interval(id="pulse", interval=PULSE_MS),
            dcc.Store(id="version", data=session.version),
            dcc.Store(id="title", data=title),
            html.Div(id="heard", hidden=True),
        ],
        className="frame",
    )


def _filters(session: Session, filters: str, search: str | None) -> Component:
    return filter_bar(session.quarters, newest_due(session.today), filters, filters_in(search))


def _footer() -> html.Footer:
    links = [
        html.A("Accessibility statement", href="/accessibility"),
        html.A("Policy and methods", href="/methods"),
    ]
    whose = html.Span(f"{HUB.name} · {HUB.lead}")
    return html.Footer(
        [whose, *links, html.P(COUNTS_ARE_NEAR, className="counts")], className="footer"
    )


def updated(loaded_at: str | None) -> str:
    """`Updated 10:42, 3 July 2026`: when the newest file was loaded."""
    if loaded_at is None:
        return "No data yet"
    when = datetime.fromisoformat(loaded_at).astimezone(LONDON)
    return f"Updated {when:%H:%M}, {day(when)}"


def data_version() -> Response:
    """What open pages ask: nothing is worked out for those who know the newest version."""
    version = auth.store().version()
    if request.args.get("known") == str(version):
        return jsonify(version=version)
    with auth.open_session() as session:
        return jsonify(version=session.version, said=updated(session.loaded_at))


def listen(app: dash.Dash) -> None:
    """The pulse, and the two switches of the head; all of it runs in the browser."""
    app.server.add_url_rule("/data-version", "data_version", data_version)
    app.clientside_callback(
        ClientsideFunction("live", "poll"),
        Output("version", "data"),
        Output("updated", "children"),
        Input("pulse", "n_intervals"),
        State("version", "data"),
        prevent_initial_call=True,
    )
    for switch, turned in (("theme-switch", "switch"), ("menu-switch", "menu")):
        app.clientside_callback(
            ClientsideFunction("theme", turned),
            Output(switch, "children"),
            Input(switch, "n_clicks"),
        )
