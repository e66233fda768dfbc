"""What is of one area is told to nobody else: walked over every page, table, file and calendar.

Pages, tables, callbacks and routes are found in the app, so that a new one is walked without being
named here. Every text of the drawn hub carries its area's mark.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, product
from urllib.parse import urlencode

import dash
import pytest

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import Viewer
from dashboard.kpis import KPIS
from dashboard.store import scoped_hub
from dashboard.store.cache import Cache
from dashboard.store.narrowing import narrowed
from dashboard.store.session import Session
from dashboard.web.export import TABLES
from dashboard.web.query_string import FILTERS, NAMES
from data.calendar import Quarter
from data.hub import HUB, HUB_WIDE, slug_of
from data.registers import REGISTERS
from tests.support.asked_about import choices, others, told
from tests.support.marked_hub import AREAS, FREE, Drawn, draw, mark_of
from tests.support.small_hub import TODAY, app_over, ask, become
from tests.support.walks import dealt_out

LAST = Quarter(2025, 1)
ALL = slice(None)
PARTS = [slice(first, None, len(HUB.area_names)) for first in range(len(HUB.area_names))]
GONE_WRONG = "The figures could not be fetched"


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """The app over a marked hub, and what was drawn of each area."""
    path = tmp_path_factory.mktemp("marked") / "hub.db"
    drawn = draw(path)
    return app_over(path), drawn


# -- The walk --------------------------------------------------------------------------------------


def test_every_name_that_an_address_may_have_is_walked():
    named = choices(Drawn("Luton"), 1)
    assert set(chain.from_iterable(named)) == {*FILTERS, *NAMES}


def addresses(app, of: Drawn, number: int, part: slice) -> Iterator[str]:
    """Pages, tables, files and other routes, without a choice and with each of some."""
    queries = ["", *("?" + urlencode(choice) for choice in choices(of, number)[part])]
    yield from map("".join, product(paths(of), queries))
    yield from (f"/export/{name}.csv{query}" for name in TABLES for query in queries)
    yield from (f"/export/{name}.xlsx" for name in list(TABLES)[::8])  # of the same rows
    for code in ("A", "B"):
        named = {"agreement": of.code(code), "quarter": "2025/26 Q2"}
        yield f"/workbook/return?{urlencode(named)}"
    yield f"/workbook/corrections?file={number + 1}"
    yield from (rule.rule for rule in app.server.url_map.iter_rules() if _is_plain(rule))


def paths(of: Drawn) -> Iterator[str]:
    """Every registered page, its template filled with whatever an address might name."""
    partners = (Drawn(area).code("P") for area in AREAS)
    names = (next(iter(KPIS)), f"M-{slug_of(of.area)}", *partners)
    for page in dash.page_registry.values():
        head, brace, _ = (page["path_template"] or page["path"]).partition("<")
        yield from (head + name for name in names) if brace else [head]


def _is_plain(rule) -> bool:
    """Whether a route answers without being told more; pages are walked by themselves."""
    return "GET" in rule.methods and not rule.arguments and rule.rule != "/"


def answers(client, app, of: Drawn, number: int, part=ALL) -> Iterator[tuple[str, str]]:
    """(address, what it answers), of everything that one could ask about an area."""
    for address in addresses(app, of, number, part):
        yield address, text_of(client.get(address))
    for name in callbacks(app):
        for choice in ({}, *choices(of, number)[:2]):
            query = "?" + urlencode(choice)
            yield f"{name} {query}", text_of(ask(client, name, query))


def callbacks(app) -> Iterator[str]:
    """The pages that a callback fills, by name."""
    for output in app.callback_map:
        first = output.strip(".").partition("...")[0]
        if first.endswith("-drawn.data"):
            yield first.removesuffix("-drawn.data")


def text_of(answer) -> str:
    """What an answer says; of a workbook all of its parts."""
    data = answer.get_data()
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    book = zipfile.ZipFile(io.BytesIO(data))
    return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def leaks(marks: list[str], client, app, of: Drawn, number: int, part=ALL) -> Iterator[str]:
    """Where a mark is told, and with which words round it."""
    for address, body in answers(client, app, of, number, part):
        said = told(address, body)
        for mark in marks:
            if (at := said.find(mark)) >= 0:
                yield f"{address}: … {said[max(0, at - 80) : at + 40]} …"
        if GONE_WRONG in said:
            yield f"{address} was not answered, so that nothing is known of what it tells"


def as_lead(app, area: str):
    return become(app.server.test_client(), f"lead:{slug_of(area)}")


# -- The contract ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("area", "part"), dealt_out(HUB.area_names, PARTS))
def test_a_lead_is_told_nothing_of_another_area(marked, area, part):
    """Each asks about the next area; the marks of all the others are looked for."""
    app, drawn = marked
    number = AREAS.index(area) + 1
    of = drawn[AREAS[number % len(HUB.area_names)]]
    client = become(app.server.test_client(), f"lead:{slug_of(area)}")
    number = AREAS.index(of.area) + 1
    assert list(leaks(others(area, drawn), client, app, of, number, part)) == []


@pytest.mark.parametrize(("area", "part"), dealt_out(["Bedford"], PARTS))
def test_what_a_lead_may_open_names_nothing_of_another_area(marked, area, part):
    """Their own partners, agreements, returns and entries, which others' names could stand in."""
    app, drawn = marked
    number = AREAS.index(area) + 1
    of, client = drawn[area], as_lead(app, area)
    assert list(leaks(others(area, drawn), client, app, of, number, part)) == []
    partner = client.get(f"/partner/{of.code('P')}").get_data(as_text=True)
    assert of.mark in told(f"/partner/{of.code('P')}", partner)


