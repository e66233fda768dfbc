"""objectives_all_achieved, targets_met and self_sustaining."""

from datetime import date

import pytest

from data.calendar import Quarter
from tests.support.drawn_facts import (
    DAY,
    Q1,
    Q2,
    agreement,
    came,
    judged,
    known,
    objective,
    payment,
)

DUE = date(2026, 2, 28)


def judged_on(on, rule: str, values, *objectives):
    """What a rule finds of the values by quarter whose returns had come by a day."""
    returns = [came(q, values=told) for q, told in values.items() if q.due_on <= on]
    return judged(rule, known(on, returns, objectives=objectives))


@pytest.mark.parametrize(
    ("on", "all_achieved", "met_early"),
    [(DUE - DAY, "clear", "raised"), (DUE, "raised", "clear"), (DUE + DAY, "raised", "clear")],
)
def test_targets_are_met_early_until_the_last_falls_due_and_all_are_achieved(
    on, all_achieved, met_early
):
    reached = objective(due_on=DUE)
    values = {Q1: {"O-1": 100}}
    early = judged_on(on, "targets_met", values, reached)
    late = judged_on(on, "objectives_all_achieved", values, reached)
    assert (late.state, early.state) == (all_achieved, met_early)
    assert early.since == (Q1.due_on if met_early == "raised" else None)
    assert late.since == (DUE if all_achieved == "raised" else None)


def test_one_objective_short_clears_both_and_one_untold_makes_them_not_computable():
    pair = (objective("O-1", due_on=DUE), objective("O-2", due_on=DUE))
    for rule, on in (("targets_met", DUE - DAY), ("objectives_all_achieved", Q2.due_on)):
        short = {Q1: {"O-1": 100, "O-2": 99}, Q2: {"O-1": 0, "O-2": 0}}
        assert judged_on(on, rule, short, *pair).state == "clear"
        untold = judged_on(on, rule, {Q1: {"O-1": 100, "O-2": None}}, *pair)
        assert (untold.state, untold.missing) == ("not_computable", "A value for O-2.")


def test_without_an_objective_that_can_be_measured_nothing_can_be_concluded():
    for rule in ("targets_met", "objectives_all_achieved"):
        assert judged_on(DUE, rule, {}).state == "not_computable"
        level = objective(baseline=5.0, target=5.0)
        assert judged_on(DUE, rule, {Q1: {"O-1": 5}}, level).state == "not_computable"


YEAR = Quarter(2024, 1).whole_year()
LONG = agreement(starts_on=date(2024, 9, 1), ends_on=date(2027, 8, 31))
CLOSED = YEAR[-1].due_on + DAY


def sustaining(on, quarters=YEAR, own=80_00, grants=10_00, paid=40_00):
    """Four quarters' own income and grants each, and one payment of the hub."""
    returns = [came(q, income={"parents": own, "grants": grants}) for q in quarters]
    hub = payment(paid_on=YEAR[0].start, amount_pence=paid)
    facts = known(on, returns, agreement=LONG, payments=(hub,))
    return judged("self_sustaining", facts)


def test_own_income_of_four_fifths_over_four_closed_quarters_sustains_itself():
    finding = sustaining(CLOSED)
    assert (finding.state, finding.since) == ("raised", YEAR[-1].due_on)
    assert finding.evidence[0].value == "80% (£320 of £400)"
    assert "beside £320 of its own, that takes more than £80 from others" in finding.clears_when
    assert sustaining(CLOSED, paid=41_00).state == "clear"


def test_a_quarter_counts_once_it_is_closed_and_told():
    assert sustaining(CLOSED - DAY).state == "not_computable"
    untold = sustaining(CLOSED, quarters=YEAR[1:])
    assert (untold.state, untold.missing) == (
        "not_computable",
        "Income in the return for 2024/25 Q1.",
    )
    assert sustaining(CLOSED, own=0, grants=0, paid=0).state == "not_computable"
