"""How an objective stands on a day: one meaning of missed for the page and for the rules."""

from datetime import date

import pytest

from dashboard.pages.partner.objective_history import objective_view
from dashboard.policy.achievement import outcomes
from tests.support.drawn_facts import DAY, END, Q1, Q2, Q3, Q4, came, known, objective

LAST_DUE = Q4.due_on


def state(on: date, values: dict, **of) -> str:
    wanted = objective(**of)
    returns = [came(quarter, values={"O-1": value}) for quarter, value in values.items()]
    facts = known(on, returns, objectives=(wanted,))
    view = objective_view(facts, wanted)
    missed = [one for one in outcomes(facts) if one.state == "short" and one.is_due(on)]
    assert (view.state == "missed") == bool(missed)
    return view.state


THREE = {Q1: 25, Q2: 25, Q3: 20}


@pytest.mark.parametrize("on", [END, END + DAY, LAST_DUE])
def test_an_objective_is_not_missed_before_its_last_return_is_owed(on):
    assert state(on, THREE) == "behind"
    assert state(on, THREE | {Q3: 25}) == "on course"


def test_an_objective_whose_last_value_nobody_told_is_behind_and_not_missed():
    assert state(LAST_DUE + DAY, THREE | {Q3: 25}) == "behind"


@pytest.mark.parametrize("on", [END, END + DAY, LAST_DUE + DAY])
def test_an_objective_is_missed_once_its_last_value_is_told_and_short(on):
    assert state(on, THREE | {Q4: 20}) == "missed"
    assert state(on, THREE | {Q4: 30}) == "achieved"


def test_a_return_that_says_nothing_of_an_objective_before_it_is_due_judges_nothing():
    wanted, on = objective(), Q2.start + DAY
    silent = [came(Q1, values={"O-1": 25}), came(Q2)]
    view = objective_view(known(on, silent, objectives=(wanted,)), wanted)
    assert (view.state, view.expected) == ("on course", 0.25)


def test_an_objective_reached_early_is_achieved():
    assert state(date(2026, 3, 1), {Q1: 100}) == "achieved"


def test_an_objective_that_nobody_told_of_has_no_value():
    assert state(LAST_DUE + DAY, {}) == "no value"


def test_an_objective_without_a_way_to_go_is_not_applicable():
    assert state(END, {}, target=0.0) == "not applicable"
