"""Ready to end well: notice, options, who is left without what, money, and a look afterwards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.domain.facts import Allocation
from dashboard.policy.ending.provision import Giver, gives_of, left_without, provisions
from tests.support.drawn_facts import DAY, agreement, payment, review
from tests.support.drawn_outlook import LONG, NEED, decision, held, items, on_day, reach

END = LONG.ends_on
GIVEN = date(2026, 6, 1)
TODAY = date(2026, 7, 1)


def ended(on: date = TODAY, reviews=(), **values):
    """What is said of an agreement whose end is decided."""
    same = {"reason": "quality not met", "notice_on": GIVEN, "effective_on": date(2026, 8, 31)}
    notice = decision("notice", date(2026, 5, 20), **same | values)
    return items(on_day(on, (notice,), reviews))


# -- Notice ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "state"), [(89, "not yet"), (90, "ready"), (91, "ready")])
def test_notice_is_given_in_good_time_from_90_days_on(days, state):
    found = ended(effective_on=GIVEN + timedelta(days))["Notice"]
    assert found.state == state
    assert f": {days} days, and at least 90 are asked." in found.sentence
    assert found.todo == (
        "" if days >= 90 else "Let it take effect on 30 August 2026 or later, or say why not."
    )


@pytest.mark.parametrize(
    ("on", "state"), [(GIVEN - DAY, "not yet"), (GIVEN, "ready"), (GIVEN + DAY, "ready")]
)
def test_notice_counts_from_the_day_on_which_it_is_given(on, state):
    assert ended(on)["Notice"].state == state


@pytest.mark.parametrize("blank_day", ["notice_on", "effective_on"])
def test_notice_without_both_its_days_cannot_be_told(blank_day):
    assert ended(**{blank_day: None})["Notice"].state == "cannot be told"


LATEST = END - timedelta(90)


@pytest.mark.parametrize(
    ("on", "todo"),
    [
        (LATEST - DAY, "To end on 31 August 2027, give notice by 2 June 2027."),
        (LATEST, "To end on 31 August 2027, give notice by 2 June 2027."),
        (
            LATEST + DAY,
            "Notice given today would end it well on 1 September 2027 or later, past its end date.",
        ),
    ],
)
def test_where_no_end_is_decided_notice_is_counted_back_from_the_end_date(on, todo):
    found = items(on_day(on))["Notice"]
    assert (found.state, found.todo) == ("not yet", todo)


# -- Options and the decision ----------------------------------------------------------------------


def test_options_are_those_of_the_decision_that_ends_it():
    assert ended(options="Go on; end")["Options"].state == "ready"
    assert ended()["Options"].state == "not yet"


def test_while_nothing_is_decided_options_count_until_the_next_review():
    plan = decision("improvement plan", date(2026, 5, 1), options="Go on; end")
    before, after = held(date(2026, 5, 1)), held(date(2026, 5, 2))
    assert items(on_day(TODAY, (plan,), (before,)))["Options"].state == "ready"
    assert items(on_day(TODAY, (plan,), (after,)))["Options"].state == "not yet"
    award = replace(plan, kind="award")
    assert items(on_day(TODAY, (award,)))["Options"].state == "not yet"


def test_a_decision_is_handed_on_once_it_has_its_reason_its_days_and_its_report():
    whole = ended(reported_on=date(2026, 6, 15))["Decision handed on"]
    assert whole.state == "ready"
    assert whole.sentence == (
        "D-1 of 20 May 2026, by the Executive Group; reported to the Oversight Committee on 15 "
        "June 2026."
    )
    bare = ended(reason="other", notice_on=None)["Decision handed on"]
    assert bare.todo == (
        "Record one of the policy’s six reasons, the day of the notice and the day of the report "
        "to the Oversight Committee."
    )
    assert items(on_day(TODAY))["Decision handed on"].state == "not yet"


# -- Children and provision ------------------------------------------------------------------------


def giver(code: str, activity: str = "ensemble", area: str = "Luton", needs=(), **values) -> Giver:
    row = agreement(agreement_code=code, activity=activity, area=area, **{"ends_on": END} | values)
    return Giver(row, gives_of(row, (), needs), code)


def fates(*others: Giver, needs=("N-1",), area="Luton", function="inclusion") -> dict[str, str]:
    own = giver("A-1", "ensemble", area, needs, lpme_function=function)
    found = provisions(own, TODAY, END, [own, *others], [NEED])
    return {one.label: one.fate for one in found}


def test_what_nobody_else_gives_is_lost():
    assert fates() == {
        "no ensemble": "lost",
        "no agreement for Inclusion": "lost",
        "need N-1 ‘Few children play’": "lost",
    }


def test_the_sentence_names_the_area_the_inclusion_and_the_need():
    own = giver("A-1", "inclusion", needs=("N-1",), lpme_function="inclusion")
    assert left_without(provisions(own, TODAY, END, [own], [NEED])) == (
        "Luton with no targeted inclusion and no agreement for Inclusion, and need N-1 ‘Few "
        "children play’ without any agreement"
    )
    assert left_without([]) == ""


@pytest.mark.parametrize(
    ("ends_on", "fate"), [(END - DAY, "ends too"), (END, "ends too"), (END + DAY, "kept")]
)
def test_another_agreement_keeps_it_up_if_it_runs_on_the_day_after(ends_on, fate):
    assert fates(giver("A-2", ends_on=ends_on))["no ensemble"] == fate


@pytest.mark.parametrize(
    ("starts_on", "fate"), [(END, "kept"), (END + DAY, "kept"), (END + 2 * DAY, "lost")]
)
def test_one_that_begins_after_a_gap_does_not(starts_on, fate):
    later = giver("A-2", starts_on=starts_on, ends_on=END + timedelta(365))
    assert fates(later)["no ensemble"] == fate


def test_another_area_keeps_up_no_activity_but_answers_the_same_need():
    far = giver("A-2", area="Bedford", needs=("N-1",), ends_on=END + DAY)
    found = fates(far)
    assert (found["no ensemble"], found["need N-1 ‘Few children play’"]) == ("lost", "kept")


def test_hub_wide_agreements_are_told_apart():
    assert fates(giver("A-2", area="Hub", ends_on=END + DAY))["no ensemble"] == "hub-wide"
    other = giver("A-2", area="Luton", ends_on=END + DAY)
    assert fates(other, area="Hub")["no ensemble"] == "lost"


def test_targeted_inclusion_keeps_up_the_function_whatever_its_own_is():
    other = giver("A-2", "inclusion", ends_on=END + DAY, lpme_function="progression")
    assert fates(other)["no agreement for Inclusion"] == "kept"


def test_a_need_that_was_closed_is_nobodys_loss():
    own = giver("A-1", needs=("N-1", "N-9"))
    closed = replace(NEED, closed_on=TODAY)
    assert [one.kind for one in provisions(own, TODAY, END, [own], [closed])] == ["activity"]


OWN = giver("A-1", needs=("N-1",))
KEPT = provisions(OWN, TODAY, END, [giver("A-2", needs=("N-1",), ends_on=END + DAY)], [NEED])
LOST = provisions(OWN, TODAY, END, [], [NEED])
SHARED = provisions(OWN, TODAY, END, [giver("A-2", needs=("N-1",))], [NEED])


def test_provision_says_what_would_be_left_and_what_rests_on_renewals():
    facts = on_day(TODAY)
    assert items(facts, KEPT)["Provision"].state == "ready"
    lost, shared = items(facts, LOST)["Provision"], items(facts, SHARED)["Provision"]
    assert lost.sentence == (
        "It would leave Luton with no ensemble, and need N-1 ‘Few children play’ without any "
        "agreement."
    )
    assert shared.sentence == (
        "Every other agreement for ensemble and need N-1 ‘Few children play’ ends by then too, "
        "unless it is renewed."
    )
    assert {lost.state, shared.state} == {"not yet"}
    assert items(facts)["Provision"].state == "cannot be told"


def test_children_have_somewhere_to_go_where_the_activity_goes_on():
    facts = on_day(TODAY)
    assert items(facts, KEPT)["Children"].state == "ready"
    stranded = items(facts, LOST)["Children"]
    assert stranded.state == "not yet"
    assert stranded.sentence == "It reached about 40 children in 2025/26 Q1 to 2025/26 Q4."


@pytest.mark.parametrize(
    ("reached", "state", "told"),
    [
        (reach(None, "missing"), "cannot be told", "No return of"),
        (reach(None, "not_applicable"), "ready", "It reached no child"),
        (reach(0), "not yet", "It reached no child, or very few, in 2025/26"),
        (reach(received=2), "not yet", "2 of 4 returns have come"),
    ],
)
def test_children_are_missing_none_few_or_told_in_part(reached, state, told):
    found = items(on_day(TODAY), LOST, reached)["Children"]
    assert found.state == state
    assert told in found.sentence


def test_several_activities_are_told_apart_each_as_it_is_shown():
    parts = (("whole class", reach(30)), ("ensemble", reach(0)))
    found = items(on_day(TODAY), LOST, by_activity=parts)["Children"]
    assert "(whole-class ensemble: 30; ensemble: 0)" in found.sentence


# -- Money -----------------------------------------------------------------------------------------

PAID = payment(due_on=date(2025, 12, 1), paid_on=date(2025, 12, 1), amount_pence=4_000_00)
ALLOCATED = Allocation(year="2025/26", amount_pence=9_000_00, agreement_code="A-1")


@pytest.mark.parametrize(
    ("due_on", "state", "released"),
    [
        (END, "not yet", "£2,000 would be released."),
        (END + DAY, "ready", "£5,000 would be released."),
    ],
)
def test_money_is_released_but_for_what_falls_due_by_the_last_day(due_on, state, released):
    coming = payment("Y-2", due_on=due_on, amount_pence=3_000_00)
    facts = on_day(TODAY, payments=(PAID, coming), allocations=(ALLOCATED,))
    found = items(facts)["Money released"]
    assert found.state == state
    assert found.sentence == (
        "£9,000 is allocated and £4,000 paid; £6,000 of its value of £10,000 is not yet paid. "
        f"{released}"
    )


def test_money_cannot_be_told_without_an_allocation_and_more_than_it_is_to_be_settled():
    assert items(on_day(TODAY, payments=(PAID,)))["Money released"].state == "cannot be told"
    little = replace(ALLOCATED, amount_pence=3_000_00)
    found = items(on_day(TODAY, payments=(PAID,), allocations=(little,)))["Money released"]
    assert found.todo == "Settle what was paid beyond the allocation."


# -- The look afterwards ---------------------------------------------------------------------------

LAST = date(2026, 8, 31)
BY = LAST + timedelta(180)


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (LAST, "Not due yet, and not planned."),
        (LAST + DAY, "Due by 27 February 2027."),
        (BY, "Due by 27 February 2027."),
        (BY + DAY, "Overdue: it was due by 27 February 2027."),
    ],
)
def test_the_look_afterwards_is_due_once_it_has_ended_and_overdue_after_180_days(on, told):
    found = ended(on)["Check afterwards"]
    assert (found.state, found.sentence) == ("not yet", told)
    assert found.todo


@pytest.mark.parametrize(("days", "state"), [(0, "not yet"), (1, "ready")])
def test_only_a_review_held_after_the_last_day_is_one(days, state):
    reviews = (held(LAST + days * DAY),)
    assert ended(BY + DAY, reviews)["Check afterwards"].state == state


def test_while_it_runs_a_review_planned_for_afterwards_is_enough():
    assert ended(reviews=(review(BY),))["Check afterwards"].state == "ready"
    assert ended(reviews=(review(LAST),))["Check afterwards"].state == "not yet"
