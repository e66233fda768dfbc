"""App factory: guard, frame and pages, handed its settings and reading no others."""

import contextlib
import sys
from pathlib import Path

import dash
from flask import Flask

from dashboard.journal.service import Journal
from dashboard.store import Store
from dashboard.store.feeds import Feeds
from dashboard.web import (
    auth,
    export,
    feed_routes,
    frame,
    journal_routes,
    script_bundle,
    serving,
    upload_routes,
    workbook_routes,
)
from dashboard.web.callback_guard import check_bodies
from dashboard.web.dash_app import App, marked
from dashboard.web.errors import fail_quietly
from dashboard.web.page_cache import remember_pages
from dashboard.web.prerender import opened
from dashboard.web.routing import is_charted, route
from data.hub import HUB
from data.settings import Settings
from data.warehouse.engine import existing_warehouse

HOME = Path(__file__).resolve().parents[1]
INDEX = """<!DOCTYPE html>
<html lang="en-GB">
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<title>{%title%}</title>
<link rel="icon" type="image/svg+xml" href="/assets/favicon.svg?v=1">
<link rel="preload" as="font" type="font/woff2" crossorigin
 href="/assets/fonts/source-sans-3.woff2?v=5">
EARLY
{%css%}
</head>
<body>
<p class="banner unscripted">Charts and filters need JavaScript, which this browser does not run;
everything else can be read.</p>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""
EARLY = ("early-page.js", "early-theme.js")


def create_app(settings: Settings) -> App:
    """The dashboard over the settings' warehouse; raises in one line where it cannot."""
    auth.check(settings)
    warehouse = existing_warehouse(settings.database_url)
    server = Flask("hub", static_folder=None)
    auth.guard(server, settings, Store(warehouse, settings), Journal(warehouse, settings))
    app = _dash(server)
    check_bodies(app)
    remember_pages(app)
    serving.serve_well(app)
    route(app)
    frame.listen(app)
    script_bundle.offer(server, lambda: app.bundle)
    export.offer(server)
    upload_routes.offer(server)
    workbook_routes.offer(server)
    journal_routes.offer(server)
    feed_routes.offer(server, Feeds(warehouse))
    fail_quietly(server)
    return app


def _dash(server: Flask) -> App:
    """Dash behind the guard, with the pages of their folder."""
    dash.page_registry.clear()
    app = App(
        "hub",
        server=server,
        use_pages=True,
        pages_folder=str(HOME / "pages"),
        assets_folder=str(HOME.parent / "assets"),
        assets_ignore=r"^(plotly-|early-|regenerator-)",
        index_string=INDEX.replace("EARLY", "\n".join(map(_script, EARLY))),
        title=HUB.name,
        update_title=None,
        suppress_callback_exceptions=True,
        include_pages_meta=False,
    )
    app.layout = frame.frame
    app.opened = opened
    app.is_charted = is_charted
    return app


def _script(name: str) -> str:
    return f'<script src="{marked(name)}"></script>'


def serve(app: App, settings: Settings) -> None:
    """Answer on this machine until stopped."""
    server = serving.make_server(app, settings.host, settings.port)
    sys.stdout.write(f"{HUB.name} on http://{settings.host}:{settings.port} (stop with Ctrl+C)\n")
    sys.stdout.flush()
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
