"""Small numbers stay hidden, whatever comes in."""

from collections import defaultdict

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.kpis import KPIS
from dashboard.measures.disclosure import (
    coarsened,
    disclose,
    disclose_beside,
    distribution,
    rounded,
)
from dashboard.measures.quantities import QUANTITIES
from dashboard.views.impact import SCORES
from data.policies import policies

POLICY = policies()[0]
SCORES_GIVEN = tuple(QUANTITIES[f"answers_{score}"] for score in (1, 2, 3, 4, 5))
counts = st.integers(min_value=0, max_value=2_000)


def share_of_children(part: int, whole: int) -> tuple[int, int] | None:
    """What is shown of children who go on and of those who might."""
    numbers = {"continuing_children": part, "whole_class_last_year": whole}
    shown = disclose(KPIS["continuation"].parts, numbers, POLICY)
    return shown and tuple(shown.values())


@given(counts)
def test_a_count_of_children_is_zero_hidden_or_a_multiple_of_five(count):
    shown = rounded(count, POLICY)
    if 1 <= count <= 5:
        assert shown is None
    else:
        assert shown % 5 == 0
        assert abs(shown - count) <= 2
        assert (shown == 0) == (count == 0)


@given(counts, counts)
def test_a_share_of_children_never_rests_on_a_few(part, rest):
    shown = share_of_children(part, part + rest)
    few = any(1 <= count <= 5 for count in (part, rest, part + rest))
    assert (shown is None) == few
    if not few:
        numerator, denominator = shown
        assert numerator % 5 == denominator % 5 == 0
        assert 0 <= numerator <= denominator


@given(counts, counts)
def test_what_is_shown_fits_more_than_one_true_pair(part, rest):
    """Nobody can work a suppressed or rounded cell back to one child more or less.

    One pair stands alone: 5 of 10 can only be 6 of 12, of which neither part is small.
    """
    assume((part, rest) != (6, 6))
    alike = [
        (a, b)
        for a in range(max(part - 4, 0), part + 5)
        for b in range(max(rest - 4, 0), rest + 5)
        if share_of_children(a, a + b) == share_of_children(part, part + rest)
    ]
    assert len(alike) > 1 or part == rest == 0


@pytest.mark.parametrize(("answers", "suppressed"), [(0, False), (5, True), (6, False)])
def test_answers_are_exact_except_over_a_very_small_base(answers, suppressed):
    numbers = {"answers_positive": min(answers, 4), "answers": answers, "respondents": answers}
    shown = disclose(KPIS["satisfaction_positive"].parts, numbers, POLICY)
    assert shown == (None if suppressed else {name: numbers[name] for name in shown})


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5))
def test_a_score_that_few_gave_is_hidden_and_the_others_are_near_the_truth(counts):
    shown = distribution(counts, POLICY)
    few = [count for count in counts if 1 <= count <= 5]
    if not few:
        assert shown == counts
        return
    for count, value in zip(counts, shown, strict=True):
        if count in few or count == 0:
            assert value == (None if count else 0)
        else:
            assert value is None or (value % 5 == 0 and abs(value - count) <= 7)


@pytest.mark.parametrize("total", range(6, 46))
def test_nobody_who_knows_the_total_and_the_method_works_out_a_hidden_score(total):
    """Every way in which three scores may add up to a total, by what is shown of them."""
    alike = defaultdict(list)
    for first in range(total + 1):
        for second in range(total + 1 - first):
            counts = (first, second, total - first - second)
            alike[tuple(distribution(counts, POLICY))].append(counts)
    for shown, possible in alike.items():
        for place, value in enumerate(shown):
            behind = {counts[place] for counts in possible}
            assert value is not None or len(behind) > 1 or total == 5 * shown.count(None)


@pytest.mark.parametrize(("children", "suppressed"), [(0, False), (1, True), (5, True), (6, False)])
def test_many_places_or_hours_of_few_children_are_hidden(children, suppressed):
    for key in ("attendance_rate", "contact_hours", "cost_per_contact_hour"):
        kpi = KPIS[key]
        numbers = dict.fromkeys(kpi.quantities, children) | {p.name: 48 for p in kpi.parts}
        assert (disclose(kpi.parts, numbers, POLICY) is None) == suppressed


def test_a_sum_over_people_of_whom_nobody_knows_how_many_they_are_is_hidden():
    hours = [QUANTITIES["headcount_hours"]]
    assert disclose(hours, {"headcount_hours": 40, "headcount": None}, POLICY) is None


def test_a_small_part_of_a_whole_is_shown_as_its_share_and_in_no_other_way():
    positive, everything = KPIS["satisfaction_positive"].parts
    numbers = {"answers_positive": 3, "answers": 40, "respondents": 40, "answers_5": 3}
    assert disclose([positive, everything], numbers, POLICY)
    assert disclose([positive], numbers, POLICY) is None
    assert disclose([everything, positive], numbers, POLICY) is None
    assert disclose([QUANTITIES["answers_5"], everything], numbers, POLICY) is None
    assert disclose([positive, QUANTITIES["respondents"]], numbers, POLICY) is None


@pytest.mark.parametrize("rest", [1, 5])
def test_what_a_division_leaves_over_is_a_count_too(rest):
    numbers = {"answers_5": 40 - rest, "answers": 40, "respondents": 40}
    assert disclose([QUANTITIES["answers_5"], QUANTITIES["answers"]], numbers, POLICY) is None
    reach = KPIS["whole_class_reach"].parts
    pupils = {"whole_class_children": 40 - rest, "pupils_registered": 40}
    assert disclose(reach, pupils, POLICY) is None
    measured = [reach[0], QUANTITIES["schools"], QUANTITIES["children"]]
    assert disclose(measured, pupils | {"schools": 9, "children": 40}, POLICY) is None


def test_scores_beside_are_exact_only_where_none_of_them_is_left_out():
    given = dict(zip((q.name for q in SCORES_GIVEN), (3, 6, 7, 8, 16), strict=True))
    numbers = given | {"respondents": 40}
    without_the_lowest = disclose_beside(SCORES_GIVEN[1:], 40, numbers, POLICY)
    assert list(without_the_lowest.values()) == [5, 5, 10, 15]
    numbers |= {"answers_1": 6}
    assert list(disclose_beside(SCORES_GIVEN, 43, numbers, POLICY).values()) == [6, 6, 7, 8, 16]


def test_scores_that_are_not_known_leave_the_others_hidden_where_few_gave_them():
    numbers = {"answers_1": 3, "people_asked": None, "respondents": 40}
    beside = [QUANTITIES["answers_1"], QUANTITIES["people_asked"]]
    shown = disclose_beside(beside, 3, numbers, POLICY)
    assert shown == {"answers_1": None, "people_asked": None}


def test_schools_partners_and_pounds_are_not_suppressed():
    schools = {"schools": 1, "schools_registered": 3}
    assert disclose(KPIS["schools_engaged"].parts, schools, POLICY) == schools
    pounds = {"income_pence": 3, "spent_pence": 4}
    assert disclose(KPIS["leverage"].parts, pounds, POLICY) == pounds


@given(st.lists(st.integers(min_value=0, max_value=60), min_size=5, max_size=5))
def test_no_part_of_a_distribution_is_small_and_none_is_told_where_all_groupings_are(answers):
    shown = coarsened(answers, SCORES, POLICY)
    if shown is None:
        return
    grouping = next(one for one in SCORES if one.keys() == shown.keys())
    for name, places in grouping.items():
        count = sum(answers[at] for at in places)
        assert not 1 <= count <= 5
        assert shown[name] % 5 == 0
        assert abs(shown[name] - count) <= 2
