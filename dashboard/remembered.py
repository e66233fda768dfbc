"""A page is worked out once for a data version, a viewer and a choice, then sent as it was."""

from collections.abc import Hashable
from datetime import datetime
from zoneinfo import ZoneInfo

from dash import Dash
from flask import Response, g, request

from dashboard import guard
from dashboard.dispatch import ADDRESS
from dashboard.live import FILLED
from dashboard.store.memory import Memory

PAGES_KEPT = 200
LONDON = ZoneInfo("Europe/London")


def remember_pages(app: Dash) -> None:
    """Registered before compression, so that what is kept is what was sent."""
    memory = Memory(PAGES_KEPT)

    @app.server.before_request
    def sent_before() -> Response | None:
        g.page_asked = _asked() if request.path == ADDRESS else None
        kept = memory.kept(*g.page_asked) if g.page_asked else None
        if kept is None:
            return None
        body, packing = kept
        headers = {"Content-Encoding": packing, "Vary": "Accept-Encoding"} if packing else {}
        return Response(body, mimetype="application/json", headers=headers)

    @app.server.after_request
    def keep(response: Response) -> Response:
        if g.get("page_asked") and response.status_code == 200 and not g.get("page_failed"):
            packing = response.headers.get("Content-Encoding")
            memory.keep(*g.page_asked, (response.get_data(), packing))
        return response


def _asked() -> tuple[int, Hashable] | None:
    """The data version and what else an answer depends on; None where no page is asked for."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or body.get("output") not in FILLED:
        return None
    sent = [*body["inputs"], *body["state"]]
    key = (
        body["output"],
        *(str(one.get("value")) for one in sent if one["id"] == "address"),
        guard.viewer(),
        datetime.now(LONDON).date(),
        request.headers.get("Accept-Encoding", ""),
    )
    return guard.store().version(), key
