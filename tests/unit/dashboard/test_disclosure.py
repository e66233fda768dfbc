"""Small numbers stay hidden, whatever comes in."""

from collections import defaultdict

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.kpis import KPIS
from dashboard.measures.disclosure import coarsened, disclose, distribution, rounded
from dashboard.views.impact import SCORES
from data.policies import policies

POLICY = policies()[0]
CHILD_SHARE = KPIS["continuation"]
counts = st.integers(min_value=0, max_value=2_000)


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
    shown = disclose(CHILD_SHARE, part, part + rest, POLICY)
    few = any(1 <= count <= 5 for count in (part, rest, part + rest))
    assert shown.suppressed == few
    if not few:
        assert shown.numerator % 5 == shown.denominator % 5 == 0
        assert 0 <= shown.numerator <= shown.denominator


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
        if disclose(CHILD_SHARE, a, a + b, POLICY)
        == disclose(CHILD_SHARE, part, part + rest, POLICY)
    ]
    assert len(alike) > 1 or part == rest == 0


@pytest.mark.parametrize(("answers", "suppressed"), [(0, False), (5, True), (6, False)])
def test_answers_are_exact_except_over_a_very_small_base(answers, suppressed):
    shown = disclose(KPIS["satisfaction_positive"], min(answers, 4), answers, POLICY)
    assert shown.suppressed == suppressed
    assert shown.denominator == (None if suppressed else answers)


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
        shown = disclose(KPIS[key], 40, 48, POLICY, people=[children])
        assert shown.suppressed == suppressed


def test_schools_partners_and_pounds_are_not_suppressed():
    assert disclose(KPIS["schools_engaged"], 1, 3, POLICY).numerator == 1
    assert disclose(KPIS["leverage"], 3, 4, POLICY).denominator == 4


def test_every_kpi_that_counts_children_says_so():
    named = {
        kpi.key
        for kpi in KPIS.values()
        for name in (kpi.numerator, kpi.denominator)
        if name and any(word in name for word in ("children", "pairs", "whole_class"))
    }
    assert named == {kpi.key for kpi in KPIS.values() if kpi.counts_children}


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
