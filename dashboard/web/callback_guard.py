"""Guard of callbacks: bodies that no page of ours sends are refused before Dash reads them."""

import json

from dash import Dash
from flask import Response, request

ADDRESS = "/_dash-update-component"


def check_bodies(app: Dash) -> None:
    @app.server.before_request
    def turn_away() -> Response | None:
        if request.path != ADDRESS or request.method != "POST":
            return None
        body = request.get_json(silent=True)
        if _is_ours(app, body):
            return None
        return Response(
            "This is not a request that the hub's pages send.", 400, mimetype="text/plain"
        )


def _is_ours(app: Dash, body: object) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known = app.callback_map.get(body["output"])
    if known is None or not isinstance(body.get("changedPropIds", []), list):
        return False
    return (
        _same(body.get("inputs", []), known["inputs"])
        and _same(body.get("state", []), known["state"])
        and isinstance(body.get("outputs"), (dict, list))
        and _outputs(body["outputs"]) == _named(body["output"])
    )


def _same(sent: object, known: list[dict]) -> bool:
    if not isinstance(sent, list) or len(sent) != len(known):
        return False
    return all(
        isinstance(part, dict)
        and (part.get("id"), part.get("property")) == (it["id"], it["property"])
        for part, it in zip(sent, known, strict=True)
    )


def _outputs(sent: dict | list) -> list[str]:
    listed = sent if isinstance(sent, list) else [sent]
    return [
        f"{part.get('id')}.{part.get('property')}" if isinstance(part, dict) else json.dumps(part)
        for part in listed
    ]


def _named(output: str) -> list[str]:
    return output.strip(".").split("...")
