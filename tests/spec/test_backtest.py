"""A changed setting tried on past quarters: which flags it raises, loses and keeps."""

from datetime import date

import pytest

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.pages.backtest import query
from tests.support import rows_by_heading
from tests.support.sessions import ask

TODAY = date(2027, 6, 1)
LAST = ("2025/26 Q1", "2025/26 Q4")
POSITIVE = """
    quarter    | A-1 | A-2 | A-3
    2024/25 Q1 | 16  | 12  | 20
    2024/25 Q2 | 16  | 12  | 20
    2024/25 Q3 | 16  | 12  | 13
    2024/25 Q4 | 20  | 12  | 13
    2025/26 Q1 | 16  | 20  | 20
    2025/26 Q2 | 16  | 20  | 20
    2025/26 Q3 | 15  | 12  | 20
    2025/26 Q4 | 15  | 12  | 20
"""
ANSWERS = {"A-1": 25, "A-2": 25, "A-3": 20}
AREAS = {"A-1": "Luton", "A-2": "Bedford", "A-3": "Luton"}


@pytest.fixture
def pleased(hub):
    """Three agreements of two years; the table says how many of their answers were positive."""
    for code, area in AREAS.items():
        days = {"starts_on": date(2024, 9, 1), "ends_on": date(2027, 8, 31)}
        hub.agreement(code, area=area, **days)
    for row in rows_by_heading(POSITIVE):
        for code, answers in ANSWERS.items():
            low = answers - row[code]
            said = f"score | times\n5 | {row[code]}\n1 | {low}"
            hub.returned(code, row["quarter"], satisfaction=said)
    return hub


def tried(hub, first="2024/25 Q1", last="2025/26 Q4", viewer=COMMAND_LINE, area=None, **typed):
    with hub.store(TODAY).open(viewer) as session:
        return query.backtest(session, query.trial(session, typed, first, last), area)


def changes(found) -> list[dict]:
    return [
        {"quarter": str(one.quarter), "of": one.flag.agreement_code, "outcome": one.outcome}
        for one in found.changes
    ]


def test_a_higher_floor_over_two_years(pleased):
    found = tried(pleased, quality_floor="0.65")
    assert changes(found) == rows_by_heading("""
        quarter    | of  | outcome
        2024/25 Q2 | A-1 | raised
        2024/25 Q2 | A-2 | kept
        2024/25 Q3 | A-1 | raised
        2024/25 Q3 | A-2 | kept
        2024/25 Q4 | A-2 | kept
        2025/26 Q2 | A-1 | raised
        2025/26 Q3 | A-1 | raised
        2025/26 Q4 | A-1 | raised
        2025/26 Q4 | A-2 | kept
    """)
    assert found.counted() == {"raised": 5, "lost": 0, "otherwise": 0, "kept": 4}
    assert found.in_force == {"quality_floor": (0.6,)}
    assert [rule.key for rule in found.rules] == ["quality_below_standard"]


def test_a_lower_floor_loses_what_was_raised(pleased):
    found = tried(pleased, quality_floor="48%")
    assert {(one.flag.agreement_code, one.was, one.would_be) for one in found.changes} == {
        ("A-2", "raised", "clear")
    }
    assert found.counted() == {"raised": 0, "lost": 4, "otherwise": 0, "kept": 0}


def test_what_can_no_longer_be_judged_is_told_apart_from_what_is_lost(pleased):
    found = tried(pleased, *LAST, quality_min_answers="25")
    assert found.counted() == {"raised": 0, "lost": 0, "otherwise": 4, "kept": 1}
    assert {(one.flag.agreement_code, one.was, one.would_be) for one in found.changes} == {
        ("A-2", "raised", "raised"),
        ("A-3", "clear", "not_computable"),
    }


def test_several_settings_are_tried_together(pleased):
    found = tried(pleased, quality_floor="0.65", quality_quarters="1")
    assert found.counted() == {"raised": 9, "lost": 0, "otherwise": 1, "kept": 4}


def test_the_values_in_force_change_nothing(pleased):
    found = tried(pleased, quality_floor="0.6")
    assert found.counted() == {"raised": 0, "lost": 0, "otherwise": 0, "kept": 4}


def test_a_shorter_wait_after_the_end_judges_less(hub):
    hub.agreement(starts_on=date(2024, 9, 1), ends_on=date(2025, 12, 31))
    found = tried(hub, "2025/26 Q2", "2025/26 Q2", after_end_days="30")
    overdue = [one for one in found.changes if one.flag.rule.key == "return_overdue"]
    assert [(one.was, one.would_be, one.outcome) for one in overdue] == [("raised", None, "lost")]


