"""An agreement that moves, or a partner that joins another, keeps its children."""

from functools import partial

import pytest
from sqlalchemy import select

from data.warehouse.tables import fact_learning, waiting
from etl.load.rebuild import replay
from tests import support
from tests.support import moved_hub as drawn
from tests.support.drawn_sheets import Hub
from tests.support.empty_warehouse import empty_warehouse
from tests.support.prepared_hub import copied, prepared

Q1, Q2, Q3 = drawn.DAYS


def fill(hub: Hub) -> Hub:
    hub.today = "2026-12-01"
    hub.send("partners.csv", drawn.partners())
    hub.send("agreements.csv", drawn.agreements())
    return hub


@pytest.fixture(scope="module")
def registers(tmp_path_factory):
    return prepared(tmp_path_factory.mktemp("registers"), fill)


@pytest.fixture
def hub(registers, tmp_path):
    hub = copied(registers, tmp_path)
    hub.today = "2026-12-01"
    return hub


def queries(report) -> list[tuple]:
    return [(p.rule, p.cell) for p in report.problems if p.severity == "query"]


def errors(report) -> list[tuple]:
    return [(p.rule, p.cell) for p in report.problems if p.severity == "error"]


def moved(hub, name="moved.csv", **said) -> list[tuple]:
    return queries(hub.send(name, drawn.agreements(**said)))


def test_a_move_of_which_nothing_is_said_is_asked_about_and_doubles_nobody(engine, tmp_path):
    hub = fill(Hub(engine, tmp_path))
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a", "b"))
    report = hub.send("moved.csv", drawn.agreements(T_1="P-3"))
    assert (report.status, queries(report)) == ("loaded", [("moved_unsaid", "B2")])
    assert "T-1 was with P-1 so far" in report.problems[0].message
    hub.send("q2.xlsx", drawn.returned("T-1", Q2, "a", "b", "c"))
    assert drawn.children(hub) == 3


def test_it_is_asked_about_again_until_the_agreement_says_from_whom_it_moved(hub):
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a"))
    assert moved(hub, T_1="P-3") == [("moved_unsaid", "B2")]
    assert moved(hub, "again.csv", T_1="P-3", T_2="P-2") == [
        ("moved_unsaid", "B2"),
        ("moved_unsaid", "B3"),
    ]
    assert moved(hub, "said.csv", T_1="P-3 P-1", T_2="P-1") == []
    assert moved(hub, "forgotten.csv", T_1="P-3", T_2="P-1") == []


def test_it_is_asked_about_until_the_partner_says_whom_it_succeeds(hub):
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a"))
    hub.send("succeeds.csv", drawn.partners(P_3="P-1"))
    assert moved(hub, T_1="P-3") == []


@pytest.mark.parametrize("said", ["P-3", "P-3 P-1"], ids=["unsaid", "said"])
def test_children_count_once_whichever_of_return_and_register_comes_first(hub, said):
    moved(hub, T_1=said)
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a", "b"))
    hub.send("q2.xlsx", drawn.returned("T-1", Q2, "a", "b"))
    moved(hub, "later.csv", T_1="P-3 P-1")
    hub.send("q3.xlsx", drawn.returned("T-1", Q3, "a", "b"))
    assert drawn.children(hub) == 2


def test_children_of_the_partner_before_are_the_same_in_all_that_was_its_own(hub):
    hub.send("t2.xlsx", drawn.returned("T-2", Q1, "a", "b"))
    moved(hub, T_1="P-3 P-1")
    hub.send("t1.xlsx", drawn.returned("T-1", Q1, "a", "b"))
    assert drawn.children(hub) == 2


def test_equal_refs_in_other_agreements_of_the_successor_are_other_children(hub):
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a", "b"))
    hub.send("succeeds.csv", drawn.partners(P_3="P-1"))
    moved(hub, T_1="P-3 P-1")
    hub.send("q2.xlsx", drawn.returned("T-1", Q2, "a", "b"))
    hub.send("own.xlsx", drawn.returned("T-3", Q2, "a", "b"))
    assert drawn.children(hub, "T-1") == 2
    assert drawn.children(hub) == 4


def test_participants_of_the_partner_before_are_known_to_the_one_after(hub):
    hub.send("t2.xlsx", drawn.returned("T-2", Q1, "a", "b"))
    moved(hub, T_1="P-3 P-1")
    alone = drawn.returned("T-1", Q2, "a", "b", are_named=False)
    assert hub.send("q2.xlsx", alone).status == "loaded"


def test_a_return_that_waited_for_participants_loads_once_the_move_is_said(hub):
    hub.send("t2.xlsx", drawn.returned("T-2", Q1, "a"))
    moved(hub, T_1="P-3")
    alone = drawn.returned("T-1", Q2, "a", are_named=False)
    assert errors(hub.send("q2.xlsx", alone)) == [("unknown_participant", "E2")]
    moved(hub, "said.csv", T_1="P-3 P-1")
    assert drawn.children(hub, "T-1") == 1


def test_a_return_that_waited_for_participants_of_a_moved_agreement_loads_with_them(hub):
    moved(hub, T_1="P-3 P-1")
    alone = drawn.returned("T-1", Q2, "a", are_named=False)
    assert errors(hub.send("q2.xlsx", alone)) == [("unknown_participant", "E2")]
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a"))
    assert drawn.children(hub, "T-1") == 1
    assert hub.count(waiting) == 0


