"""Green, amber, red and grey, at their edges."""

from dataclasses import replace

import pytest

from dashboard.domain.selection import Selection
from dashboard.kpis import KPIS
from dashboard.measures.rag import rag, target_for
from data.calendar import Quarter
from data.policies import policies

POLICY = policies()[0]


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.75, "green"), (0.7499, "amber"), (0.675, "amber"), (0.6749, "red"), (None, "grey")],
)
def test_amber_is_short_of_the_target_by_at_most_a_tenth_of_it(value, word):
    assert rag(KPIS["satisfaction_positive"], value, 0.75, 100, POLICY) == word


@pytest.mark.parametrize(
    ("value", "spent", "equity"),
    [
        (1.0, "green", "green"),
        (1.1, "green", "green"),
        (1.15, "amber", "green"),
        (1.3, "red", "green"),
        (0.9, "green", "green"),
        (0.89, "amber", "amber"),
        (0.79, "red", "red"),
    ],
)
def test_where_one_is_best_both_sides_count_and_more_equity_is_fine(value, spent, equity):
    assert rag(KPIS["grant_spent"], value, 1.0, None, POLICY) == spent
    assert rag(KPIS["fsm_equity"], value, 1.0, 100, POLICY) == equity


def test_few_answers_or_no_target_are_grey():
    kpi = KPIS["satisfaction_positive"]
    assert rag(kpi, 0.9, 0.75, 14, POLICY) == "grey"
    assert rag(kpi, 0.9, 0.75, 15, POLICY) == "green"
    assert rag(kpi, 0.9, None, 100, POLICY) == "grey"


@pytest.mark.parametrize(
    ("number", "span", "share"),
    [
        (1, "quarter", 0.65),
        (4, "quarter", 0.55),
        (2, "to-date", 0.80),
        (4, "to-date", 1.0),
        (2, "year", 1.0),
    ],
)
def test_a_profiled_target_is_what_the_span_is_due(number, span, share):
    selection = Selection(Quarter(2025, number), span)
    assert target_for(KPIS["schools_engaged"], selection, POLICY) == pytest.approx(0.87 * share)


def test_continuation_builds_up_from_september_whatever_the_span():
    selection = Selection(Quarter(2025, 2), "quarter")
    assert target_for(KPIS["continuation"], selection, POLICY) == pytest.approx(0.28 * 0.80)


def test_a_target_without_profile_holds_for_every_span_and_a_plain_count_has_none():
    selection = Selection(Quarter(2025, 2))
    assert target_for(KPIS["attendance_rate"], selection, POLICY) == 0.85
    with_target = replace(POLICY, targets={**POLICY.targets, "active_partners": object()})
    assert target_for(KPIS["active_partners"], selection, with_target) is None


def test_what_builds_up_has_no_target_for_a_part_of_what_an_area_does():
    part = Selection(Quarter(2025, 2), activity="ensemble")
    assert target_for(KPIS["schools_engaged"], part, POLICY) is None
    assert target_for(KPIS["attendance_rate"], part, POLICY) == 0.85
