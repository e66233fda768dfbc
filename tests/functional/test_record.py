"""Entering on a page what people did or decided: by form, with every mistake told at once."""

import re
import secrets

import pytest

from tests.support.drawn_journal import TYPED
from tests.support.small_hub import app_over, ask, draw, told, words

JSON = {"Accept": "application/json"}
REVIEW = {"held_on": "2026-01-10", "outcome": "continue"}


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hub")
    (folder / "hub.key").write_bytes(secrets.token_bytes(32))
    draw(folder / "hub.db")
    return app_over(folder / "hub.db")


@pytest.fixture
def client(app):
    """A member of the Executive Group."""
    return app.server.test_client()


def drawn(client, search: str) -> list:
    answer = ask(client, "record", search, "/record")
    assert answer.status_code == 200
    return answer.get_json()["response"]["record-drawn"]["data"]


def form(client, search: str) -> dict[str, object]:
    """The fields of a form as its page shows them, with what stands in each."""
    return dict(_fields(drawn(client, search)))


def _fields(node):
    if isinstance(node, list):
        for one in node:
            yield from _fields(one)
    elif isinstance(node, dict):
        props = node.get("props", {})
        if props.get("name"):
            yield props["name"], props.get("value", props.get("children"))
        yield from _fields(props.get("children"))


def send(client, act, search="", headers=JSON, **typed):
    shown = form(client, search or f"?act={act.replace(' ', '%20')}&agreement=A-3")
    sent = {"act": act, "agreement": "A-3", "token": shown["token"]} | typed
    return client.post("/record", data=sent, headers=headers)


def test_a_page_without_an_act_offers_those_that_the_viewer_may_do(client):
    assert "Record the Executive Group’s approval" in words(drawn(client, ""))
    client.post("/who", data={"as": "lead:luton"})
    said = words(drawn(client, "?agreement=A-3"))
    assert "Record a review" in said
    assert "approval" not in said
    assert "Adopt changed settings" not in said


def test_those_who_only_read_have_no_such_page(client):
    client.post("/who", data={"as": "oversight"})
    assert ask(client, "record", "", "/record").status_code == 403
    assert client.post("/record", data={}).status_code == 403


def test_what_is_entered_stands_on_its_page_and_in_the_journal(client):
    answer = send(client, "review", **REVIEW)
    address = answer.get_json()["to"]
    assert re.fullmatch(r"/record\?entry=\d+", address)
    said = words(drawn(client, address.removeprefix("/record")))
    assert "It stands in the journal" in said
    assert "Held on: 10 January 2026. Outcome: continue." in said
    assert "Review held" in told(ask(client, "journal", "", "/journal"))
    listed = client.get("/export/journal.csv").get_data(as_text=True)
    assert "Outcome: continue." in listed


def test_a_form_without_the_pages_script_leads_on_as_well(client):
    answer = send(client, "review", headers={}, notes="By hand", **REVIEW)
    assert (answer.status_code, "/record?entry=" in answer.location) == (303, True)
    wrong = send(client, "review", headers={})
    assert wrong.status_code == 422
    assert "‘Outcome’ is blank" in wrong.get_data(as_text=True)


def test_every_mistake_is_told_at_once_and_nothing_is_entered(client):
    before = told(ask(client, "journal", "", "/journal"))
    answer = send(client, "decision", decided_on="2027-01-01", kind="bin")
    assert answer.status_code == 422
    wrong = answer.get_json()["wrong"]
    assert len(wrong) >= 5
    assert any("lies ahead" in sentence for sentence in wrong)
    assert told(ask(client, "journal", "", "/journal")) == before


def test_settings_are_adopted_from_pairs_of_a_setting_and_its_value(client):
    search = "?act=settings&setting=quality_floor&value=0.65"
    assert form(client, search)["value-0"] == "0.65"
    typed = {name: text for name, text in TYPED["settings"].items() if name != "values"}
    typed |= {"setting-0": "quality_floor", "value-0": "0.65"}
    typed |= {"setting-1": "risk_score", "value-1": "99"}
    wrong = send(client, "settings", search, agreement="", **typed).get_json()["wrong"]
    assert wrong == ["risk_score may be from 1 to 25; 99 lies outside."]
    done = send(client, "settings", search, agreement="", **typed | {"value-1": "12"})
    assert done.status_code == 200
    said = told(ask(client, "methods", "", "/methods"))
    assert "at least: 65% and An open risk of so many points or more is high: 12 points" in said
    listed = client.get("/export/settings.csv").get_data(as_text=True)
    assert "The share of positive answers that is asked at least,60%" in listed, "not in force yet"


def test_a_flag_is_acknowledged_from_its_own_link(client):
    search = "?act=acknowledge&agreement=A-3&rule=review_due"
    shown = form(client, search)
    assert (shown["rule"], shown["agreement"]) == ("review_due", "A-3")
    assert "area" not in shown
    done = send(client, "acknowledge", search, rule="review_due", note="Seen.")
    assert done.status_code == 200


def test_what_is_said_of_a_flag_stands_beside_it_on_both_of_its_pages(client):
    search = "?act=disagree&agreement=A-3&rule=award_not_approved"
    send(client, "disagree", search, rule="award_not_approved", why="It was in the minutes")
    said = "Disagreed with on 15 January 2026 (Executive Group). Why it is wrong: It was in the"
    assert said in told(ask(client, "flags", "", "/flags"))
    assert said in told(ask(client, "partner", "", "/partner/P-3"))
    assert said not in told(ask(client, "flags", "?on=2026-01-14", "/flags"))


def test_a_stale_form_and_one_from_elsewhere_are_told(client):
    answer = client.post("/record", data={"act": "review", "token": "x"}, headers=JSON)
    assert answer.get_json()["wrong"] == [
        "The page had stood open for too long. Please do it once more."
    ]
    other = client.post("/record", data={}, headers={"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 403


def test_a_lead_cannot_enter_for_another_area(client):
    client.post("/who", data={"as": "lead:bedford"})
    shown = form(client, "?act=review")
    sent = {"act": "review", "agreement": "A-3", "token": shown["token"]} | REVIEW
    answer = client.post("/record", data=sent, headers=JSON)
    assert "open to its own music service only" in answer.get_json()["wrong"][0]


@pytest.mark.parametrize("search", ["?act=burn", "?act=review&agreement=A-99", "?entry=999"])
def test_an_address_that_names_nothing_gets_its_sentence(client, search):
    assert words(drawn(client, search))