def test_every_free_text_of_every_register_is_marked(marked):
    with marked[0].server.extensions["store"].open(Viewer("executive")) as session:
        rows = session.snapshot().registers.rows
    unmarked = [
        (key, name)
        for key, register in REGISTERS.items()
        for name in register.free_text
        if not any(FREE in (getattr(row, name) or "") for row in rows[key])
    ]
    assert unmarked == []


@pytest.mark.parametrize(("area", "part"), dealt_out(["Luton"], PARTS))
def test_the_oversight_committee_is_told_nothing_that_people_wrote(marked, area, part):
    app, drawn = marked
    client = become(app.server.test_client(), "oversight")
    assert list(leaks([FREE], client, app, drawn[area], AREAS.index(area) + 1, part)) == []


def held_for(app, area: str, holding: Callable[[Session], object]) -> list[str]:
    """The marks of other areas in what a lead's session holds."""
    viewer = Viewer("lead", frozenset({area}))
    with app.server.extensions["store"].open(viewer) as session:
        held = repr(holding(session))
    return [mark for mark in map(mark_of, HUB.area_names) if mark in held and mark != mark_of(area)]


def everything(session: Session) -> tuple:
    """Whatever can be reached from a session, today and on a past day."""
    days = (None, date(2025, 12, 15))
    return (
        [(session.snapshot(day), session.judge.flags(day)) for day in days],
        (session.files.loads(), session.file_names()),
        (session.acts(), session.judge.changes(days[1]), session.judge.decisions()),
        (session.judge.outlooks(session.agreements()), session.answering()),
        (session.totals.restatements(), session.totals.schools_unreached(Selection(LAST))),
    )


@pytest.mark.parametrize("area", HUB.area_names)
def test_a_session_holds_nothing_of_another_area(marked, area):
    assert held_for(marked[0], area, everything) == []


@pytest.mark.parametrize("area", HUB.area_names)
def test_a_session_judges_no_other_area(marked, area):
    """Flags on the needs of an area bear no mark, for all readers know its needs."""
    viewer, day = Viewer("lead", frozenset({area})), date(2025, 12, 15)
    with marked[0].server.extensions["store"].open(viewer) as session:
        over_days = [flags for _, flags in session.judge.flags_over([day])]
        for flags in (session.judge.flags(), session.judge.flags(day), *over_days):
            assert {flag.area for flag in flags} == {area, HUB_WIDE}


def test_a_session_without_free_text_holds_none(marked):
    app, _ = marked
    with app.server.extensions["store"].open(Viewer("oversight")) as session:
        assert FREE not in repr(everything(session))


def test_a_calendar_tells_nothing_of_another_area(marked):
    app, drawn = marked
    for area in HUB.area_names:
        feeds, lead = app.server.extensions["feeds"], Viewer("lead", frozenset({area}))
        client, token = app.server.test_client(), feeds.make(lead, "Mine", TODAY)
        for query in ("", *(f"?area={slug_of(one)}" for one in AREAS)):
            said = client.get(f"/calendar/{token}.ics{query}").get_data(as_text=True)
            assert [mark for mark in others(area, drawn) if mark in said] == []


# -- What makes the contract worth something -------------------------------------------------------


def test_the_executive_group_is_told_of_every_area_and_what_people_wrote(marked):
    app, drawn = marked
    marks = {*(of.mark for of in drawn.values()), FREE}
    client, unseen = app.server.test_client(), set(marks)
    for address, body in answers(client, app, drawn["Luton"], AREAS.index("Luton") + 1):
        unseen -= {mark for mark in unseen if mark in told(address, body)}
        if not unseen:
            return
    assert unseen == set()


@pytest.mark.parametrize("part", [*REGISTERS, "returns", "acts"])
def test_a_part_that_is_left_whole_is_noticed(marked, monkeypatch, part):
    def all_but_one(whole, scope):
        held = narrowed(whole, scope)
        if part in REGISTERS:
            rows = {part: whole.registers.rows[part]}
            return replace(held, registers=held.registers.replaced(**rows))
        return replace(held, **{part: getattr(whole, part)})

    app, _ = marked
    monkeypatch.setattr(scoped_hub, "narrowed", all_but_one)
    monkeypatch.setattr(app.server.extensions["store"], "_cache", Cache())
    assert held_for(app, "Bedford", Session.snapshot)
