"""What is commissioned and what it is worth, in sentences, charts and tables."""

from dataclasses import replace
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.components.tables import commissioning
from dashboard.domain.facts import Partner
from dashboard.pages.commissioning import calls
from dashboard.pages.commissioning.view import agreements_table, needs_by_area
from dashboard.pages.value.costs import Dot, Strip, strip_chart
from dashboard.pages.value.quadrants import Lines, Point, quadrant_chart
from dashboard.pages.value.query import Assessed
from dashboard.pages.value.view import answer
from dashboard.policy.commissioning import Commissioned, NeedRow, Opportunity, mix_of
from tests.support.drawn_facts import agreement, need
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn
from tests.unit.components.test_words import reading

TODAY = date(2026, 1, 15)
CHOIR = Partner(partner_code="P-1", name="Choir", kind="charity", size="small")
PLANNED = Commissioned(agreement(route="planned", kind="contract"), CHOIR, is_own=False)
AD_HOC = Commissioned(agreement(route="ad hoc", kind="contract"), CHOIR, is_own=True)
NEED = need()


def said(component) -> str:
    return words(drawn(component))


def test_each_way_says_its_share_of_the_agreements_and_of_the_money():
    large = replace(AD_HOC, agreement=replace(AD_HOC.agreement, value_pence=3_000_000))
    told = said(commissioning.routes(mix_of([PLANNED, large])))
    assert "Planned, £10,000 (25% of the money): 1 (50% of the agreements)" in told
    assert "Ad hoc, £30,000 (75% of the money): 1 (50% of the agreements)" in told


def test_the_answer_counts_agreements_money_and_needs_without_an_answer():
    rows = [NeedRow(NEED, "schools", ()), NeedRow(NEED, "schools", (PLANNED,))]
    assert commissioning.answer(mix_of([PLANNED, AD_HOC]), rows) == (
        "2 agreements run, worth £20,000; 1 of them planned; 1 of 2 needs has no agreement."
    )
    assert "No agreement runs" in commissioning.answer(mix_of([]), [])


def test_a_partner_with_two_agreements_is_counted_once_and_its_money_twice():
    (charity, everyone) = commissioning.mix_table(mix_of([PLANNED, AD_HOC])).rows
    assert charity == ("Charity", 1, 1, 2, 20_000_00, 1.0)
    assert everyone == ("All", 1, 1, 2, 20_000_00, 1.0)


def test_a_need_that_nobody_answers_says_so():
    told = said(needs_by_area([NeedRow(NEED, "schools", ())]))
    assert "Nothing commissioned" in told
    assert "0 of 1 answered" in told
    assert "2 agreements of other areas" in said(needs_by_area([NeedRow(NEED, None, (), others=2)]))


def test_self_commissioned_agreements_are_marked_with_their_declaration():
    (_, row) = agreements_table([PLANNED, AD_HOC]).rows
    assert row[-1] == "Yes, no declaration recorded"
    declared = replace(AD_HOC.agreement, conflict_declared_on=date(2025, 7, 1))
    table = agreements_table([replace(AD_HOC, agreement=declared)])
    assert table.rows[0][-1] == "Yes, declared 1 July 2025"


def test_a_call_without_proposals_or_a_need_says_so():
    call = Opportunity("C-1", "Luton", "Play", None, None, None, None, (), ())
    told = said(calls.calls([call], TODAY))
    assert "No need is named." in told
    assert "No proposal has come." in told
    assert "to be decided" in told.lower()


def test_the_answer_of_value_says_what_a_pound_brings():
    made = Assessed("V-1", agreement(), "Choir", "award", TODAY, TODAY, {}, None, None)
    assert answer(reading("leverage", 0.3), [made], TODAY) == (
        "Each £1 of hub grant brought 30p of other income; 1 of 1 assessment due has been made."
    )
    assert "Nothing is known" in answer(reading("leverage", None, "missing"), [], TODAY)


def test_strips_and_quadrants_are_figures_that_plotly_accepts():
    go.Figure(strip_chart([Strip("Ensemble", [Dot("Choir", 300, "var(--luton)")], 280)], "pence"))
    figure = quadrant_chart([Point(1, "Choir", 300, 0.8, "var(--luton)")], Lines(280, 0.75))
    go.Figure(figure)
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < 280 < 300 < high


def test_a_name_is_said_as_it_was_typed_and_not_as_markup():
    dots = strip_chart([Strip("Ensemble", [Dot("<b>Choir", 300, "red")], 280)], "pence")
    points = quadrant_chart([Point(1, "<b>Choir", 300, 0.8, "red")], Lines(280, 0.75))
    assert dots["data"][0]["text"] == ["&lt;b&gt;Choir<br>£3"]
    assert points["data"][0]["customdata"] == ["1. &lt;b&gt;Choir<br>£3, 80%"]


@pytest.mark.parametrize(("benefit", "side"), [(0.95, "bottom"), (0.5, "top")])
def test_the_words_of_a_line_keep_away_from_those_of_the_corner(benefit, side):
    """Above the line where it lies low among the dots, and else below it."""
    figure = quadrant_chart([Point(1, "Choir", 300, benefit, "var(--luton)")], Lines(280, 0.75))
    (said,) = [one for one in figure["layout"]["annotations"] if "target" in one["text"]]
    assert said["yanchor"] == side