def test_a_flag_that_is_only_graver_is_kept_and_says_so(hub):
    hub.agreement()
    found = tried(hub, "2025/26 Q2", "2025/26 Q3", returns_in_a_row="1")
    assert [(str(c.quarter), c.outcome, c.heavier) for c in found.changes] == [
        ("2025/26 Q2", "kept", 1),
        ("2025/26 Q3", "kept", 0),
    ]


def test_areas_and_the_hub_itself_are_judged_too(hub):
    hub.agreement()
    hub.need(priority=2)
    found = tried(hub, *LAST, need_priority="2")
    assert [(c.flag.agreement_code, c.flag.area, c.outcome) for c in found.changes] == [
        (None, "Luton", "raised")
    ] * 4


def test_a_lead_sees_the_flags_of_the_areas_that_are_theirs(pleased):
    lead = Viewer("lead", frozenset({"Luton"}))
    assert {c.flag.area for c in tried(pleased, viewer=lead, quality_floor="0.65").changes} == {
        "Luton"
    }


def test_one_area_may_be_chosen(pleased):
    found = tried(pleased, area="Bedford", quality_floor="0.65")
    assert found.counted() == {"raised": 0, "lost": 0, "otherwise": 0, "kept": 4}


def test_a_trial_leaves_no_trace(pleased):
    store = pleased.store(TODAY)
    before = ask(store, COMMAND_LINE, "judge.flags", date(2025, 3, 28))
    with store.open(COMMAND_LINE) as session:
        trial = query.trial(session, {"quality_floor": "0.9"}, "2024/25 Q1", "2025/26 Q4")
        query.backtest(session, trial)
    assert ask(store, COMMAND_LINE, "judge.flags", date(2025, 3, 28)) == before
    assert ask(store, COMMAND_LINE, "policy").rules["quality_floor"] == 0.6


# -- Ratings -------------------------------------------------------------------------------------


@pytest.fixture
def attended(hub):
    """87% attendance in Luton, 100% in Bedford, in one quarter."""
    for code, area, came in (("A-1", "Luton", 26), ("A-2", "Bedford", 30)):
        hub.agreement(code, area=area)
        missed = [f"m{n} | ensemble | 0" for n in range(30 - came)]
        table = [f"c{n} | ensemble | 1" for n in range(came)]
        rows = "\n".join(["child | activity | attended", *table, *missed])
        hub.returned(code, attendance=rows)
    return hub


def rated(found) -> set[tuple]:
    return {(one.kpi.key, one.area, one.was, one.would_be) for one in found.ratings}


def test_a_higher_target_says_which_readings_would_be_rated_otherwise(attended):
    quarter = ("2025/26 Q1", "2025/26 Q1")
    found = tried(attended, *quarter, **{"target.attendance_rate": "95%"})
    assert rated(found) == {
        ("attendance_rate", "Luton", "green", "amber"),
        ("attendance_rate", None, "green", "amber"),
    }
    assert (found.rules, found.changes) == ((), ())
    assert rated(tried(attended, *quarter, **{"target.attendance_rate": "0.86"})) == set()


def test_a_tolerance_moves_amber_and_red(attended):
    quarter = ("2025/26 Q1", "2025/26 Q1")
    strict = tried(attended, *quarter, **{"target.attendance_rate": "95%", "tolerance": "5%"})
    assert ("attendance_rate", "Luton", "green", "red") in rated(strict)
    assert ("attendance_rate", None, "green", "amber") in rated(strict)


def test_another_spending_profile_judges_and_rates_otherwise(hub):
    hub.agreement(value_pence=100_000_00)
    hub.allocation()
    hub.returned(spending="kind | category | pence\nspend | staff | 3000000")
    quarter = ("2025/26 Q1", "2025/26 Q1")
    found = tried(hub, *quarter, spending_profile="50;60;90;100")
    assert [(c.flag.rule.key, c.outcome) for c in found.changes] == [
        ("spend_off_profile", "raised")
    ]
    assert ("grant_spent", "Luton", "green", "red") in rated(found)


def test_ratings_are_read_in_one_area_too(attended):
    target = {"target.attendance_rate": "95%"}
    found = tried(attended, "2025/26 Q1", "2025/26 Q1", area="Luton", **target)
    assert rated(found) == {("attendance_rate", "Luton", "green", "amber")}
