"""Mistyped addresses: one page answers all that are mistyped alike, and is drawn once."""

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from dashboard.web import prerender
from dashboard.web.prerender import frame, frame_of_missing
from tests.support.small_hub import TODAY, app_over, become, draw, read

ALIKE = """
who            | what is mistyped | and then
executive      | /partnerz        | /fundz
executive      | /partnerz        | /data/x/y
executive      | /partnerz        | /elsewhere?area=luton
executive      | /partner/NOPE    | /partner/P-99
executive      | /partner/NOPE    | /partner/%50-98?area=luton
lead:luton     | /partner/NOPE    | /partner/P-1
executive      | /measure/nope    | /measure/attendence
officer        | /upload/nope     | /upload/0123
executive      | /%66unds         | /fund%73
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in ALIKE.strip().splitlines()[1:]]


@pytest.fixture
def work(app, monkeypatch):
    """What is done for an address: `queries`, and `frames` that are drawn."""
    done = {"queries": 0, "frames": 0}

    def counted(draw_frame):
        def draw_one(*address):
            done["frames"] += 1
            return draw_frame(*address)

        return draw_one

    monkeypatch.setattr(prerender, "frame", counted(frame))
    monkeypatch.setattr(prerender, "frame_of_missing", counted(frame_of_missing))
    with _queries_counted(app.server.extensions["store"]._engine, done):
        yield done


@contextmanager
def _queries_counted(engine, done: dict[str, int]):
    def count(*_):
        done["queries"] += 1

    event.listen(engine, "before_cursor_execute", count)
    yield
    event.remove(engine, "before_cursor_execute", count)


@pytest.mark.parametrize(("who", "first", "then"), ROWS)
def test_a_second_address_mistyped_alike_draws_nothing_and_asks_nothing(
    client, work, who, first, then
):
    become(client, who)
    before = client.get(first)
    work.update(queries=0, frames=0)
    after = client.get(then)
    assert (before.status_code, after.status_code) == (404, 404)
    assert after.data == before.data
    assert work == {"queries": 0, "frames": 0}


def test_the_counters_see_a_page_that_is_drawn_for_the_first_time(client, work):
    assert client.get("/flags?quarter=2024/25+Q3").status_code == 200
    assert work["frames"] == 1
    assert work["queries"] > 0


@pytest.mark.parametrize("address", ["/export/nope.csv", "/assets/nope.js", "/calendar/nope.ics"])
def test_a_file_that_is_not_there_costs_no_page(client, work, address):
    assert client.get(address).status_code == 404
    assert work["frames"] == 0


def test_a_mistyped_address_says_who_is_looking_and_leads_on(client):
    become(client, "lead:luton")
    page = client.get("/partner/NOPE").text
    said = read(page)
    assert "There is nothing of this name here, or it is not open to you." in said
    assert "Music service lead, Luton" in said
    assert "NOPE" not in page
    (here,) = re.findall(r'<a [^>]*aria-current="page"[^>]*>(.*?)</a>', page)
    assert here == "Partners"
    become(client, "lead:bedford")
    assert "Music service lead, Bedford" in read(client.get("/partner/OTHER").text)


def test_a_partner_without_an_agreement_is_there_for_those_who_see_all_areas(tmp_path):
    hub = draw(tmp_path / "hub.db")
    hub.partner("P-9", name="Sedge Voices", home_area="Luton")
    hub.store(TODAY)
    client = app_over(tmp_path / "hub.db").server.test_client()
    page = client.get("/partner/P-9")
    assert page.status_code == 200
    assert "Sedge Voices" in page.text
    become(client, "lead:luton")
    assert client.get("/partner/P-9").status_code == 404
    assert client.get("/partner/P-3").status_code == 200
