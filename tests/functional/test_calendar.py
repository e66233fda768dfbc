"""Calendars by subscription: made on the page, read with their address alone, revoked."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from dashboard.store.feeds import Feeds
from data.warehouse.engine import WarehouseError, writing
from data.warehouse.tables import fact_review
from tests.support.small_hub import TODAY, app_over, ask, become, draw, read, told, words

ALL = {"Oakmoss Choir", "=Formula Brass", "Tallow Strings", "Wherry Drums <b>"}
UNKNOWN = (
    "This calendar's address is not known, or it has been revoked. "
    "A new one can be made on the Reminders page."
)


@pytest.fixture
def hub(tmp_path):
    """Reviews in Luton and Bedford, with notes that are for few, and a decision."""
    hub = draw(tmp_path / "hub.db")
    hub.review("R-3", agreement_code="A-3", due_on=date(2026, 3, 2), notes="In confidence")
    hub.review("R-1", agreement_code="A-1", due_on=date(2025, 12, 1), notes="In confidence")
    hub.decision(agreement_code="A-3", kind="improvement plan", rationale="Between us")
    hub.store(TODAY)
    return hub


@pytest.fixture
def app(hub):
    return app_over(hub.engine.url.database)


@pytest.fixture
def client(app):
    return app.server.test_client()


@pytest.fixture
def calendar_program(app):
    """Something that has an address and nothing else."""
    return app.server.test_client()


def shown(client) -> str:
    """What whoever opens the page is shown at first."""
    outputs = [("page", "children"), ("title", "data"), ("filters", "className")]
    sent = client.post(
        "/_dash-update-component",
        json={
            "output": "..page.children...title.data...filters.className..",
            "outputs": [{"id": name, "property": what} for name, what in outputs],
            "inputs": [{"id": "address", "property": "pathname", "value": "/reminders"}],
            "state": [],
        },
    )
    return words(sent.get_json()["response"]["page"]["children"])


def buttons(node) -> list[tuple[str, str, str]]:
    """(where a form goes, its token, what stands in it) of each form of a page."""
    if isinstance(node, list):
        return [found for part in node for found in buttons(part)]
    if not isinstance(node, dict):
        return []
    here = [(node["action"], _token(node), words(node["children"]))] if "action" in node else []
    return here + [found for part in node.values() for found in buttons(part)]


def _token(node) -> str | None:
    if isinstance(node, list):
        return next(filter(None, map(_token, node)), None)
    if not isinstance(node, dict):
        return None
    return node["value"] if node.get("name") == "token" else _token(list(node.values()))


def framed(client) -> str:
    """What whoever arrives at the page is shown with the frame."""
    return read(client.get("/reminders").get_data(as_text=True))


def make(client, role: str = "executive", label: str = "My phone", look=shown) -> str:
    """Make a calendar as a person would and look once; its path."""
    become(client, role)
    action, token, _ = buttons(ask(client, "reminders").json)[0]
    sent = client.post(action, data={"label": label, "token": token})
    assert (sent.status_code, sent.location) == (303, "/reminders")
    (address,) = [word for word in look(client).split() if word.endswith(".ics")]
    assert address.startswith("http://localhost/calendar/")
    return address.removeprefix("http://localhost")


def events(answer) -> dict[str, object]:
    """Events by UID."""
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "text/calendar"
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    by_uid = {str(event["uid"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def partners(answer) -> set[str]:
    lines = [str(event["description"]).splitlines()[0] for event in events(answer).values()]
    return {line.removeprefix("Partner: ") for line in lines}


# -- Made and read -----------------------------------------------------------------------------


def test_an_address_is_shown_once_and_then_never_again(client):
    path = make(client)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert token not in shown(client)
    said = told(ask(client, "reminders"))
    assert "My phone" in said
    assert "In use" in said
    assert token not in said


def test_an_address_comes_with_the_frame_to_one_look_only(client):
    before = framed(client)
    token = make(client, look=framed).removeprefix("/calendar/")
    assert [token in said for said in (before, framed(client))] == [False, False]


def test_whoever_has_the_address_reads_it_and_nothing_else_of_the_hub(client, calendar_program):
    answer = calendar_program.get(make(client))
    assert partners(answer) == ALL
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert 'filename="reminders.ics"' in answer.headers["Content-Disposition"]
    assert "BLMK Music Hub: all areas" in answer.text


def test_the_events_are_what_falls_due(client, calendar_program):
    found = events(calendar_program.get(make(client, "lead:luton")))
    told_of = {uid: (event["summary"], event.decoded("dtstart")) for uid, event in found.items()}
    whose = ": Tallow Strings, Agreement A-3 (Luton)"
    at = "@blmk-music-hub"
    assert told_of == {
        f"review:A-3:R-3{at}": (f"Review due{whose}", date(2026, 3, 2)),
        f"return:A-3:2025%2F26%20Q2{at}": (f"Return for 2025/26 Q2 due{whose}", date(2026, 3, 28)),
        f"return:A-3:2025%2F26%20Q3{at}": (f"Return for 2025/26 Q3 due{whose}", date(2026, 6, 28)),
        f"return:A-3:2025%2F26%20Q4{at}": (f"Return for 2025/26 Q4 due{whose}", date(2026, 9, 28)),
        f"decision:A-3{at}": (f"Renewal decision due{whose}", date(2026, 5, 3)),
        f"end:A-3{at}": (f"Agreement ends{whose}", date(2026, 8, 31)),
    }


def test_what_is_overdue_stays_on_its_day_and_rings_no_more(client, calendar_program):
    found = events(calendar_program.get(make(client)))
    review = found["review:A-1:R-1@blmk-music-hub"]
    late = found["return:A-4:2025%2F26%20Q1@blmk-music-hub"]
    assert review["summary"].startswith("Review overdue: Oakmoss Choir")
    assert late["summary"].startswith("Return for 2025/26 Q1 overdue: Wherry Drums <b>")
    assert review.decoded("dtstart") == date(2025, 12, 1)
    assert late.decoded("dtstart") == date(2025, 12, 28)
    assert [event.walk("VALARM") for event in (review, late)] == [[], []]


def test_it_holds_no_free_text_and_nothing_of_children(client, calendar_program):
    answer = calendar_program.get(make(client, "officer"))
    for event in events(answer).values():
        terms = [line.split(":")[0] for line in str(event["description"]).splitlines()]
        assert terms == ["Partner", "Agreement", "Area", "What to do", "Page"]
    for words_of_few in ("In confidence", "Between us", "More children play", "pupil"):
        assert words_of_few not in answer.text


# -- Scope -------------------------------------------------------------------------------------


def test_a_leads_calendar_is_of_their_areas_whoever_fetches_it(client, calendar_program):
    luton, two = make(client, "lead:luton"), make(client, "lead:bedford,luton")
    for fetching in (calendar_program, client):
        become(fetching, "executive")
        assert partners(fetching.get(luton)) == {"Tallow Strings"}
        assert partners(fetching.get(two)) == {"Oakmoss Choir", "Tallow Strings"}


def test_one_area_may_be_asked_for_within_the_readers_scope(client, calendar_program):
    executive, lead = make(client), make(client, "lead:luton")
    assert partners(calendar_program.get(f"{executive}?area=bedford")) == {"Oakmoss Choir"}
    assert partners(calendar_program.get(f"{lead}?area=luton")) == {"Tallow Strings"}
    assert events(calendar_program.get(f"{lead}?area=hub")) == {}
    for address in (f"{lead}?area=bedford", f"{lead}?area=narnia", f"{executive}?area="):
        refused = calendar_program.get(address)
        assert (refused.status_code, refused.text) == (404, "This calendar has no such area.")


def test_an_auditor_is_offered_no_calendar_and_makes_none(client):
    become(client, "executive")
    action, token, _ = buttons(ask(client, "reminders").json)[0]
    become(client, "auditor")
    assert buttons(ask(client, "reminders").json) == []
    assert client.post(action, data={"label": "x", "token": token}).status_code == 403


def test_the_demos_doors_stand_before_calendars_too(client, calendar_program):
    path = make(client)
    passed_on = calendar_program.get(path, headers={"X-Forwarded-For": "127.0.0.1"})
    assert passed_on.status_code == 403
    assert calendar_program.get(path, environ_base={"REMOTE_ADDR": "10.0.0.9"}).status_code == 403


# -- Revoked, unknown, forged ------------------------------------------------------------------


def test_a_revoked_address_is_not_told_from_an_unknown_one(client, calendar_program):
    path, kept = make(client, label="Lost phone"), make(client, label="Kept")
    forms = buttons(ask(client, "reminders").json)
    action, token, _ = next(form for form in forms if "Lost phone" in form[2])
    assert client.post(action, data={"token": token}).location == "/reminders"
    answers = [calendar_program.get(address) for address in (path, "/calendar/none.ics")]
    assert [(one.status_code, one.text) for one in answers] == [(404, UNKNOWN)] * 2
    assert answers[0].headers["Cache-Control"] == "no-store"
    assert calendar_program.get(kept).status_code == 200
    assert "Revoked on 15 January 2026" in told(ask(client, "reminders"))


@pytest.mark.parametrize(
    "path", ["/calendar/.ics", "/calendar/a/b.ics", "/calendar/x", "/calendar"]
)
def test_an_address_like_a_calendars_is_no_page(client, path):
    assert client.get(path).status_code == 404


def test_a_form_without_its_token_makes_and_revokes_nothing(client, calendar_program):
    path = make(client)
    (new, own, _), (revoke, other, _) = buttons(ask(client, "reminders").json)
    for action, token in ((new, ""), (new, other), (revoke, own), (revoke, "forged")):
        sent = client.post(action, data={"label": "x", "token": token})
        assert sent.location == "/reminders?why=stale"
    assert "do it once more" in told(ask(client, "reminders", "?why=stale"))
    assert calendar_program.get(path).status_code == 200
    assert len(buttons(ask(client, "reminders").json)) == 2


def test_another_site_makes_no_calendar(client):
    become(client, "executive")
    action, token, _ = buttons(ask(client, "reminders").json)[0]
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(action, data={"token": token}, headers=headers).status_code == 403


def test_while_a_load_writes_the_page_says_to_try_again(client, monkeypatch):
    def held(*_):
        raise WarehouseError("held")

    become(client, "executive")
    action, token, _ = buttons(ask(client, "reminders").json)[0]
    monkeypatch.setattr(Feeds, "make", held)
    sent = client.post(action, data={"label": "x", "token": token})
    assert sent.location == "/reminders?why=busy"
    assert "Please try again soon" in told(ask(client, "reminders", "?why=busy"))


# -- Asked again -------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(client, calendar_program):
    path = make(client)
    first = calendar_program.get(path)
    assert first.last_modified <= datetime.now(UTC)
    for header in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = calendar_program.get(path, headers=header)
        assert (again.status_code, again.data) == (304, b"")
    assert calendar_program.get(path).data == first.data
    other = calendar_program.get(f"{path}?area=luton")
    assert other.headers["ETag"] != first.headers["ETag"]


def test_a_day_that_moves_moves_its_entry(hub, client, calendar_program):
    path = make(client)
    first = calendar_program.get(path)
    hub.review("R-4", agreement_code="A-4", due_on=date(2026, 5, 5))
    hub.store(TODAY)
    with_review = calendar_program.get(path, headers={"If-None-Match": first.headers["ETag"]})
    added = events(with_review).keys() - events(first).keys()
    assert added == {"review:A-4:R-4@blmk-music-hub"}
    with writing(hub.engine) as connection:
        moves = fact_review.update().where(fact_review.c.review_ref == "R-4")
        connection.execute(moves.values(due_on=date(2026, 5, 12)))
    hub.store(TODAY)
    moved = events(calendar_program.get(path))
    assert moved.keys() == events(with_review).keys()
    assert moved[added.pop()].decoded("dtstart") == date(2026, 5, 12)
