"""How far an objective has come."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.domain.progress import is_reached, profile_at, progress, value_at
from tests.support.drawn_facts import Q1, Q2, Q3, Q4, objective

numbers = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda x: round(x, 2))


@given(numbers, numbers)
def test_progress_is_nothing_at_the_baseline_and_whole_at_the_target(baseline, target):
    assume(abs(target - baseline) > 0.01)
    way = "increase" if target > baseline else "decrease"
    found = objective(baseline=baseline, target=target, direction=way)
    assert progress(found, baseline) == 0
    assert is_reached(progress(found, target))


@given(numbers, numbers, numbers, numbers)
def test_a_better_value_is_never_less_progress(baseline, target, one, other):
    assume(abs(target - baseline) > 0.01)
    way = "increase" if target > baseline else "decrease"
    found = objective(baseline=baseline, target=target, direction=way)
    worse, better = sorted((one, other), reverse=way == "decrease")
    assert progress(found, worse) <= progress(found, better)


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "share"),
    [
        ("increase", 0, 80, 20, 0.25),
        ("increase", None, 80, 100, 1.25),
        ("increase", 20, 40, 10, -0.5),
        ("decrease", 40, 20, 30, 0.5),
        ("decrease", 40, 20, 50, -0.5),
        ("increase", 5, 5, 5, None),
        ("decrease", None, 5, 3, None),
        ("increase", 0, None, 3, None),
        ("increase", 0, 80, None, None),
    ],
)
def test_progress_worked_by_hand(direction, baseline, target, value, share):
    found = objective(direction=direction, baseline=baseline, target=target)
    assert progress(found, value) == share


def test_a_sum_adds_quarters_up_and_the_latest_is_the_newest_told():
    told = {Q1: 3.0, Q2: 4.0, Q4: 5.0}
    adding, newest = objective(adds_up="sum"), objective(adds_up="latest")
    assert [value_at(adding, told, q) for q in (Q1, Q2, Q3, Q4)] == [3, 7, 7, 12]
    assert [value_at(newest, told, q) for q in (Q1, Q2, Q3, Q4)] == [3, 4, 4, 5]
    assert value_at(adding, {}, Q4) is None


def test_a_profile_starts_with_the_agreement_and_stays_after_its_last_number():
    found = objective(profile="20;50;80")
    steps = [profile_at(found, Q2, q) for q in (Q1, Q2, Q3, Q4, Q4.next())]
    assert steps == [0, 0.2, 0.5, 0.8, 0.8]


def test_a_blank_profile_rises_in_even_steps_to_the_due_quarter():
    found = objective(profile=None, due_on=Q4.end)
    assert [profile_at(found, Q1, q) for q in (Q1, Q2, Q3, Q4)] == [0.25, 0.5, 0.75, 1.0]
