"""Serving: headers, compression done once, real status codes, and the server itself."""

import gc
import gzip
import re
import threading

import brotli
from flask import Flask, Response, request
from werkzeug import serving
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler

from dashboard.web.dash_app import App
from dashboard.web.routing import is_missing
from dashboard.web.script_bundle import bundle_of

WORTH_PACKING = 1_000  # bytes
_FINGERPRINTED = re.compile(r"\.v\d+_\d+_\d+m\d+\.")
_STATIC = ("/assets/", "/_dash-component-suites/")
_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def serve_well(app: App) -> None:
    """Headers, caching and compression on every response; 404 where a page leads nowhere."""
    packed: dict[tuple[str, str], tuple[str, bytes]] = {}

    @app.server.after_request
    def finish(response: Response) -> Response:
        if response.mimetype == "text/html" and response.status_code == 200:
            response.status_code = 404 if is_missing() else 200
        _add_headers(response, app)
        _pack(response, packed)
        return response


def _add_headers(response: Response, app: App) -> None:
    is_page = response.mimetype == "text/html"
    response.headers["Content-Security-Policy"] = _page_policy(app) if is_page else _NOTHING
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cache-Control"] = _freshness(response)


def _page_policy(app: App) -> str:
    """Asked anew for each page: Dash adds scripts of its own with the first request."""
    hashes = dict.fromkeys(f"'{source.strip(chr(39))}'" for source in app.csp_hashes())
    return _POLICY.format(hashes=" ".join(hashes))


def _freshness(response: Response) -> str:
    """What may be kept: files of ours, and what carries a mark to be asked about each time."""
    if response.status_code not in (200, 304):
        return "no-store"
    if not request.path.startswith(_STATIC):
        return "private, no-cache" if "ETag" in response.headers else "no-store"
    if _FINGERPRINTED.search(request.path) or {"v", "m"} & set(request.args):
        return "public, max-age=31536000, immutable"
    return "public, max-age=3600, stale-while-revalidate=86400"


def _pack(response: Response, packed: dict) -> None:
    """Compress once per address where the bytes stay the same; quickly where they do not."""
    how = _accepted()
    if not how or response.status_code not in (200, 404) or not _is_text(response):
        return
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < WORTH_PACKING:
        return
    response.set_data(_packed_once(how, body, response, packed))
    response.headers["Content-Encoding"] = how
    response.vary.add("Accept-Encoding")


def _packed_once(how: str, body: bytes, response: Response, packed: dict) -> bytes:
    if not request.path.startswith(_STATIC):
        return _compress(how, body, thorough=False)
    key, mark = (request.path, how), response.headers.get("ETag", "")
    if packed.get(key, (None,))[0] != mark:
        packed[key] = (mark, _compress(how, body, thorough=True))
    return packed[key][1]


def _accepted() -> str | None:
    accepted = request.headers.get("Accept-Encoding", "")
    return next((how for how in ("br", "gzip") if how in accepted), None)


def _is_text(response: Response) -> bool:
    kind = response.mimetype or ""
    return "Content-Encoding" not in response.headers and (
        kind.startswith("text/") or kind.endswith(("javascript", "json", "svg+xml"))
    )


def _compress(how: str, body: bytes, thorough: bool) -> bytes:
    if how == "br":
        return brotli.compress(body, quality=11 if thorough else 4)
    return gzip.compress(body, 9 if thorough else 4)


class _Quiet(WSGIRequestHandler):
    """Does not write a line for each request, of which open pages send many."""

    protocol_version = "HTTP/1.1"

    def log_request(self, *_) -> None:
        pass


def make_server(app: App, host: str, port: int) -> BaseWSGIServer:
    """A server of threads; gunicorn serves the same app where there are many readers."""
    return serving.make_server(host, port, app.server, threaded=True, request_handler=_Quiet)


def warm(app: App) -> None:
    """Make the pages ready, then compress beside the start what every first visit fetches.

    Dash finishes itself at the first request; of two at once, one would find callbacks missing.
    """
    client = app.server.test_client()
    page = client.get("/").get_data(as_text=True)
    app.bundle = bundle_of(page, lambda address: client.get(address).get_data())
    _collect_seldom()
    threading.Thread(target=_fetch_all, args=(app.server,), daemon=True).start()


def _collect_seldom() -> None:
    """What is loaded now stays; to look through it for garbage would hold up every tenth answer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _fetch_all(server: Flask) -> None:
    client, packing = server.test_client(), {"Accept-Encoding": "br"}
    page = client.get("/").get_data(as_text=True)
    scripts = re.findall(r'(?:src|href)="(/(?:assets|_dash-component-suites)/[^"]+)"', page)
    for address in scripts:
        client.get(address, headers=packing)
