"""Forged requests: every callback, every role, every wrong value, and the codes of another area."""

import io
import json
from collections import Counter
from collections.abc import Iterator
from itertools import product
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from dash import Input, Output

from dashboard.domain.viewer import ROLES
from dashboard.web import auth, callback_guard
from dashboard.web.callback_guard import REFUSED
from dashboard.web.sent_values import KINDS as KINDS_OF_VALUES
from data.hub import HUB, slug_of
from tests.support.asked_about import choices, others, told
from tests.support.forged_requests import ADDRESS, KINDS, body_of, is_for_the_server
from tests.support.marked_hub import AREAS, FREE, draw
from tests.support.small_hub import app_over, become
from tests.support.walks import dealt_out, sampled

LEADS = [f"lead:{slug_of(area)}" for area in HUB.area_names]
READERS = [*(role for role in ROLES if role != "lead"), *LEADS]
QUARTERS = [slice(first, None, 4) for first in range(4)]
EIGHTHS = [slice(first, None, 8) for first in range(8)]  # of what takes a page to answer
ALL = slice(None)
AT_LEAST = 5_000
ELSEWHERE = {"REMOTE_ADDR": "10.0.0.9"}
JSON = "application/json"
NOTHING_YET = dict.fromkeys(KINDS_OF_VALUES)  # before the browser has said where it is


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The app over a marked hub, what was drawn of each area, and the callbacks that it lists."""
    path = tmp_path_factory.mktemp("forged") / "hub.db"
    drawn = draw(path)
    app = app_over(path)
    listed = app.server.test_client().get("/_dash-dependencies").get_json()
    return SimpleNamespace(app=app, drawn=drawn, listed=listed)


def post(client, body: bytes, **how):
    return client.post(ADDRESS, data=body, content_type=JSON, **how)


# -- What is forged is refused ---------------------------------------------------------------------

REFUSALS = """
what is forged                | a reader gets | somebody on another machine
a callback that no page asks  | 400           | 403
a value of another kind       | 400           | 403
an output that is not its own | 400           | 403
a body of another shape       | 400           | 403
bytes that are no body        | 400           | 403
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in REFUSALS.strip().splitlines()[1:]]
UNASKED = ROWS[0][0]


def forged(listed: list[dict], part: slice) -> Iterator[tuple[str, bytes]]:
    """(what is forged, the body), of every callback that is listed."""
    every = [(UNASKED, json.dumps(body_of(one)).encode()) for one in listed if _is_not_ours(one)]
    every += [
        (what, body) for one, (what, make) in product(listed, KINDS.items()) for body in make(one)
    ]
    yield from every[part]


def _is_not_ours(described: dict) -> bool:
    return not is_for_the_server(described)


@pytest.mark.parametrize(("reader", "part"), dealt_out([*READERS, "nobody"], QUARTERS))
def test_what_no_page_sends_is_refused_in_a_sentence(marked, caplog, record_property, reader, part):
    client, nobody = marked.app.server.test_client(), reader == "nobody"
    how = {"environ_base": ELSEWHERE} if nobody else {}
    client = client if nobody else become(client, reader)
    seen = Counter()
    for what, body in forged(marked.listed, part):
        answer = post(client, body, **how)
        seen[what, str(answer.status_code)] += 1
        assert nobody or answer.text == REFUSED
    assert set(seen) == {(what, there if nobody else here) for what, here, there in ROWS}
    assert [line for line in caplog.records if line.exc_info] == []
    assert len(caplog.records) <= seen.total()
    record_property("forged", seen.total())


def test_even_a_sample_of_the_walk_is_thousands_of_forgeries(marked):
    walked = sum(len(list(forged(marked.listed, part))) for part in QUARTERS) // len(QUARTERS)
    assert walked * (len(READERS) + 1) >= AT_LEAST


@pytest.mark.parametrize("values", [{}, NOTHING_YET], ids=["as usual", "nothing yet"])
def test_the_same_request_is_answered_where_nothing_of_it_is_forged(marked, caplog, values):
    client = become(marked.app.server.test_client(), "officer")
    answers = {
        one["output"]: post(client, json.dumps(body_of(one, **values)).encode()).status_code
        for one in marked.listed
        if is_for_the_server(one)
    }
    assert len(answers) > len(marked.listed) // 3
    assert {name: status for name, status in answers.items() if status != 200} == {}
    assert caplog.records == []


# -- The codes of another area ---------------------------------------------------------------------


