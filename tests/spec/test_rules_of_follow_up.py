"""What the hub promised itself to look at: renewals, plans, assessments and risks."""

from datetime import date

import pytest

from tests.support.rule_over_days import finding, follows

END = date(2026, 8, 31)


# -- renewal_decision_due --------------------------------------------------------------------------


def test_a_decision_is_due_from_120_days_before_the_end_to_the_last_day(hub):
    hub.agreement(ends_on=END)
    follows(
        hub,
        "renewal_decision_due",
        """
        on         | state  | since
        2026-05-02 | clear  | -
        2026-05-03 | raised | 2026-05-03
        2026-05-04 | raised | 2026-05-03
        2026-08-31 | raised | 2026-05-03
        """,
    )
    found = finding(hub, "renewal_decision_due", date(2026, 8, 1))
    assert str(found.evidence[0]) == (
        "Decision: none is recorded; the agreement ends on 31 August 2026, in 30 days"
    )
    assert found.clears_when == (
        "Record a decision to renew or vary A-1, to give notice or to decommission it; it can be "
        "taken until the agreement ends on 31 August 2026."
    )


@pytest.mark.parametrize("kind", ["renew", "vary", "notice", "decommission"])
def test_a_decision_clears_it_from_its_day(hub, kind):
    hub.agreement(ends_on=END)
    hub.decision(kind=kind, decided_on=date(2026, 6, 10))
    follows(
        hub,
        "renewal_decision_due",
        """
        on         | state
        2026-06-09 | raised
        2026-06-10 | clear
        2026-06-11 | clear
        """,
    )


@pytest.mark.parametrize("kind", ["award", "ad hoc", "improvement plan", "decline"])
def test_other_decisions_do_not(hub, kind):
    hub.agreement(ends_on=END)
    hub.decision(kind=kind, decided_on=date(2026, 6, 10))
    assert finding(hub, "renewal_decision_due", date(2026, 6, 11)).state == "raised"


def test_a_review_after_the_decision_asks_for_a_new_one(hub):
    hub.agreement(ends_on=END)
    hub.decision(kind="renew", decided_on=date(2026, 6, 10))
    hub.review(due_on=date(2026, 6, 1), held_on=date(2026, 7, 1))
    follows(
        hub,
        "renewal_decision_due",
        """
        on         | state  | since
        2026-06-09 | raised | 2026-05-03
        2026-06-30 | clear  | -
        2026-07-01 | raised | 2026-07-01
        2026-07-02 | raised | 2026-07-01
        """,
    )


def test_a_decision_on_the_day_of_the_review_counts(hub):
    hub.agreement(ends_on=END)
    hub.review(due_on=date(2026, 6, 1), held_on=date(2026, 6, 1))
    hub.decision(kind="renew", decided_on=date(2026, 6, 1))
    assert finding(hub, "renewal_decision_due", date(2026, 6, 2)).state == "clear"


# -- improvement_plan_open -------------------------------------------------------------------------


def test_an_improvement_plan_is_open_until_a_later_review(hub):
    hub.agreement(ends_on=END)
    hub.review("R-1", due_on=date(2026, 2, 1), held_on=date(2026, 2, 2), outcome="watch")
    hub.decision(kind="improvement plan", decided_on=date(2026, 2, 10))
    hub.review("R-2", due_on=date(2026, 4, 1), held_on=date(2026, 4, 3))
    follows(
        hub,
        "improvement_plan_open",
        """
        on         | state  | since
        2026-02-09 | clear  | -
        2026-02-10 | raised | 2026-02-10
        2026-02-11 | raised | 2026-02-10
        2026-04-02 | raised | 2026-02-10
        2026-04-03 | clear  | -
        2026-04-04 | clear  | -
        """,
    )
    found = finding(hub, "improvement_plan_open", date(2026, 3, 1))
    assert str(found.evidence[0]) == (
        "Improvement plan D-1: decided on 10 February 2026; "
        "the last review was held on 2 February 2026"
    )
    assert found.clears_when == (
        "Hold a review of the plan and record it; the next is due on 1 April 2026, and it can be "
        "held until the agreement ends on 31 August 2026."
    )


def test_a_review_on_the_day_of_the_plan_is_not_a_later_one(hub):
    hub.agreement(ends_on=END)
    hub.review(due_on=date(2026, 2, 10), held_on=date(2026, 2, 10))
    hub.decision(kind="improvement plan", decided_on=date(2026, 2, 10))
    assert finding(hub, "improvement_plan_open", date(2026, 2, 11)).state == "raised"


# -- vfm_assessment_overdue ------------------------------------------------------------------------


