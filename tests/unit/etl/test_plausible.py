"""What is far from a partner's own numbers, however skewed these are."""

import pytest

from etl.validate.outliers import FEWEST, usual

CHOIRS = [18, 20, 20, 21, 22, 22, 24, 25, 26, 30]
SKEWED = [10, 12, 15, 20, 40, 90, 200, 400, 800]


@pytest.mark.parametrize("value", [4, 5, 30, 100, 110])
def test_up_to_five_times_less_or_more_surprises_nobody(value):
    assert usual(CHOIRS).least < value + 1
    assert value - 1 < usual(CHOIRS).most


@pytest.mark.parametrize("slip", [2, 220, 300])
def test_a_slip_of_the_decimal_point_does(slip):
    known = usual(CHOIRS)
    assert not known.least <= slip <= known.most


def test_who_has_always_varied_may_vary_further():
    assert usual(SKEWED).most > 5 * 800


def test_what_was_reported_before_is_usual():
    assert usual([*CHOIRS, 900]).most == 900


def test_nothing_is_unusual_where_little_is_known():
    assert usual([20] * (FEWEST - 1)) is None
    assert usual([0, -5] * FEWEST) is None


def test_where_all_were_alike_five_times_as_much_is_the_bound():
    assert usual([20] * FEWEST).most == pytest.approx(100)
