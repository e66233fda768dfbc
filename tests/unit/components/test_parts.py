"""Cards, tables and states: data in, components out."""

import json
from dataclasses import replace

import pytest

from dashboard.components import page_parts
from dashboard.components.cards.kpi_card import kpi_card
from dashboard.components.charts.inline import distribution, sparkline
from dashboard.components.reading_words import rag
from dashboard.components.tables.table import Absent, Column, Table, shown_table
from dashboard.domain.count import noise_under
from dashboard.domain.selection import Selection
from dashboard.measures.accuracy import usual_error, worst_error
from dashboard.measures.kpi import Beside, Coverage
from dashboard.pages.methods.view import about_disclosure
from dashboard.views.readings import Compared
from data.calendar import Quarter
from data.policies import policies
from tests.support.drawn_facts import POLICY
from tests.support.small_hub import words
from tests.unit.components.test_words import reading


def drawn(component) -> dict:
    return json.loads(json.dumps(component, default=lambda part: part.to_plotly_json()))


def card(now, line=()) -> str:
    return words(
        drawn(kpi_card(Compared(now, reading(value=0.7), reading(value=0.77)), POLICY, line))
    )


def test_a_card_shows_value_word_comparison_target_and_coverage():
    said = card(reading())
    for part in (
        "Attendance",
        "80%",
        "Target met",
        "Target 85%",
        "Up 3 points on 2024/25 Q4 (77%)",
        "27 of 31 returns received",
    ):
        assert part in said


def test_a_card_opens_to_its_definition_division_and_source():
    said = card(reading())
    assert reading().kpi.sentence in said
    assert "80 (places attended) ÷ 100 (places on registers)" in said
    assert "Monitoring and Reporting" in said
    assert "Follow it to the returns" in said


def test_a_card_of_an_unfinished_quarter_compares_nothing_and_says_it_is_provisional():
    said = card(replace(reading(), rag="grey", note="Not rated: returns are not due yet."))
    assert "Too early to compare with 2024/25 Q4" in said
    assert "27 of 31 returns received · provisional" in said
    assert "Up 3 points" not in said


@pytest.mark.parametrize(
    ("state", "symbol", "word"),
    [
        ("missing", "x", "Not available"),
        ("suppressed", "c", "Suppressed"),
        ("not_applicable", "z", "Not applicable"),
    ],
)
def test_missing_suppressed_and_not_applicable_look_different(state, symbol, word):
    none = {"numerator": None, "denominator": None}
    said = card(reading(value=None, state=state, rag="grey", **none))
    assert f"{symbol}  {word}" in said


def test_what_stands_beside_says_whether_it_is_missing():
    counts = (Beside("lower", None, "missing"), Beside("higher", 0, "ok"))
    assert "lower: not available; higher: 0" in card(reading(beside=counts))


def test_methods_say_how_counts_are_shown_as_the_code_does_it():
    policy = replace(policies()[0], largest_noise=4, least_shown=5, smallest_base=20)
    said = words(drawn(about_disclosure(policy)))
    assert "by 4 at most" in said
    assert "always as 0 or as 5 or more" in said
    assert "suppressed over fewer than 20 people or answers" in said
    worst, usual = (error(noise_under(policy), 20) for error in (worst_error, usual_error))
    assert (
        f"{100 * usual:.1f} points out as a rule and {100 * worst:.1f} points at the very worst"
        in said
    )


def test_a_true_zero_is_a_number():
    assert "0%" in card(reading(value=0.0, rag="red"))


OPEN = "Not rated: the period's returns are not due yet."


def test_a_figure_that_is_not_rated_yet_says_when_its_returns_are_due():
    said = card(reading(rag="grey", note=OPEN))
    assert "Why not rated" in said
    assert "Returns are due on 28 September 2026" in said
    assert "Why no figure" not in said
    assert "too few children or answers" in card(reading(rag="grey"))
    assert "Why not rated" not in card(reading())


@pytest.mark.parametrize(("span", "is_said"), [("quarter", 1), ("to-date", 0), ("year", 0)])
def test_a_quarter_is_compared_with_the_one_before_and_a_year_is_not(span, is_said):
    now = reading(selection=Selection(Quarter(2025, 4), span=span))
    assert card(now).count("Quarter before") == is_said


@pytest.mark.parametrize(
    ("seen", "word"),
    [
        (reading(rag="red"), "Short of target"),
        (reading(rag="grey", target=None), "No target set"),
        (reading(rag="grey"), "Too few to judge"),
        (reading(rag="grey", note=OPEN), "Not rated yet"),
        (reading(rag="grey", note=OPEN, target=None), "No target set"),
        (reading(rag="grey", state="missing", value=None), "No data to judge"),
    ],
)
def test_a_rag_mark_is_a_word_too(seen, word):
    assert drawn(rag(seen))["props"]["children"] == word


def test_nothing_due_is_no_failure_of_coverage():
    assert "No return is due" in card(reading(coverage=Coverage(0, 0)))


def test_a_sparkline_needs_two_figures_and_keeps_its_gaps():
    gap = reading(value=None, state="missing")
    assert sparkline([reading(), gap]) is None
    line = drawn(sparkline([reading(value=v) for v in (0.1, 0.4)] + [gap] + [reading()] * 2))
    assert line["props"]["children"][0]["props"]["style"]["maskImage"].count("%3Cpath") == 2


TABLE = Table(
    "Money by area",
    (Column("Area"), Column("Paid", "pence"), Column("Share", "share")),
    [("Luton", 120000, 0.25), ("Hub", Absent("suppressed"), None), ("All", 120000, 1)],
    totals=frozenset({2}),
    links={0: "/partner/P-1"},
)


def test_a_table_aligns_numbers_and_names_what_is_absent():
    table = drawn(shown_table(TABLE))
    said = words(table)
    assert "£1,200" in said
    assert "Suppressed" in said
    text = json.dumps(table)
    assert text.count('"scope": "row"') == 3
    assert text.count('"scope": "col"') == 3
    assert '"className": "total"' in text
    assert '"href": "/partner/P-1"' in text


def test_a_distribution_says_its_parts():
    assert "Late: 1 (25%)" in words(
        drawn(distribution([("On time", 3, "green"), ("Late", 1, "red")]))
    )


def test_states_say_what_to_do_next():
    said = words(drawn(page_parts.unknown("There is no area ‘x’.", "luton", "?area=luton")))
    assert "Did you mean luton?" in said
    assert "python -m etl load" in words(drawn(page_parts.no_data()))
