"""What a trial would have changed, in words; settings as people type them."""

from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.backtest.backtest import Backtest, Change, Rating
from dashboard.backtest.flag_quality import Quality, RuleQuality
from dashboard.backtest.trial import Trial
from dashboard.components.setting_words import setting_bounds, setting_title, setting_value
from dashboard.components.tables.backtests import answer, by_rule, changes_table, summary
from dashboard.components.tables.flag_quality import quality_table, verdict
from dashboard.kpis import KPIS
from dashboard.pages.backtest.view import tried_bars
from dashboard.policy.flag import Flag
from dashboard.policy.rule import Finding
from dashboard.rules import RULES
from data.adjustable import adjustable
from data.calendar import Quarter, between
from tests.support.drawn_facts import POLICY, START

KNOWN = adjustable(POLICY)
QUARTERS = between(Quarter(2024, 1), Quarter(2025, 4))


def change(was, would_be, rule="quality_below_standard", of="A-1", at=0, heavier=0) -> Change:
    flag = Flag(RULES[rule], Finding(would_be or was), of, "Band", "P-1", "Oakmoss", "Luton", START)
    return Change(QUARTERS[at], flag, was, would_be, heavier)


def tried(*changes, ratings=(), was=(0.6,), **typed) -> Backtest:
    typed = typed or {"quality_floor": 0.65}
    in_force = dict.fromkeys(typed, was)
    return Backtest(Trial(typed, QUARTERS), in_force, changes, tuple(ratings))


RAISED, LOST = change("clear", "raised"), change("raised", "not_computable")
KEPT = change("raised", "raised", of="A-2", at=3)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            [RAISED] * 3 + [KEPT] * 11,
            "With 65% instead of 60%, 3 more flags would have been raised over eight quarters, "
            "none lost, 11 kept.",
        ),
        ([RAISED, LOST], "1 more flag would have been raised over eight quarters, 1 lost, none"),
        ([LOST, LOST], "2 flags would have been lost over eight quarters, none raised, none kept."),
        ([], "no flag would have been raised or lost over eight quarters, none kept."),
        ([replace(KEPT, heavier=1), KEPT], "2 kept (1 graver)."),
        ([replace(KEPT, heavier=-1), replace(KEPT, heavier=1)], "2 kept (1 graver and 1 milder)."),
        ([change("clear", "not_computable")], "no flag would have been raised or lost"),
    ],
)
def test_the_answer_counts_what_is_raised_lost_and_kept(changes, said):
    assert said in answer(tried(*changes), KNOWN)


def test_the_answer_names_every_value_that_was_in_force():
    assert answer(tried(RAISED, was=(0.5, 0.6)), KNOWN).startswith(
        "With 65% instead of 50% and 60%"
    )
    assert answer(tried(KEPT, was=(0.65,)), KNOWN).startswith("This is in force already")


def rating(was, would_be) -> Rating:
    return Rating(QUARTERS[0], KPIS["attendance_rate"], "Luton", was, would_be)


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        ([("green", "amber")], "With 90% instead of 85%, 1 rating would no longer meet the target"),
        (
            [("amber", "green"), ("green", "red"), ("green", "red"), ("red", "amber")],
            "1 rating would newly meet the target, 2 ratings would no longer meet it and 1 rating "
            "would change without meeting it before or after over eight quarters.",
        ),
        ([], "no measure would be rated otherwise over eight quarters."),
    ],
)
def test_the_answer_counts_ratings(ratings, said):
    found = tried(
        ratings=[rating(*pair) for pair in ratings],
        was=(0.85,),
        **{"target.attendance_rate": 0.9},
    )
    assert said in answer(found, KNOWN)


def test_the_tables_say_what_was_and_would_be():
    found = tried(RAISED, LOST, replace(KEPT, heavier=1))
    table = changes_table(found.having("raised", "lost", "kept"), "All")
    assert [row[-2:] for row in table.rows] == [
        ("Clear", "Raised"),
        ("Raised", "Not possible to say"),
        ("Raised", "Raised, graver"),
    ]
    assert by_rule(found).rows == [("Quality below standard", 1, 1, 0, 1)]
    assert summary(found) == (
        "Raised: 1, of 1 agreement. Lost: 1, of 1 agreement. Kept: 1, of 1 agreement."
    )


def test_bars_stand_for_what_is_kept_and_raised_and_hang_for_what_is_lost():
    figure = tried_bars(tried(RAISED, RAISED, LOST, KEPT))
    go.Figure(figure)
    kept, raised, lost = (trace["y"] for trace in figure["data"])
    assert (raised, lost) == ([2, *[0] * 7], [-1, *[0] * 7])
    assert kept == [0, 0, 0, 1, 0, 0, 0, 0]
    said = [(note["x"], note["text"]) for note in figure["layout"]["annotations"][1:]]
    assert said == [(0, "+2"), (0, "−1")]
    go.Figure(tried_bars(tried()))


@pytest.mark.parametrize("setting", KNOWN.values(), ids=lambda one: one.name)
def test_a_settings_value_is_said_as_it_may_be_typed(setting):
    said = setting_value(setting, setting.get(POLICY)).removesuffix("s")
    typed = said.removesuffix(" day").removesuffix(" point")
    assert setting.read(typed) == setting.get(POLICY)
    assert not setting_title(setting).endswith(".")


def test_settings_in_words():
    assert (
        setting_title(KNOWN["target.attendance_rate"])
        == "The target of ‘Attendance’ for an academic year"
    )
    assert setting_value(KNOWN["quality_floor"], 0.655) == "65.5%"
    assert (
        setting_value(KNOWN["quotes.luton"], [[0, 1], [2_500_000, 3]])
        == "1 from £0; 3 from £25,000"
    )
    assert setting_bounds(KNOWN["review_due_days"], POLICY) == "from 1 day to 365 days"
    assert setting_bounds(KNOWN["spending_profile"], POLICY) == ""


def quality(**counts) -> Quality:
    named = dict.fromkeys(("acted_on", "dismissed", "cleared_by_itself", "still_standing"), 0)
    rows = [
        RuleQuality(RULES[key], **named | told, is_noisy=key == "spend_off_profile")
        for key, told in counts.items()
    ]
    return Quality(QUARTERS, tuple(rows))


def test_noisy_rules_are_named():
    found = quality(
        spend_off_profile={"cleared_by_itself": 5, "acted_on": 1}, return_overdue={"acted_on": 2}
    )
    assert verdict(found, POLICY) == (
        "8 flags went up over eight quarters; one rule is noisy: ‘Spending off profile’."
    )
    assert quality_table(found).rows == [
        ("Spending off profile", 6, 1, 0, 5, 0, 5 / 6, "Noisy"),
        ("Return overdue", 2, 2, 0, 0, 0, 0.0, None),
    ]


def test_where_no_rule_is_noisy_no_column_says_so_but_the_sentence_says_from_when_on_one_is():
    found = quality(return_overdue={"acted_on": 2})
    assert verdict(found, POLICY) == (
        "2 flags went up over eight quarters; no rule is noisy, which it can be from 5 flags on."
    )
    table = quality_table(found)
    assert [column.title for column in table.columns][-1] == "Came to nothing"
    assert table.rows == [("Return overdue", 2, 2, 0, 0, 0, 0.0)]


def test_rules_that_raised_nothing_stand_in_no_table():
    found = quality(return_overdue={})
    assert verdict(found, POLICY) == "No flag was raised over eight quarters."
    assert quality_table(found).rows == []