def asked(listed: list[dict], of, part: slice) -> Iterator[tuple[str, bytes]]:
    """(the address, the body): each callback of the server asked about an area, in every place."""
    number = AREAS.index(of.area) + 1
    paths = [f"/partner/{of.code('P')}", f"/partner/{of.code('A')}", f"/measure/{of.code('A')}"]
    searches = ["?" + urlencode(choice) for choice in choices(of, number)]
    addresses = [*product(paths[:1], searches), *product(paths[1:], searches[:1])]
    ours = filter(is_for_the_server, listed)
    every = [
        (path + search, json.dumps(body_of(one, pathname=path, search=search)).encode())
        for one, (path, search) in product(ours, addresses)
    ]
    yield from every[part]


def leaks(client, marks: list[str], requests) -> Iterator[str]:
    """Where an answer tells a mark, or is neither an answer nor a refusal."""
    for address, body in requests:
        answer = post(client, body)
        said = told(address, answer.text)
        yield from (f"{address}: {mark}" for mark in marks if mark in said)
        if answer.status_code not in (200, 403):
            yield f"{address}: {answer.status_code}"


@pytest.mark.parametrize(("area", "part"), dealt_out(HUB.area_names, EIGHTHS))
def test_a_lead_who_forges_the_codes_of_another_area_is_told_nothing_of_it(
    marked, caplog, record_property, area, part
):
    client = become(marked.app.server.test_client(), f"lead:{slug_of(area)}")
    of = marked.drawn[HUB.area_names[(HUB.area_names.index(area) + 1) % len(HUB.area_names)]]
    requests = list(asked(marked.listed, of, part))
    assert list(leaks(client, others(area, marked.drawn), requests)) == []
    assert [line for line in caplog.records if line.exc_info] == []
    record_property("forged", len(requests))


@pytest.mark.parametrize("part", sampled(EIGHTHS, keep=1))
def test_the_oversight_committee_gets_nothing_that_people_wrote_by_forging(
    marked, caplog, record_property, part
):
    client = become(marked.app.server.test_client(), "oversight")
    requests = list(asked(marked.listed, marked.drawn["Luton"], part))
    assert list(leaks(client, [FREE], requests)) == []
    assert [line for line in caplog.records if line.exc_info] == []
    record_property("forged", len(requests))


def test_what_is_looked_for_is_told_to_those_who_may_know_it(marked):
    client = become(marked.app.server.test_client(), "executive")
    of = marked.drawn["Luton"]
    unseen = {of.mark, FREE}
    for line in leaks(client, [of.mark, FREE], asked(marked.listed, of, ALL)):
        unseen.discard(line.rpartition(" ")[2])
        if not unseen:
            return
    assert unseen == set()


# -- Before a body is read -------------------------------------------------------------------------


def _page_asked(**more) -> bytes:
    described = {
        "output": "overview-drawn.data",
        "inputs": [{"id": "address", "property": "search"}, {"id": "version", "property": "data"}],
        "state": [{"id": "address", "property": "pathname"}],
    }
    return json.dumps(body_of(described) | more).encode()


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 400), (2, 400)])
@pytest.mark.parametrize("is_in_pieces", [False, True])
def test_a_body_is_refused_by_its_size(client, monkeypatch, more, status, is_in_pieces):
    """In pieces it comes without its length, so that only the server knows where it ends."""
    body = _page_asked()
    monkeypatch.setattr(callback_guard, "LARGEST_BODY", len(body) + 1)
    whole = {"data": body + b" " * more}
    pieces = {"input_stream": io.BytesIO(body + b" " * more)}
    pieces |= {"environ_overrides": {"wsgi.input_terminated": True}}
    answer = client.post(ADDRESS, content_type=JSON, **(pieces if is_in_pieces else whole))
    assert answer.status_code == status


@pytest.mark.parametrize(("allowed", "parsed"), [(9, True), (8, False)])
def test_a_body_is_refused_by_its_brackets_before_it_is_parsed(app, monkeypatch, allowed, parsed):
    monkeypatch.setattr(callback_guard, "MOST_BRACKETS", allowed)
    loaded = []
    monkeypatch.setattr(app.server.json, "loads", lambda *_, **__: loaded.append(1))
    post(app.server.test_client(), b"[" * 9 + b"]" * 9)
    assert bool(loaded) == parsed


def test_brackets_that_a_reader_writes_in_an_address_are_answered(client):
    search = [{"id": "address", "property": "search", "value": "?q=[[{{choir}}]]"}]
    search.append({"id": "version", "property": "data", "value": 1})
    assert post(client, _page_asked(inputs=search)).status_code == 200


def test_a_callback_that_hears_of_something_undeclared_is_not_registered():
    with pytest.raises(LookupError, match="does not say what"):
        auth.guarded_callback(
            Output("page", "children"), Input("who", "n_clicks"), permission="see_totals"
        )
