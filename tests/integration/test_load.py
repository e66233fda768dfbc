"""Files in, facts out: on SQLite and on PostgreSQL."""

from datetime import date

import pytest
from sqlalchemy import select

from data.warehouse.tables import (
    dim_agreement,
    dim_partner,
    dim_return,
    fact_attendance,
    fact_headcount,
    fact_learning,
    fact_progress,
    fact_satisfaction,
    fact_spending,
    file,
    participant_detail,
)
from etl.load import load_file
from tests import support
from tests.support.drawn_sheets import Hub


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def test_every_row_of_a_return_becomes_a_fact(hub):
    told = hub.send("r.xlsx", support.whole_return())
    assert told.status == "loaded", told.problems
    assert hub.count(fact_progress) == 1
    assert hub.count(participant_detail) == 3
    assert hub.count(fact_attendance) == 3
    assert hub.count(fact_headcount) == 1
    assert hub.count(fact_satisfaction) == 2
    assert hub.count(fact_learning) == 2
    amounts = select(fact_spending.c.amount_pence).order_by(fact_spending.c.row_number)
    assert hub.rows(amounts) == [(125_000,), (-5_000,), (9_950,)]


def test_rows_in_are_loaded_or_unchanged_or_rejected_or_set_aside(hub):
    told = hub.send("r.xlsx", support.whole_return())
    assert {s.sheet: (s.rows, s.loaded, s.set_aside) for s in told.sheets} == {
        "Return": (2, 2, 0),
        "Progress": (2, 1, 1),
        "Participants": (4, 3, 1),
        "Attendance": (5, 4, 1),
        "Satisfaction": (3, 2, 1),
        "Learning": (3, 2, 1),
        "Spending": (4, 3, 1),
    }


def test_the_same_file_twice_changes_nothing(hub):
    hub.send("r.xlsx", data := support.whole_return())
    before = hub.everything()
    told = hub.send("again.xlsx", data)
    assert told.status == "duplicate"
    assert (told.total("loaded"), told.total("unchanged")) == (0, 17)
    assert hub.everything() == before


def test_a_resent_return_replaces_the_sheets_that_it_holds_and_no_others(hub):
    hub.send("r.xlsx", support.whole_return())
    told = hub.send(
        "r2.xlsx", support.workbook(Return=support.form(), Spending=support.FEWER_LINES)
    )
    spending = next(s for s in told.sheets if s.source == "spending")
    assert (spending.loaded, spending.unchanged) == (0, 2)
    in_force = dim_return.c.valid_to.is_(None)
    lines = select(fact_spending.c.line_ref).join(dim_return).where(in_force)
    assert sorted(hub.rows(lines)) == [("1",), ("2",)]
    assert hub.count(fact_spending) == 5, "history stays"
    assert hub.count(dim_return, in_force, dim_return.c.source == "attendance") == 1


def test_a_resent_return_that_says_the_same_leaves_the_earlier_one_standing(hub):
    hub.send("r.xlsx", support.whole_return())
    told = hub.send("r2.xlsx", support.whole_return(certified_by="Head of programme"))
    assert {s.sheet: s.loaded for s in told.sheets if s.loaded} == {"Return": 3}
    assert hub.count(dim_return, dim_return.c.source == "spending") == 1


def test_a_past_day_reads_the_return_that_stood_then(hub):
    hub.today = "2026-01-10"
    hub.send("r.xlsx", support.workbook(Return=support.form(), Spending=support.SPENDING))
    hub.today = "2026-01-20"
    hub.send("r2.xlsx", support.workbook(Return=support.form(), Spending=support.FEWER_LINES))
    days = select(dim_return.c.valid_from, dim_return.c.valid_to).where(
        dim_return.c.source == "spending"
    )
    assert hub.rows(days.order_by(dim_return.c.return_id)) == [
        (date(2026, 1, 10), date(2026, 1, 20)),
        (date(2026, 1, 20), None),
    ]


def test_of_two_returns_the_one_prepared_later_stands_whenever_it_arrives(hub):
    later = support.form(prepared_on=date(2026, 1, 12))
    earlier = support.form(prepared_on=date(2026, 1, 9))
    hub.send("later.xlsx", support.workbook(Return=later, Spending=support.SPENDING))
    hub.send("earlier.xlsx", support.workbook(Return=earlier, Spending=support.FEWER_LINES))
    stands = select(dim_return.c.prepared_on).where(
        dim_return.c.source == "spending", dim_return.c.valid_to.is_(None)
    )
    assert hub.rows(stands) == [(date(2026, 1, 12),)]


def test_history_is_received_on_the_day_on_which_it_was_prepared(hub):
    data = support.whole_return(prepared_on=date(2025, 12, 20))
    hub.send("r.xlsx", data, backfill=True)
    received = select(dim_return.c.received_on).distinct()
    assert hub.rows(received) == [(date(2025, 12, 20),)]


