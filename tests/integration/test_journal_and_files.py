"""Registers never overwrite the journal, and a rebuild takes both in their sequence."""

from datetime import date

import pytest
from sqlalchemy import select

from dashboard.domain.viewer import COMMAND_LINE
from dashboard.journal.service import Journal
from dashboard.store import Store
from data.warehouse.engine import reading
from data.warehouse.tables import fact_review, policy_version
from etl.archive.archive import Archive
from etl.load.rebuild import replay
from etl.trace.archived_files import reopener
from etl.trace.resolve import Tracer
from etl.trace.text import lines
from tests import support
from tests.support.drawn_journal import TYPED
from tests.support.drawn_sheets import Hub
from tests.support.sessions import ask

DUE = """
    review_ref | agreement_code | due_on     | held_on    | outcome  | notes
    R-1        | A-1            | 2026-01-10 | -          | -        | -
    R-2        | A-2            | 2026-03-01 | -          | -        | -
"""
HELD_ELSEWHERE = """
    review_ref | agreement_code | due_on     | held_on    | outcome | notes
    R-1        | A-1            | 2026-01-10 | 2026-01-11 | watch   | typed later
    R-2        | A-2            | 2026-04-01 | -          | -       | -
"""


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    hub.send("reviews.csv", support.csv_bytes(DUE))
    return hub


def enter(hub, act, agreement="A-1", **typed):
    journal = Journal(hub.engine, hub.settings())
    return journal.record(COMMAND_LINE, act, TYPED[act] | typed, agreement)


def reviews(hub) -> dict:
    columns = (fact_review.c.review_ref, fact_review.c.due_on, fact_review.c.outcome)
    rows = hub.rows(select(*columns).where(fact_review.c.valid_to.is_(None)))
    return {ref: (due_on, outcome) for ref, due_on, outcome in rows}


def test_a_register_row_that_the_journal_has_decided_changes_nothing_and_says_so(hub):
    enter(hub, "review", review_ref="R-1")
    report = hub.send("reviews.csv", support.csv_bytes(HELD_ELSEWHERE))
    (told,) = report.problems
    assert (report.status, told.severity, told.rule, told.cell) == (
        "loaded",
        "note",
        "journal_stands",
        "A2",
    )
    assert (report.total("loaded"), report.total("unchanged")) == (1, 1)
    assert reviews(hub) == {
        "R-1": (date(2026, 1, 10), "continue"),
        "R-2": (date(2026, 4, 1), None),
    }


def test_the_same_registers_again_say_nothing_new(hub):
    enter(hub, "review", review_ref="R-1")
    hub.send("reviews.csv", support.csv_bytes(HELD_ELSEWHERE))
    before = hub.everything()
    assert hub.send("reviews.csv", support.csv_bytes(HELD_ELSEWHERE)).total("loaded") == 0
    assert hub.everything() == before


def test_a_rebuild_takes_files_and_entries_in_the_order_in_which_they_came(hub):
    enter(hub, "review", review_ref="R-1")
    hub.today = "2026-01-16"
    hub.send("reviews.csv", support.csv_bytes(HELD_ELSEWHERE))
    enter(hub, "decision", agreement="A-2")
    enter(hub, "approval", agreement="A-2", decision_ref="J-2")
    enter(hub, "settings", agreement=None)
    before = {name: rows for name, rows in hub.everything().items() if name != "state"}
    replay(hub.engine, hub.settings(), lambda *_: None)
    after = {name: rows for name, rows in hub.everything().items() if name != "state"}
    assert after == before
    assert hub.count(policy_version) == 1
    assert Journal(hub.engine, hub.settings()).findings() == (4, [])


def test_a_trace_leads_from_a_register_to_what_people_said(hub):
    enter(hub, "review", review_ref="R-1")
    with reading(hub.engine) as connection, reopener(Archive.of(hub.settings())) as opener:
        traced = Tracer(connection, opener).trace(["R-1"])
        told = "\n".join(lines(traced))
    assert "reviews R-1: from 15 January 2026, in force" in told
    assert "Journal, entry 1" in told
    assert "entry 1 Outcome: ‘continue’ → continue" in told


def test_entries_are_not_listed_among_files(hub):
    enter(hub, "acknowledge")
    store = Store(hub.engine, hub.settings())
    names = [load.name for load in ask(store, COMMAND_LINE, "files.loads", limit=100)]
    assert names[0] == "reviews.csv"
    assert not any("Journal" in name for name in names)
