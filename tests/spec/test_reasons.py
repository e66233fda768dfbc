"""The policy's six reasons side by side: state, evidence, what is missing, how strong it is."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.policy.reasons import REASONS, SIDE_OF, standings
from dashboard.rules import RULES
from etl.sources.decisions import SOURCE
from tests.support.drawn_facts import DAY, POLICY, Q1, Q2, Q3, Q4, came, waiver
from tests.support.drawn_outlook import on_day, reasons

LOW = (5, 20)
YEAR = (Q1, Q2, Q3, Q4)


def test_all_six_are_there_whatever_is_known():
    silent = reasons(on_day(date(2025, 9, 2), objectives=()))
    assert [one.reason.side for one in silent.values()] == ["positive"] * 3 + ["negative"] * 3
    assert {one.flag.finding.state for one in silent.values()} == {"not_computable"}
    assert {one.strength for one in silent.values()} == {"none"}
    assert all(one.missing for one in silent.values())


def test_they_are_the_words_that_a_decision_may_give_as_its_reason():
    column = next(one for one in SOURCE.columns if one.name == "reason")
    assert set(SIDE_OF) == set(column.kind.choices) - {"other"}
    assert {RULES[one.rule].kind for one in REASONS if one.side == "positive"} == {"conclude"}
    assert {RULES[one.rule].kind for one in REASONS if one.side == "negative"} == {"concern"}


def test_without_flags_of_the_day_there_is_nothing_to_list():
    assert standings([], on_day(date(2025, 9, 2)), POLICY) == ()


def with_satisfaction(*quarters):
    """Returns that tell of satisfaction, each on the day on which it is due."""
    found = []
    for quarter in quarters:
        _, one = came(quarter)
        received = replace(one.received, sources=frozenset({"satisfaction"}))
        found.append((quarter, replace(one, received=received)))
    return found


@pytest.mark.parametrize(
    ("days", "told", "strength"),
    [
        (179, YEAR[:3], "moderate"),
        (180, YEAR[:3], "strong"),
        (181, YEAR[:3], "strong"),
        (180, (Q1, Q2), "moderate"),
        (179, (), "slight"),
    ],
)
def test_a_reason_is_strong_once_it_has_stood_for_180_days_and_every_return_tells_of_it(
    days, told, strength
):
    """Low in Q1 and Q2, so that it stands from the day on which Q2's return came."""
    on = Q2.due_on + days * DAY
    facts = on_day(on, pleased={Q1: LOW, Q2: LOW}, returns=with_satisfaction(*told))
    found = reasons(facts)["quality not met"]
    assert (found.flag.finding.state, found.flag.finding.since) == ("raised", Q2.due_on)
    assert (found.strength, found.stands) == (strength, True)


def test_what_does_not_stand_is_told_completely_or_in_part_and_names_the_silent_quarters():
    on = Q3.due_on + DAY
    good = {Q1: (18, 20), Q2: (18, 20), Q3: (18, 20)}
    whole = on_day(on, pleased=good, returns=with_satisfaction(Q1, Q2, Q3))
    part = on_day(on, pleased=good, returns=with_satisfaction(Q1, Q3))
    assert reasons(whole)["quality not met"].strength == "complete"
    assert reasons(whole)["quality not met"].missing == ()
    found = reasons(part)["quality not met"]
    assert found.strength == "partial"
    assert found.missing == ("No answers reported for 2025/26 Q2.",)


def test_a_reason_that_does_not_stand_has_its_evidence_too():
    facts = on_day(Q2.due_on, returns=[came(Q1, values={"O-1": 40})])
    for word in ("objectives achieved", "targets met", "not aligned"):
        found = reasons(facts)[word].flag.finding
        assert (found.state, len(found.evidence)) == ("clear", 1), word


def test_a_waived_reason_is_listed_and_does_not_stand():
    waived = waiver("quality_below_standard", Q4.end)
    facts = on_day(Q2.due_on, pleased={Q1: LOW, Q2: LOW}, waivers=(waived,))
    found = reasons(facts)["quality not met"]
    assert (found.flag.finding.state, found.stands) == ("waived", False)


@pytest.mark.parametrize(("days", "lacks"), [(0, False), (1, True)])
def test_data_are_missing_once_four_quarters_have_fallen_due_and_it_still_cannot_be_told(
    days, lacks
):
    found = reasons(on_day(Q4.due_on + days * DAY))
    assert found["quality not met"].lacks_data is lacks
