"""Who opens a page gets the frame with that page in it: no second request, no waiting shape."""

from itertools import count

import pytest

from dashboard.live import ARRIVED_AT
from tests.little_hub import ask, become, words


def _part(node, name: str) -> dict | None:
    """The properties of the part with a name."""
    if isinstance(node, list):
        return next(filter(None, (_part(one, name) for one in node)), None)
    if not isinstance(node, dict):
        return None
    props = node["props"]
    return props if props.get("id") == name else _part(props.get("children"), name)


def _frame(client, page: str | None) -> dict:
    headers = {} if page is None else {ARRIVED_AT: page}
    return client.get("/_dash-layout", headers=headers).get_json()


@pytest.mark.parametrize("search", ["", "?area=luton&span=to-date", "?area=lutn"])
def test_the_frame_brings_the_page_that_its_callback_would_bring(client, search):
    frame = _frame(client, f"/lpme{search}")
    answer = ask(client, "lpme", search, "/lpme").get_json()["response"]
    assert _part(frame, "lpme-drawn")["data"] == answer["lpme-drawn"]["data"]
    address = _part(frame, "address")
    assert (address["pathname"], address["search"]) == ("/lpme", search)
    assert _part(frame, "title")["data"].startswith("Local plan")
    assert "uses-function" in _part(frame, "filters")["className"]


def test_a_browser_that_does_not_say_where_it_is_gets_the_frame_alone(client):
    frame = _frame(client, None)
    assert _part(frame, "page").get("children") is None
    address = _part(frame, "address")
    assert (address["pathname"], address["search"]) == (None, None)


def test_a_page_whose_looks_are_audited_is_left_to_its_callback(client):
    frame = _frame(client, "/record")
    assert "data" not in _part(frame, "record-drawn")


def test_an_address_without_a_page_says_so_at_once(client):
    page = _part(_frame(client, "//elsewhere/lpme"), "page")
    assert "There is no page here" in words(page["children"])


def test_a_frame_says_no_newer_version_than_its_page_was_drawn_from(app, client, monkeypatch):
    """While a page is worked out a load may end: it must not pass for what the load brought."""
    versions = count(7)
    monkeypatch.setattr(app.server.extensions["store"], "version", lambda: next(versions))
    page = _frame(client, "/partners")
    first = _part(page, "version")["data"]
    assert next(versions) > first + 1
    assert first <= 8


def test_an_answer_beside_it_does_not_bring_back_what_was_shown_once(client):
    become(client, "executive")
    assert "Set-Cookie" not in client.get("/_dash-dependencies").headers


def test_what_is_kept_of_one_reader_is_not_shown_to_another(client):
    before = words(_frame(client, "/"))
    become(client, "lead:luton")
    after = words(_frame(client, "/"))
    assert "Luton" in after
    assert before != after
