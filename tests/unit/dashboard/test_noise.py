"""Noise: a count of people is shown a little too high or too low, by its records' own choice."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.count import Count, Noise, drawn, noise_under, origin_of
from dashboard.measures.accuracy import usual_error, worst_error
from data.policies import policies

NOISE = noise_under(policies()[0])
SECRET = b"an installation's own"
counts = st.integers(min_value=0, max_value=2_000)
keys = st.integers(min_value=0, max_value=2**64 - 1)


@pytest.mark.parametrize("number", range(40))
def test_the_table_is_unbiased_bounded_and_never_says_one_or_two(number):
    odds = NOISE.odds(number)
    assert sum(odds.values()) == pytest.approx(1)
    assert sum(shown * odd for shown, odd in odds.items()) == pytest.approx(number)
    assert all(abs(shown - number) <= NOISE.largest for shown in odds)
    assert not {1, 2} & odds.keys()


def test_a_true_zero_stays_and_is_not_the_only_one_that_reads_so():
    assert NOISE.odds(0) == {0: 1}
    assert [number for number in range(9) if 0 in NOISE.odds(number)] == [0, 1, 2, 3]


@pytest.mark.parametrize("shown", [*range(3, 12)])
def test_five_true_counts_at_least_may_stand_behind_what_is_shown(shown):
    assert sum(shown in NOISE.odds(number) for number in range(1, 20)) >= 5


def test_counts_that_are_large_enough_are_all_changed_alike():
    moves = [{s - n: odd for s, odd in NOISE.odds(n).items()} for n in (6, 7, 100, 5_000)]
    assert moves == [moves[0]] * 4


@given(counts, keys)
def test_the_same_records_read_the_same_however_often_one_asks(number, key):
    seen = {NOISE.change(Count(number, key), SECRET) for _ in range(3)}
    assert len(seen) == 1
    assert abs(seen.pop() - number) <= NOISE.largest


@pytest.mark.parametrize("number", [1, 2, 3, 5, 40])
def test_other_records_read_as_often_otherwise_as_the_table_says(number):
    seen = Counter(NOISE.change(Count(number, key), SECRET) for key in range(4_000))
    for shown, odd in NOISE.odds(number).items():
        assert seen[shown] / 4_000 == pytest.approx(odd, abs=0.03)


def test_without_the_secret_nobody_knows_which_noise_was_drawn():
    records = [Count(30, key) for key in range(200)]
    ours, theirs = ([NOISE.change(r, secret) for r in records] for secret in (SECRET, b"another"))
    assert sum(a == b for a, b in zip(ours, theirs, strict=True)) < 100


def test_what_is_drawn_for_one_purpose_says_nothing_of_another():
    record = Count(30, 7)
    assert drawn(record, SECRET) != drawn(record, SECRET, "sums")


def test_no_noise_at_all_is_a_table_too():
    assert Noise(0, 1.0, 1).change(Count(2, 9), SECRET) == 2


# -- Records and their keys ----------------------------------------------------------------------


def test_the_key_of_records_is_the_same_in_whichever_order_and_groups_they_come():
    lines = [(origin_of("A-1", "2025/26 Q1", score), score + 2) for score in range(5)]
    whole = Count.of(lines)
    assert (whole, whole.key) == (20, Count.of(reversed(lines)).key)
    parts = Count.of(lines[:2]), Count.of(lines[2:])
    assert Count.sum_of(parts).key == whole.key
    assert (whole.without(parts[0]), whole.without(parts[0]).key) == (parts[1], parts[1].key)


def test_a_line_with_nothing_in_it_is_no_record():
    assert Count.of([(origin_of("A-1"), 0), (origin_of("A-2"), None)]).key == 0


def test_a_return_that_is_corrected_holds_other_records():
    line = origin_of("A-1", "2025/26 Q1")
    assert Count.of([(line, 7)]).key != Count.of([(line, 8)]).key


def test_names_that_run_together_alike_are_told_apart():
    assert origin_of("A-1", "1") != origin_of("A-11", "")


# -- How far shares are out ----------------------------------------------------------------------


def test_shares_are_out_by_no_more_than_was_promised():
    """Points, on average over bases: 6 up to 29, 2 over 30 to 200."""
    small = [usual_error(NOISE, base) for base in range(policies()[0].smallest_base, 30)]
    larger = [usual_error(NOISE, base) for base in range(30, 201, 10)]
    assert sum(small) / len(small) <= 0.06
    assert sum(larger) / len(larger) <= 0.02


def test_the_worst_that_may_happen_falls_as_more_people_stand_behind_a_share():
    worst = [worst_error(NOISE, base) for base in (15, 20, 40, 100)]
    assert worst == sorted(worst, reverse=True)
    assert all(worst_error(NOISE, base) > usual_error(NOISE, base) for base in (10, 30, 100))
