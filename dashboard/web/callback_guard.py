"""Guard of callbacks: bodies that no page of ours sends are refused before Dash reads them."""

from dash import Dash
from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboard.web.sent_values import is_sendable

ADDRESS = "/_dash-update-component"
REFUSED = (
    "This is not a request that the hub's pages send, so nothing was done. "
    "Please open the page once more."
)
LARGEST_BODY = 32_000  # bytes; ours are two addresses of 4 KB at most, and names
MOST_BRACKETS = 200  # opened in a body, nested or not; ours open about ten, beside an address's own
CHANGED = ("changedPropIds", "parsedChangedPropsIds")
PARTS = {"output", "outputs", "inputs", "state", *CHANGED}


def check_bodies(app: Dash) -> None:
    @app.server.before_request
    def turn_away() -> Response | None:
        if request.path != ADDRESS or request.method != "POST":
            return None
        if _is_readable() and _is_ours(app, request.get_json(silent=True)):
            return None
        return Response(REFUSED, 400, mimetype="text/plain")


def _is_readable() -> bool:
    """Whether a body is small and flat enough to be read, which is asked before it is."""
    request.max_content_length = LARGEST_BODY
    try:
        body = request.get_data()
    except RequestEntityTooLarge:
        return False
    is_whole = len(body) < LARGEST_BODY  # of one that comes in pieces the rest is cut off silently
    return is_whole and body.count(b"[") + body.count(b"{") <= MOST_BRACKETS


def _is_ours(app: Dash, body: object) -> bool:
    if not isinstance(body, dict) or not body.keys() <= PARTS:
        return False
    known = _asked_for(app, body.get("output"))
    if known is None:
        return False
    heard = {_name(part) for part in known["inputs"]}
    return (
        _same(body.get("inputs"), known["inputs"])
        and _same(body.get("state", []), known["state"])
        and _outputs(body.get("outputs")) == _named(body["output"])
        and all(_is_of(heard, body.get(name, [])) for name in CHANGED)
    )


def _asked_for(app: Dash, output: object) -> dict | None:
    """The callback of an output, where it is one of ours that the server runs."""
    known = app.callback_map.get(output) if isinstance(output, str) else None
    return known if known and hasattr(known.get("callback"), "permission") else None


def _same(sent: object, known: list[dict]) -> bool:
    """Whether values came of the properties that a callback hears of, in their order."""
    if not isinstance(sent, list) or len(sent) != len(known):
        return False
    return all(_is_value_of(it, part) for it, part in zip(known, sent, strict=True))


def _is_value_of(known: dict, sent: object) -> bool:
    if not isinstance(sent, dict) or not sent.keys() <= {"id", "property", "value"}:
        return False
    is_it = (sent.get("id"), sent.get("property")) == (known["id"], known["property"])
    return is_it and is_sendable(known["property"], sent.get("value"))


def _outputs(sent: object) -> list[str]:
    listed = sent if isinstance(sent, list) else [sent]
    return [_name(part) if isinstance(part, dict) else "" for part in listed]


def _name(part: dict) -> str:
    return f"{part.get('id')}.{part.get('property')}"


def _named(output: str) -> list[str]:
    return output.strip(".").split("...")


def _is_of(names: set[str], sent: object) -> bool:
    """Whether a list names nothing else."""
    return isinstance(sent, list) and all(isinstance(name, str) and name in names for name in sent)
