"""Routes of the journal's forms: an act is entered, or refused in sentences."""

from flask import Flask, Response, jsonify, redirect, request

from dashboard.components.links import record_page
from dashboard.domain.viewer import Denied, NotFound
from dashboard.web import auth
from dashboard.web.csrf import STALE, is_ours
from data.installation_key import KeyMissingError
from data.journal.reading import NotRecordedError

FORM = "an entry"  # what the token of a form is for
SETTINGS = 3  # how many settings one form may change


def offer(server: Flask) -> None:
    server.add_url_rule("/record", "record", enter, methods=["POST"])


@auth.guarded_layout("record")
def enter() -> Response:
    """Enter what a form says, and lead on to it; else every reason why it cannot be."""
    if not is_ours(FORM):
        return _wrong(STALE)
    typed = request.form.to_dict()
    named = [name for n in range(SETTINGS) if (name := typed.get(f"setting-{n}"))]
    if len(named) > len(set(named)):
        return _wrong("One setting is chosen twice. Give each setting one new value.")
    act, agreement = typed.get("act", ""), typed.get("agreement") or None
    try:
        entry = auth.journal().record(auth.viewer(), act, _answers(typed), agreement)
    except NotRecordedError as wrong:
        return _wrong(*wrong.sentences)
    except (Denied, NotFound, KeyMissingError) as refused:
        return _wrong(str(refused))
    return _on(record_page(entry=str(entry.entry_number)))


def _answers(typed: dict[str, str]) -> dict[str, object]:
    """What was typed field by field; pairs of a setting and its new value are one field."""
    pairs = {typed.get(f"setting-{n}"): typed.get(f"value-{n}", "") for n in range(SETTINGS)}
    return typed | {"values": {name: value for name, value in pairs.items() if name}}


def _on(address: str) -> Response:
    return jsonify(to=address) if _is_asked_by_script() else redirect(address, 303)


def _wrong(*sentences: str) -> Response:
    if _is_asked_by_script():
        return jsonify(wrong=sentences), 422
    return Response("\n".join(sentences), 422, mimetype="text/plain")


def _is_asked_by_script() -> bool:
    """Whether the page itself asks, which then says what is wrong above its form."""
    return request.accept_mimetypes.best == "application/json"