def test_a_return_of_an_unknown_agreement_is_kept_and_loads_once_it_is_registered(hub):
    told = hub.send(
        "r.xlsx", support.workbook(Return=support.form("A-9"), Spending=support.SPENDING)
    )
    assert told.status == "refused"
    new = support.AGREEMENTS.replace("A-2 ", "A-9 ")
    path = support.put(hub.folder, "new.csv", support.csv_bytes(new))
    told = hub.loader().load([path]).files
    assert [(f.name, f.status, f.tried_again) for f in told] == [
        ("new.csv", "loaded", False),
        ("r.xlsx", "loaded", True),
    ]
    assert hub.count(fact_spending) == 3


def test_a_register_row_supersedes_its_key_and_a_resent_one_is_unchanged(hub):
    changed = support.PARTNERS.replace("Thistledown   ", "Thistledown Trust")
    told = hub.send("partners2.csv", support.csv_bytes(changed))
    assert (told.total("loaded"), told.total("unchanged")) == (1, 1)
    names = select(dim_partner.c.name).where(dim_partner.c.valid_to.is_(None))
    assert sorted(hub.rows(names)) == [("Brassica Winds",), ("Thistledown Trust",)]
    assert hub.count(dim_partner) == 3


def test_codes_match_whatever_their_case_and_keep_their_first_spelling(hub):
    hub.send(
        "a.csv", support.csv_bytes(support.AGREEMENTS.replace("A-1 ", "a-1 ").replace("P-1", "p-1"))
    )
    codes = select(dim_agreement.c.agreement_code, dim_agreement.c.partner_code).distinct()
    assert sorted(hub.rows(codes)) == [("A-1", "P-1"), ("A-2", "P-2")]


def test_a_csv_carries_its_agreements_and_quarters_itself(hub):
    told = hub.send(
        "spending.csv",
        support.csv_bytes("""
            agreement_code | quarter    | Line | Kind  | Category | Amount
            A-1            | 2025/26 Q1 | 1    | spend | staff    | 10
            A-1            | 2025/26 Q2 | 1    | spend | staff    | 20
            A-2            | 2025/26 Q1 | 1    | spend | staff    | 30
        """),
    )
    assert told.status == "loaded", told.problems
    forms = select(dim_return.c.agreement_code, dim_return.c.quarter).where(
        dim_return.c.source == "return"
    )
    assert len(hub.rows(forms)) == 3, "each counts as a return that came"


def test_a_nil_return_counts_as_received(hub):
    told = hub.send("nil.xlsx", support.workbook(Return=support.form(nothing_to_report="yes")))
    assert told.status == "loaded"
    assert hub.count(dim_return, dim_return.c.is_nil) == 1


def test_a_child_left_out_stays_and_a_later_row_supersedes(hub):
    hub.send("r.xlsx", support.whole_return())
    later = support.PARTICIPANTS.replace("ks 2", "KS3").replace("c3 ", "c4 ")
    sheet = support.workbook(Return=support.form(quarter="2025/26 Q2"), Participants=later)
    told = hub.send("r2.xlsx", sheet)
    participants = next(s for s in told.sheets if s.source == "participants")
    assert (participants.loaded, participants.unchanged) == (2, 1)
    assert hub.count(participant_detail, participant_detail.c.valid_to.is_(None)) == 4


def test_no_pseudonym_reaches_the_warehouse(hub):
    hub.send("r.xlsx", support.whole_return())
    for name, rows in hub.everything().items():
        assert not any("'c1'" in row or "'r1'" in row for row in rows), name


def test_checking_says_the_same_and_writes_nothing(hub):
    path = support.put(hub.folder, "r.xlsx", support.whole_return())
    before = hub.everything()
    checked = hub.loader().check([path])
    assert hub.everything() == before
    loaded = hub.loader().load([path])
    assert checked.files[0] == loaded.files[0]


def test_a_fault_of_ours_leaves_only_the_word_that_the_file_came(hub, monkeypatch):
    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr(load_file, "refresh", fails)
    before = hub.everything()
    told = hub.send("r.xlsx", support.whole_return())
    assert (told.status, told.problems[0].rule) == ("refused", "program_fault")
    after = hub.everything()
    assert {n for n in after if after[n] != before[n]} == {"file", "attempt", "problem"}
    monkeypatch.undo()
    assert hub.send("r.xlsx", support.whole_return()).status == "loaded"


def test_a_file_refused_again_leaves_no_further_trace(hub):
    hub.send("bad.xlsx", b"nothing like a workbook")
    before = hub.everything()
    assert hub.send("bad.xlsx", b"nothing like a workbook").status == "refused"
    assert hub.everything() == before
    assert hub.count(file) == 4
