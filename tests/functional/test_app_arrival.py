"""Who opens a page gets it whole: its words at once, and the parts that Dash draws it from."""

import json
import re
from itertools import count

import pytest

from dashboard.web import frame, page
from dashboard.web import prerender as opening
from tests.support.small_hub import ask, become, read, words


def _part(node, name: str) -> dict | None:
    """The properties of the part with a name."""
    if isinstance(node, list):
        return next(filter(None, (_part(one, name) for one in node)), None)
    if not isinstance(node, dict):
        return None
    props = node["props"]
    return props if props.get("id") == name else _part(props.get("children"), name)


def _page(client, address: str) -> tuple[str, dict]:
    """The words that an address sends as HTML, and its parts."""
    sent = client.get(address).get_data(as_text=True)
    found = re.search(
        r'<div id="words">(.*)</div>\n<script type="application/json" id="parts">(.*?)</script>',
        sent,
        re.DOTALL,
    )
    return found[1], json.loads(found[2])


@pytest.mark.parametrize("search", ["", "?area=luton&span=to-date", "?area=lutn"])
def test_a_page_arrives_with_what_its_callback_would_bring(client, search):
    html, parts = _page(client, f"/lpme{search}")
    answer = ask(client, "lpme", search, "/lpme").get_json()["response"]["lpme-drawn"]["data"]
    assert _part(parts, "lpme")["children"] == answer
    assert _part(parts, "lpme-drawn")["data"] is True
    assert " ".join(words(answer).split())[:300] in read(html)
    address = _part(parts, "address")
    assert (address["pathname"], address["search"]) == ("/lpme", search)
    assert "uses-function" in _part(parts, "filters")["className"]


def test_the_title_and_the_open_page_are_said_before_any_script_runs(client):
    sent = client.get("/partner/P-4").get_data(as_text=True)
    assert "<title>Partner – BLMK Music Hub</title>" in sent
    (here,) = re.findall(r'<a [^>]*aria-current="page"[^>]*>(.*?)</a>', sent)
    assert here == "Partners"


def test_the_filters_stand_as_the_address_has_them(client):
    html, parts = _page(client, "/lpme?area=LUTON&span=year&function=nonsense")
    chosen = re.findall(r'<option value="([^"]*)" selected="">', html)
    assert chosen == ["luton", "any", "year", "any"]
    assert _part(parts, "filter-area")["value"] == "luton"


def test_what_only_scripts_heed_is_disabled_until_they_run(client):
    html, _ = _page(client, "/")
    switches = re.findall(r"<(?:select|button) [^>]*>", html)
    asleep = {re.search('id="([^"]*)"', one)[1] for one in switches if "disabled" in one}
    assert asleep == {f"filter-{name}" for name in ("area", "quarter", "span", "function")} | {
        "theme-switch",
        "menu-switch",
    }


def test_a_frame_without_an_address_stands_alone(client):
    frame = client.get("/_dash-layout").get_json()
    assert _part(frame, "page").get("children") is None
    address = _part(frame, "address")
    assert (address["pathname"], address["search"]) == (None, None)


@pytest.mark.parametrize(
    ("name", "path", "looks"), [("upload", "/upload", 2), ("funds", "/funds", 1)]
)
def test_a_page_that_may_hold_what_is_seen_once_is_made_anew_for_each_look(
    client, monkeypatch, name, path, looks
):
    made = []
    monkeypatch.setitem(page.FILLED, name, lambda asked: made.append(asked) or "Seen")
    become(client, "officer")
    assert all("Seen" in _page(client, path + "?quarter=2024/25+Q4")[0] for _ in range(2))
    assert len(made) == looks


def test_an_address_without_a_page_says_so_at_once(client):
    html, _ = _page(client, "/elsewhere/lpme")
    assert "There is no page here" in read(html)


def test_a_page_that_cannot_be_opened_says_so_and_nothing_else(client, monkeypatch, caplog):
    monkeypatch.setattr(opening, "frame", lambda *_: 1 / 0)
    answer = client.get("/funds?area=bedford")
    assert answer.status_code == 200
    assert "The figures could not be fetched" in answer.get_data(as_text=True)
    assert "ZeroDivisionError" not in answer.get_data(as_text=True)
    assert "a page could not be opened" in caplog.text
    monkeypatch.undo()
    assert "could not be fetched" not in client.get("/funds?area=bedford").get_data(as_text=True)


def test_one_failure_in_passing_is_not_kept(client, monkeypatch):
    """It may come after the page was filled: a page that says so is made anew for the next look."""
    monkeypatch.setattr(frame, "updated", lambda _: 1 / 0)
    address = "/value?span=year"
    assert "could not be fetched" in client.get(address).get_data(as_text=True)
    monkeypatch.undo()
    assert "could not be fetched" not in client.get(address).get_data(as_text=True)


def test_an_address_is_read_as_the_browser_wrote_it(client):
    _, parts = _page(client, "/measure/attendance%5Frate")
    assert _part(parts, "address")["pathname"] == "/measure/attendance%5Frate"
    assert "Attendance" in words(_part(parts, "measure")["children"])


def test_a_look_at_the_head_alone_fills_no_page_that_is_made_for_one_reader(client, monkeypatch):
    made = []
    monkeypatch.setitem(page.FILLED, "upload", lambda asked: made.append(asked))
    become(client, "officer")
    assert client.head("/upload").status_code == 200
    assert made == []


def test_no_word_of_a_page_can_end_its_data_or_become_a_tag(client):
    address = "/find?q=</script><script>alert(1)</script>{%config%}"
    sent = client.get(address).get_data(as_text=True)
    assert "<script>alert" not in sent
    assert "</script><script>alert(1)" in json.dumps(_page(client, address)[1])
    assert sent.count('id="_dash-config"') == 1


def test_an_address_that_is_no_text_is_answered_too(client):
    answer = client.get("/lpme", environ_overrides={"QUERY_STRING": "area=\xff\xfe"})
    assert answer.status_code == 200
    assert "Not found" in read(answer.get_data(as_text=True))


def test_a_page_says_no_newer_version_than_it_was_drawn_from(app, client, monkeypatch):
    """While a page is worked out a load may end: it must not pass for what the load brought."""
    versions = count(7)
    monkeypatch.setattr(app.server.extensions["store"], "version", lambda: next(versions))
    first = _part(_page(client, "/partners")[1], "version")["data"]
    assert next(versions) > first + 1
    assert first <= 8


def test_an_answer_beside_it_does_not_bring_back_what_was_shown_once(client):
    become(client, "executive")
    assert "Set-Cookie" not in client.get("/_dash-dependencies").headers


def test_what_is_kept_of_one_reader_is_not_shown_to_another(client):
    before = _page(client, "/")
    assert _page(client, "/") == before
    become(client, "lead:luton")
    html, _ = _page(client, "/")
    assert "Music service lead, Luton" in read(html)
    assert "Music service lead, Luton" not in read(before[0])
