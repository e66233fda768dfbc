"""Quantities: how they are declared, and how they read in plain words and in their own unit."""

from dataclasses import replace

import pytest

from dashboard.kpis import KPIS
from dashboard.measures.kpi import Kpi
from dashboard.measures.quantities import QUANTITIES, by_name
from dashboard.measures.quantity import Quantity
from tests.unit.components.test_words import reading

HOURS = Quantity("tea_hours", "hours over tea", "hours", of="hours", people="drinkers")
DRINKERS = Quantity("drinkers", "people who drink tea", "count", of="children")


def test_quantities_are_known_by_their_names():
    assert by_name([HOURS, DRINKERS]) == {"tea_hours": HOURS, "drinkers": DRINKERS}


def test_a_quantity_that_is_declared_twice_is_refused():
    with pytest.raises(ValueError, match="‘drinkers’ is declared twice"):
        by_name([DRINKERS, HOURS, replace(DRINKERS, words="tea drinkers")])


def test_a_quantity_of_people_whom_nobody_counts_is_refused():
    with pytest.raises(ValueError, match="‘tea_hours’ names ‘drinkers’, which is no quantity"):
        by_name([HOURS])


@pytest.mark.parametrize(
    ("wrong", "because"),
    [
        ({"of": "tea"}, "is of ‘tea’"),
        ({"people": None}, "Name in `people`"),
        ({"of": "nothing personal"}, "is in hours"),
        ({"of": "places", "unit": "hours"}, "is in hours"),
        ({"whole": "drinkers"}, "counts nothing of people"),
    ],
)
def test_a_declaration_that_would_hide_too_little_is_refused(wrong, because):
    with pytest.raises(ValueError, match=because):
        replace(HOURS, **wrong)


def test_whom_a_quantity_is_of_is_never_taken_for_granted():
    with pytest.raises(TypeError, match="of"):
        Quantity("drinkers", "people who drink tea", "count")


def test_a_kpi_of_a_quantity_that_nobody_declares_is_refused():
    words = dict.fromkeys(("key", "title", "theme", "function", "sentence"), "tea")
    with pytest.raises(ValueError, match="The KPI ‘tea’ names biscuits, cups"):
        Kpi(**words, numerator="cups", denominator="biscuits", unit="ratio", better=None)


@pytest.mark.parametrize("quantity", QUANTITIES.values(), ids=QUANTITIES)
def test_every_quantity_is_said_in_plain_words(quantity):
    assert quantity.words
    assert "_" not in quantity.words


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_what_stands_beside_a_kpi_can_be_said_as_a_count(kpi):
    assert {QUANTITIES[name].unit for _, name in kpi.beside} <= {"count", "hours"}


def test_children_are_never_pounds():
    seen = reading("cost_per_child", 12_50, numerator=62_500, denominator=50, target=None)
    assert seen.division == "£625 (hub grant spent) ÷ 50 (children reached by these agreements)"


def test_free_school_meals_equity_is_divided_by_the_pupils_share_before_all_eyes():
    seen = reading("fsm_equity", 1.25, numerator=50, denominator=200, measure=0.2)
    assert seen.division == (
        "50 (children on free school meals) ÷ 200 (children whose free school meals status is "
        "known) ÷ 20% (pupils of the area on free school meals)"
    )


def test_what_is_absent_is_not_divided():
    assert reading(value=None, state="suppressed").division == ""