def test_an_agreement_moves_on_from_one_partner_to_the_next(hub):
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a"))
    assert moved(hub, "b.csv", T_1="P-2 P-1") == []
    hub.send("q2.xlsx", drawn.returned("T-1", Q2, "a"))
    assert moved(hub, "stale.csv", T_1="P-3 P-1") == [("moved_unsaid", "B2")]
    assert moved(hub, "c.csv", T_1="P-3 P-2") == []
    hub.send("q3.xlsx", drawn.returned("T-1", Q3, "a"))
    assert drawn.children(hub) == 1


def test_partners_succeed_one_another_in_a_chain(hub):
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a"))
    hub.send("succeeds.csv", drawn.partners(P_3="P-2", P_2="P-1"))
    assert moved(hub, T_1="P-3") == []
    hub.send("q2.xlsx", drawn.returned("T-1", Q2, "a"))
    assert drawn.children(hub) == 1


def test_an_agreement_that_goes_back_is_not_asked_about(hub):
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a"))
    moved(hub, T_1="P-3")
    assert moved(hub, "back.csv", T_1="P-1") == []
    hub.send("q2.xlsx", drawn.returned("T-1", Q2, "a"))
    assert drawn.children(hub) == 1


def test_a_code_put_right_before_anything_came_is_asked_about_once(hub):
    assert moved(hub, T_1="P-3") == [("moved_unsaid", "B2")]
    hub.send("own.xlsx", drawn.returned("T-3", Q1, "a"))
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a"))
    assert drawn.children(hub) == 1
    assert moved(hub, "again.csv", T_1="P-3", T_2="P-1 P-2") == []


def test_a_score_after_the_move_is_matched_with_one_before_it(hub):
    score = "Participant ref | Domain | Measure | Stage | Score | Out of\n"
    before = score + "a | musical | Rhythm | before | 2 | 5"
    after = score + "a | musical | Rhythm | after | 4 | 5"
    names = "Participant ref | Key stage\na | KS2"
    form = partial(support.form, "T-1")
    first = support.workbook(Return=form(Q1), Participants=names, Learning=before)
    hub.send("q1.xlsx", first)
    moved(hub, T_1="P-3 P-1")
    assert hub.send("q2.xlsx", support.workbook(Return=form(Q2), Learning=after)).problems == ()
    scored = select(fact_learning.c.participant_id).distinct()
    assert len(hub.rows(scored)) == 1


def test_a_rebuild_gives_the_same_children_and_asks_the_same(hub):
    hub.send("q1.xlsx", drawn.returned("T-1", Q1, "a", "b"))
    moved(hub, T_1="P-3")
    hub.send("q2.xlsx", drawn.returned("T-1", Q2, "a", "b", "c"))
    moved(hub, "said.csv", T_1="P-3 P-1", T_2="P-3")
    hub.send("t2.xlsx", drawn.returned("T-2", Q2, "a"))
    before = hub.everything()
    replay(hub.engine, hub.settings(), lambda *_: None)
    after = hub.everything()
    assert {name for name in before if after[name] != before[name]} == {"state"}


# -- What is refused ---------------------------------------------------------------------------


def test_an_agreement_does_not_move_from_the_partner_that_it_is_with(hub):
    report = hub.send("self.csv", drawn.agreements(T_1="P-1 p-1"))
    assert errors(report) == [("moved_from_itself", "M2")]


def test_a_partner_before_whom_no_register_knows_is_refused(hub):
    assert errors(hub.send("a.csv", drawn.agreements(T_1="P-3 P-9"))) == [("unknown_partner", "M2")]
    assert errors(hub.send("p.csv", drawn.partners(P_3="P-9"))) == [("unknown_partner", "G4")]


def test_partners_of_one_file_may_follow_one_another(tmp_path):
    hub = Hub(empty_warehouse(tmp_path / "warehouse.db"), tmp_path)
    report = hub.send("partners.csv", drawn.partners(P_1="P-3"))
    assert (report.status, report.problems) == ("loaded", ())


@pytest.mark.parametrize(
    ("succeeds", "cells"),
    [
        ({"P_1": "P-1"}, ["G2"]),
        ({"P_1": "P-3", "P_3": "P-1"}, ["G2", "G4"]),
        ({"P_1": "P-2", "P_2": "P-3", "P_3": "P-1"}, ["G2", "G3", "G4"]),
    ],
    ids=["itself", "each other", "three"],
)
def test_partners_do_not_succeed_one_another_in_a_circle(hub, succeeds, cells):
    report = hub.send("circle.csv", drawn.partners(**succeeds))
    assert errors(report) == [("succession_circle", cell) for cell in cells]
    assert report.problems[0].message.startswith("By this row P-1 would succeed itself: P-1 ")


def test_a_circle_with_what_stands_is_refused_and_turning_round_is_not(hub):
    hub.send("one.csv", drawn.partners(P_3="P-1"))
    row = drawn.partners(P_1="P-3").decode().splitlines()
    alone = "\n".join([row[0], row[1]]).encode()
    assert errors(hub.send("alone.csv", alone)) == [("succession_circle", "G2")]
    assert errors(hub.send("round.csv", drawn.partners(P_1="P-3"))) == []
