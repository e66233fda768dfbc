"""A page is worked out once for a data version, a viewer and a choice, then sent as it was."""

from collections.abc import Hashable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Response, g, request

from dashboard.store.cache import Cache
from dashboard.web import auth
from dashboard.web.callback_guard import ADDRESS
from dashboard.web.dash_app import App, path_sent, query_sent
from dashboard.web.page import REMEMBERED
from dashboard.web.routing import is_missing, template_of

OPENS = ("/", "/<path:path>")  # the rules under which Dash answers with a page
PAGES_KEPT = 200
LONDON = ZoneInfo("Europe/London")


def remember_pages(app: App) -> None:
    """Registered before compression, so that what is kept is what was sent."""
    cache = Cache(PAGES_KEPT)

    @app.server.before_request
    def sent_before() -> Response | None:
        g.page_key = _key(app)
        page = cache.cached(*g.page_key) if g.page_key else None
        if page is None:
            return None
        body, packing, kind, status = page
        headers = {"Content-Encoding": packing, "Vary": "Accept-Encoding"} if packing else {}
        return Response(body, status, mimetype=kind, headers=headers)

    @app.server.after_request
    def keep(response: Response) -> Response:
        if g.get("page_key") and response.status_code in (200, 404) and _may_be_kept():
            packing = response.headers.get("Content-Encoding")
            page = response.get_data(), packing, response.mimetype, response.status_code
            cache.keep(*g.page_key, page)
        return response


def _may_be_kept() -> bool:
    """Not what went wrong, nor a page that may hold what one reader sees once."""
    is_same_again = request.path == ADDRESS or g.get("page_may_be_kept")
    return bool(is_same_again) and not g.get("page_failed")


def _key(app: App) -> tuple[int, Hashable] | None:
    """The data version and what else an answer depends on; None where no page is asked for."""
    page = _page_to_open() if str(request.url_rule) in OPENS else _page_to_fill()
    if page is None:
        return None
    key = (
        *page,
        auth.viewer(),
        datetime.now(LONDON).date(),
        request.headers.get("Accept-Encoding", ""),
        app.bundle,
    )
    return auth.store().version(), key


def _page_to_open() -> tuple[str, ...]:
    """The address; of those that lead nowhere only what they are alike in."""
    if is_missing():
        return request.method, "missing", template_of(path_sent())
    return request.method, path_sent(), query_sent()


def _page_to_fill() -> tuple[str, ...] | None:
    body = request.get_json(silent=True) if request.path == ADDRESS else None
    outputs = {f"{name}-drawn.data" for name in REMEMBERED}
    if not isinstance(body, dict) or body.get("output") not in outputs:
        return None
    sent = [*body["inputs"], *body["state"]]
    return body["output"], *(str(part.get("value")) for part in sent if part["id"] == "address")
