"""Everything round the page: head, navigation, filters, and the pulse that notices new data."""

from datetime import datetime
from zoneinfo import ZoneInfo

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html
from flask import Response, jsonify, request

from dashboard.store import Store
from dashboard.web import auth
from dashboard.web.masthead import banner, masthead
from dashboard.web.navigation import filter_bar, navigation
from dashboard.web.page import filled_at_once
from dashboard.web.query_string import filters_in
from dashboard.web.routing import shown_at
from data.formatting import day
from data.hub import HUB

PULSE_MS = 4_000
LONDON = ZoneInfo("Europe/London")


@auth.guarded_layout("see_totals")
def frame(path: str | None = None, search: str | None = None) -> html.Div:
    """The frame with the page of an address in it, where there is one."""
    store = auth.store()
    version = store.version()  # first: a page that is newer than it says only comes again
    shown, title, filters = shown_at(path) if path else (None, None, "filters")
    if path:
        shown = filled_at_once(shown, search, path)
    return html.Div(
        [
            html.A("Skip to the page", href="#main", className="skip"),
            masthead(auth.viewer(), updated(store)),
            banner(store.sample_today()),
            navigation(dash.page_registry.values(), path or ""),
            html.Main(
                [
                    filter_bar(store.quarters(), store.opening(), filters, filters_in(search)),
                    html.Div(shown, id="page"),
                    _footer(),
                ],
                id="main",
                className="main",
                tabIndex="-1",
            ),
            dcc.Location(id="address", refresh=False, pathname=path, search=search),
            dcc.Interval(id="pulse", interval=PULSE_MS),
            dcc.Store(id="version", data=version),
            dcc.Store(id="title", data=title),
            html.Div(id="heard", hidden=True),
        ],
        className="frame",
    )


def _footer() -> html.Footer:
    links = [
        html.A("Accessibility statement", href="/accessibility"),
        html.A("Policy and methods", href="/methods"),
    ]
    return html.Footer([html.Span(f"{HUB.name} · {HUB.lead}"), *links], className="footer")


def updated(store: Store) -> str:
    """`Updated 10:42, 3 July 2026`: when the newest file was loaded."""
    loaded_at = store.loaded_at()
    if loaded_at is None:
        return "No data yet"
    when = datetime.fromisoformat(loaded_at).astimezone(LONDON)
    return f"Updated {when:%H:%M}, {day(when)}"


def data_version() -> Response:
    """What open pages ask: nothing is worked out for those who know the newest version."""
    store = auth.store()
    version = store.version()
    if request.args.get("known") == str(version):
        return jsonify(version=version)
    return jsonify(version=version, said=updated(store))


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
