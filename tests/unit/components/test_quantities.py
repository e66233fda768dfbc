"""Quantities in plain words and in their own unit, so that a division can be followed."""

import pytest

from dashboard.components.quantities import QUANTITIES, division, quantity, worked_out
from dashboard.kpis import KPIS
from tests.unit.components.test_words import reading


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_every_quantity_of_a_kpi_has_plain_words(kpi):
    assert kpi.quantities <= QUANTITIES.keys()
    assert "_" not in worked_out(kpi)
    assert {QUANTITIES[name][1] for _, name in kpi.beside} <= {"count", "hours"}


def test_children_are_never_pounds():
    seen = reading("cost_per_child", 12_50, numerator=62_500, denominator=50, target=None)
    assert division(seen) == "£625 (hub grant spent) ÷ 50 (children reached by these agreements)"
    assert quantity("paid_pence", 0) == "£0"


def test_free_school_meals_equity_is_divided_by_the_pupils_share_before_all_eyes():
    seen = reading("fsm_equity", 1.25, numerator=50, denominator=200, measure=0.2)
    assert division(seen) == (
        "50 (children on free school meals) ÷ 200 (children whose free school meals status is "
        "known) ÷ 20% (pupils of the area on free school meals)"
    )


def test_what_is_absent_is_not_divided():
    assert division(reading(value=None, state="suppressed")) == ""
