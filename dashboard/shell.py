"""The app as a whole: guard, frame, pages, live refresh; handed its settings, reads no others."""

import contextlib
import logging
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dash
from dash import ClientsideFunction, Input, Output, State, dcc, html
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server

from dashboard import export, guard, serving
from dashboard.access import Denied
from dashboard.dispatch import check_bodies
from dashboard.layout import states
from dashboard.layout.masthead import banner, masthead
from dashboard.layout.navigation import filter_bar, navigation
from dashboard.layout.numbers import day
from dashboard.live import answered
from dashboard.remembered import remember_pages
from dashboard.store import Store
from data.hub import HUB
from data.settings import Settings
from data.warehouse.engine import existing_warehouse

HOME = Path(__file__).resolve().parent
PULSE_MS = 4_000
LONDON = ZoneInfo("Europe/London")
INDEX = """<!DOCTYPE html>
<html lang="en-GB">
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg?v=1">
<link rel="preload" as="font" type="font/woff2" crossorigin
 href="/assets/fonts/source-sans-3.woff2?v=5">
<script src="/assets/early-theme.js?v=1"></script>
{%css%}
</head>
<body>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def create_app(settings: Settings) -> serving.App:
    """The dashboard over the settings' warehouse; raises in one line where it cannot."""
    store = Store(existing_warehouse(settings.database_url), settings)
    server = Flask("hub", static_folder=None)
    guard.guard(server, settings, store)
    dash.page_registry.clear()
    app = serving.App(
        "hub",
        server=server,
        use_pages=True,
        pages_folder=str(HOME / "pages"),
        assets_folder=str(HOME.parent / "assets"),
        assets_ignore=r"^(plotly-|early-)",
        index_string=INDEX,
        title=HUB.name,
        update_title=None,
        suppress_callback_exceptions=True,
        include_pages_meta=False,
    )
    check_bodies(app)
    remember_pages(app)
    serving.serve_well(app, exists=lambda path: page_at(path) is not None)
    app.layout = frame
    _route(app)
    _refresh(app)
    export.offer(server)
    server.add_url_rule("/data-version", "data_version", data_version)
    _fail_quietly(server)
    return app


@guard.guarded_layout("see_totals")
def frame() -> html.Div:
    """Everything round the page."""
    store = guard.store()
    return html.Div(
        [
            html.A("Skip to the page", href="#main", className="skip"),
            masthead(guard.viewer(), updated(store)),
            banner(store.sample_today()),
            navigation(dash.page_registry.values()),
            html.Main(
                [
                    filter_bar(store.quarters(), store.opening()),
                    html.Div(id="page"),
                    html.Footer(f"{HUB.name} · {HUB.lead}", className="footer"),
                ],
                id="main",
                className="main",
                tabIndex="-1",
            ),
            dcc.Location(id="address", refresh=False),
            dcc.Interval(id="pulse", interval=PULSE_MS),
            dcc.Store(id="version", data=store.version()),
            dcc.Store(id="title"),
            html.Div(id="heard", hidden=True),
        ],
        className="frame",
    )


def updated(store: Store) -> str:
    """`Updated 10:42, 3 July 2026`: when the newest file was loaded."""
    newest = store.loads(guard.viewer(), limit=1)
    if not newest:
        return "No data yet"
    when = datetime.fromisoformat(newest[0].loaded_at).astimezone(LONDON)
    return f"Updated {when:%H:%M}, {day(when)}"


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


def _route(app: serving.App) -> None:
    """The path chooses the page; the query is the page's own affair."""

    @guard.guarded_callback(
        Output("page", "children"),
        Output("title", "data"),
        Output("filters", "className"),
        Input("address", "pathname"),
        permission="see_totals",
        app=app,
    )
    def route(path):
        found = page_at(path)
        if found is None:
            return states.no_page(), f"Not found – {HUB.name}", "filters"
        page, named = found
        uses = " ".join(f"uses-{name}" for name in page.get("filters", ()))
        shown = answered(lambda: page["layout"](**named))
        return shown, f"{page['name']} – {HUB.name}", f"filters {uses}"

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


def _refresh(app: serving.App) -> None:
    app.clientside_callback(
        ClientsideFunction("live", "poll"),
        Output("version", "data"),
        Output("updated", "children"),
        Input("pulse", "n_intervals"),
        State("version", "data"),
        prevent_initial_call=True,
    )
    for name in ("theme", "menu"):
        app.clientside_callback(
            ClientsideFunction("theme", "switch" if name == "theme" else "menu"),
            Output(f"{name}-switch", "children"),
            Input(f"{name}-switch", "n_clicks"),
        )


def data_version() -> Response:
    store = guard.store()
    version = store.version()
    if request.args.get("known") == str(version):
        return jsonify(version=version)
    return jsonify(version=version, said=updated(store))


def serve(app: serving.App, settings: Settings) -> None:
    """Answer on this machine until stopped."""
    server = make_server(settings.host, settings.port, app.server, threaded=True)
    serving.warm(app.server)
    sys.stdout.write(f"{HUB.name} on http://{settings.host}:{settings.port} (stop with Ctrl+C)\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


def _fail_quietly(server: Flask) -> None:
    """Never a traceback on a page: a sentence, and the whole story in the log."""

    @server.errorhandler(Denied)
    def refused(denied: Denied) -> Response:
        return Response(str(denied), 403, mimetype="text/plain")

    @server.errorhandler(Exception)
    def failed(error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return Response(error.description, error.code, mimetype="text/plain")
        logging.getLogger(__name__).error("a request failed", exc_info=error)
        return Response(
            "Something went wrong on our side and has been noted.", 500, mimetype="text/plain"
        )
