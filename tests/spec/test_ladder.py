"""Where the facts point: rung by rung, the day before, the day of and the day after."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.policy.ladder import ladder
from dashboard.policy.ladder_rungs import RUNGS
from tests.support import rows_by_heading
from tests.support.drawn_facts import (
    DAY,
    POLICY,
    Q1,
    Q2,
    Q3,
    agreement,
    came,
    known,
    payment,
    waiver,
)
from tests.support.drawn_outlook import LONG, decision, held, on_day, places
from tests.support.generated_histories import histories

LOW = {Q1: (5, 20), Q2: (5, 20), Q3: (5, 20)}
PLAN = decision("improvement plan", date(2026, 4, 10))
SEEN = held(date(2026, 7, 1), "watch", next_due_on=date(2027, 6, 1))
VARIED = decision("vary", date(2026, 7, 15), decision_ref="D-2", options="Go on; go smaller")
NOTICE = decision(
    "notice",
    date(2026, 8, 1),
    decision_ref="D-3",
    reason="quality not met",
    effective_on=date(2026, 12, 31),
)
ALL = {"decisions": (PLAN, VARIED, NOTICE), "reviews": (SEEN,), "pleased": LOW}


def follows(table: str, **history) -> None:
    """Whether the ladder says on each day what a drawn table says."""
    told = rows_by_heading(table)
    found = []
    for row in told:
        here = places(on_day(row["on"], **history))
        found.append(
            {
                "on": row["on"],
                "rung": ", ".join(one.rung for one in here),
                "side": ", ".join(filter(None, (one.side for one in here))) or None,
                "decided": "yes" if here[-1].is_fact else None,
            }
        )
    assert found == told


def test_a_concern_climbs_over_a_plan_its_review_and_the_options_to_a_decision():
    follows(
        """
        on         | rung              | side     | decided
        2026-03-27 | continue          | -        | -
        2026-03-28 | improvement plan  | negative | -
        2026-04-09 | improvement plan  | negative | -
        2026-04-10 | improvement plan  | negative | -
        2026-06-30 | improvement plan  | negative | -
        2026-07-01 | options appraisal | negative | -
        2026-07-14 | options appraisal | negative | -
        2026-07-15 | conclude          | negative | -
        2026-07-31 | conclude          | negative | -
        2026-08-01 | conclude          | negative | yes
        2027-01-01 | conclude          | negative | yes
        """,
        **ALL,
    )


def test_every_rung_says_why_and_what_would_move_it():
    (first,) = places(on_day(date(2026, 4, 9), **ALL))
    assert first.why == (
        "‘Quality standards not met’ stands since 28 March 2026.",
        "No improvement plan has been decided.",
    )
    assert first.down.startswith("In one further quarter at least 60% of the answers are positive")
    (open_,) = places(on_day(date(2026, 6, 30), **ALL))
    assert "The improvement plan of 10 April 2026 (D-1) is open" in open_.why[-1]
    assert "The next review is due on 1 July 2026" in open_.up
    (appraise,) = places(on_day(date(2026, 7, 1), **ALL))
    assert appraise.why[1:] == (
        "The improvement plan of 10 April 2026 (D-1) was reviewed on 1 July 2026, and the concern "
        "persists.",
        "No options are recorded with a decision since the review of 1 July 2026.",
    )
    (decided,) = places(on_day(date(2026, 8, 1), **ALL))
    assert decided.is_fact
    assert decided.why == (
        "Notice was decided on 1 August 2026 by the Executive Group (D-3), for the reason ‘quality "
        "not met’; it takes effect on 31 December 2026.",
    )
    assert decided.down
    (over,) = places(on_day(date(2027, 1, 1), **ALL))
    assert (over.up, over.down) == ("", "")


def test_options_recorded_before_the_plan_was_reviewed_do_not_lead_to_the_end():
    early = decision("vary", date(2026, 6, 30), decision_ref="D-2", options="Go on; go smaller")
    facts = on_day(date(2026, 7, 2), (PLAN, early), (SEEN,), pleased=LOW)
    assert [place.rung for place in places(facts)] == ["options appraisal"]


def test_a_review_on_the_day_of_the_plan_is_not_a_review_of_it():
    facts = on_day(date(2026, 7, 2), (PLAN,), (held(date(2026, 4, 10)),), pleased=LOW)
    (place,) = places(facts)
    assert (place.rung, "is open" in place.why[-1]) == ("improvement plan", True)


def test_a_plan_that_was_over_before_the_concern_began_does_not_count():
    past = decision("improvement plan", date(2025, 10, 1))
    facts = on_day(date(2026, 4, 1), (past,), (held(date(2026, 1, 10)),), pleased=LOW)
    (place,) = places(facts)
    assert place.consider == "Consider an improvement plan."
    assert "was reviewed before this began" in place.why[-1]


@pytest.mark.parametrize(("days", "is_fact"), [(-1, True), (0, True), (1, False)])
def test_a_renewal_decided_after_notice_takes_it_back(days, is_fact):
    renewed = decision("renew", NOTICE.decided_on + days * DAY, decision_ref="D-4")
    found = places(on_day(date(2026, 8, 3), (NOTICE, renewed)))
    assert any(place.is_fact for place in found) is is_fact


# -- The positive side, and both at once -----------------------------------------------------------

MET = {"returns": [came(Q1, values={"O-1": 100}), came(Q2, values={"O-1": 0})]}
ACHIEVED_AND_DISLIKED = {"pleased": LOW, "returns": [came(Q3, values={"O-1": 100})]}


def test_what_was_achieved_needs_no_plan_but_options():
    follows(
        """
        on         | rung              | side     | decided
        2025-12-27 | continue          | -        | -
        2025-12-28 | options appraisal | positive | -
        2026-03-01 | conclude          | positive | -
        """,
        decisions=(decision("vary", date(2026, 3, 1), options="Go on; end"),),
        **MET,
    )


def test_both_kinds_may_stand_at_once_and_point_to_two_rungs():
    found = places(on_day(Q3.due_on, **ACHIEVED_AND_DISLIKED))
    assert [(one.rung, one.side) for one in found] == [
        ("improvement plan", "negative"),
        ("options appraisal", "positive"),
    ]


# -- The lower rungs -------------------------------------------------------------------------------


def test_a_missing_return_leads_to_a_review_from_the_day_after_it_was_due():
    follows(
        """
        on         | rung       | side | decided
        2025-12-28 | continue   | -    | -
        2025-12-29 | review due | -    | -
        """
    )


@pytest.mark.parametrize(
    ("reviews", "decisions", "rung"),
    [
        ((held(date(2025, 11, 1), "watch"),), (), "watch"),
        ((held(date(2025, 11, 1), "continue"),), (), "continue"),
        ((held(date(2025, 11, 1), "improvement plan"),), (), "improvement plan"),
        ((held(date(2025, 11, 1), "decommission"),), (), "review due"),
        ((), (decision("improvement plan", date(2025, 11, 2)),), "improvement plan"),
        (
            (held(date(2025, 11, 1), "improvement plan"), held(date(2025, 12, 1))),
            (decision("improvement plan", date(2025, 11, 2)),),
            "continue",
        ),
    ],
)
def test_what_the_last_review_came_to_counts_where_no_reason_stands(reviews, decisions, rung):
    reviews = [replace(one, next_due_on=date(2026, 9, 1)) for one in reviews]
    (place,) = places(on_day(date(2025, 12, 2), decisions, reviews))
    assert (place.rung, place.side) == (rung, None)


def test_a_flag_on_money_is_watched():
    paid = payment(due_on=date(2025, 9, 1), paid_on=date(2025, 9, 1), amount_pence=1)
    needing = replace(paid, needs_return_for="2025/26 Q1", stream="revenue grant")
    (place,) = places(on_day(date(2025, 10, 1), payments=(needing,)))
    assert place.rung == "watch"
    assert place.why[0].startswith("‘Paid")


def test_a_waived_concern_does_not_count_and_is_told():
    waived = waiver("quality_below_standard", Q3.end)
    assert [one.rung for one in places(on_day(Q2.due_on, pleased=LOW))] == ["improvement plan"]
    (place,) = places(on_day(Q2.due_on, pleased=LOW, waivers=(waived,)))
    assert place.rung == "continue"
    assert place.why[-1] == (
        "‘Quality standards not met’ is waived by hub lead until 31 May 2026 and does not count "
        "until then."
    )


@pytest.mark.parametrize(("days", "is_fact"), [(-1, False), (0, False), (1, True)])
def test_an_agreement_that_ran_out_has_ended_the_day_after(days, is_fact):
    (place,) = places(on_day(LONG.ends_on + days * DAY))
    assert place.is_fact is is_fact
    assert (place.rung == "conclude") is is_fact


def test_before_it_begins_it_goes_on():
    later = agreement(starts_on=date(2026, 9, 1), ends_on=date(2028, 8, 31))
    facts = on_day(date(2026, 3, 1), agreement=later)
    (place,) = ladder(facts, (), (), POLICY)
    assert (place.rung, place.why) == ("continue", ("The agreement begins on 1 September 2026.",))


# -- What holds for every history --------------------------------------------------------------


@given(histories())
def test_a_hub_that_heard_nothing_goes_no_further_than_a_review(facts):
    silent = known(facts.on, agreement=LONG, objectives=facts.objectives)
    assert max(place.height for place in places(silent)) <= RUNGS.index("review due")


@given(histories(), st.lists(st.dates(date(2025, 9, 1), date(2026, 8, 31)), max_size=3))
def test_no_negative_end_is_considered_without_a_plan_a_review_of_it_and_options(facts, seen):
    """Whatever else is known: every such place has the three behind it, in their order."""
    facts = replace(
        facts,
        reviews=tuple(held(day) for day in seen if day <= facts.on),
        decisions=tuple(replace(d, options="Go on; end") for d in facts.decisions),
    )
    for place in places(facts):
        assert place.consider
        assert place.why
        if place.side == "negative" and place.height >= RUNGS.index("options appraisal"):
            plans = [d.decided_on for d in facts.decisions if d.kind == "improvement plan"]
            assert any(r.held_on > plan for r in facts.reviews for plan in plans)
        if place.side == "negative" and place.rung == "conclude":
            last = max(r.held_on for r in facts.reviews)
            assert any(d.decided_on >= last for d in facts.decisions)