def test_an_assessment_is_overdue_from_the_day_after_until_it_is_made(hub):
    hub.agreement(ends_on=END)
    hub.assessment(stage="mid-term", due_on=date(2026, 3, 1), assessed_on=date(2026, 3, 20))
    follows(
        hub,
        "vfm_assessment_overdue",
        """
        on         | state  | since
        2026-02-28 | clear  | -
        2026-03-01 | clear  | -
        2026-03-02 | raised | 2026-03-02
        2026-03-19 | raised | 2026-03-02
        2026-03-20 | clear  | -
        2026-03-21 | clear  | -
        """,
    )
    found = finding(hub, "vfm_assessment_overdue", date(2026, 3, 10))
    assert str(found.evidence[0]) == "Assessment at mid-term: not made; due on 1 March 2026"
    assert found.clears_when == (
        "Make the mid-term assessment (V-1) and record its day. That can be done until the "
        "agreement ends on 31 August 2026."
    )


def test_without_a_planned_assessment_or_its_day_nothing_can_be_said(hub):
    hub.agreement(ends_on=END)
    none = finding(hub, "vfm_assessment_overdue", END)
    assert (none.state, none.missing) == (
        "not_computable",
        "Any assessment of value for money, held or planned.",
    )
    hub.assessment(due_on=None)
    undated = finding(hub, "vfm_assessment_overdue", END)
    assert (undated.state, undated.missing) == ("not_computable", "The day by which V-1 is due.")


# -- risk_high -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("likelihood", "impact", "mitigation", "state"),
    [
        (3, 5, "Watched", "raised"),
        (4, 3, "Watched", "clear"),
        (2, 5, None, "raised"),
        (3, 3, None, "clear"),
    ],
)
def test_a_risk_is_high_from_15_and_from_10_where_nothing_is_done(
    hub, likelihood, impact, mitigation, state
):
    hub.agreement(ends_on=END)
    hub.risk(inherent_likelihood=likelihood, inherent_impact=impact, mitigation=mitigation)
    assert finding(hub, "risk_high", date(2026, 1, 15)).state == state


def test_what_is_left_after_mitigation_counts_where_it_is_told(hub):
    hub.agreement(ends_on=END)
    score = {"inherent_likelihood": 5, "inherent_impact": 5}
    hub.risk(residual_likelihood=2, residual_impact=5, **score)
    assert finding(hub, "risk_high", date(2026, 1, 15)).state == "clear"
    hub.risk("K-2", residual_likelihood=4, residual_impact=4, **score)
    found = finding(hub, "risk_high", date(2026, 1, 15))
    assert (found.state, found.since) == ("raised", date(2026, 1, 1))
    assert [str(one) for one in found.evidence] == [
        "Quality risk K-2: score 16 (likelihood 4 × impact 4); under 15 is asked"
    ]
    assert found.clears_when == (
        "Bring K-2 from 16 to under 15, or close it. That can be done until the agreement ends "
        "on 31 August 2026."
    )


def test_a_risk_that_nobody_looked_at_for_180_days_is_raised_from_day_181(hub):
    hub.agreement(ends_on=END)
    hub.risk(reviewed_on=date(2026, 1, 1))
    follows(
        hub,
        "risk_high",
        """
        on         | state  | since
        2026-06-29 | clear  | -
        2026-06-30 | clear  | -
        2026-07-01 | raised | 2026-07-01
        2026-07-02 | raised | 2026-07-01
        """,
    )
    remedy = finding(hub, "risk_high", date(2026, 7, 1)).clears_when
    assert remedy.startswith("Review K-1 and record the day.")


def test_a_risk_is_open_until_the_day_on_which_it_was_closed(hub):
    hub.agreement(ends_on=END)
    high = {"inherent_likelihood": 5, "inherent_impact": 4}
    hub.risk(status="closed", closed_on=date(2026, 3, 10), **high)
    follows(
        hub,
        "risk_high",
        """
        on         | state
        2026-03-09 | raised
        2026-03-10 | clear
        2026-03-11 | clear
        """,
    )


def test_a_risk_without_the_day_of_its_review_cannot_be_judged_unless_its_score_is_high(hub):
    hub.agreement(ends_on=END)
    hub.risk(reviewed_on=None)
    found = finding(hub, "risk_high", END)
    assert (found.state, found.missing) == (
        "not_computable",
        "The day on which K-1 was last reviewed.",
    )
    hub.risk("K-2", reviewed_on=None, inherent_likelihood=5, inherent_impact=5, mitigation=None)
    remedy = finding(hub, "risk_high", END).clears_when
    assert remedy.startswith("Record what is done about K-2 and bring it under 15, or close it.")


def test_a_risk_of_the_hub_is_a_flag_of_the_hub_and_of_no_agreement(hub):
    hub.agreement(ends_on=END)
    hub.risk(agreement_code="Hub", inherent_likelihood=5, inherent_impact=5)
    on = date(2026, 1, 15)
    assert finding(hub, "risk_high", on).state == "clear"
    found = finding(hub, "risk_high", on, of=None)
    assert found.state == "raised"
    assert found.clears_when.endswith("That can be done at any time.")
