"""Who agreed, who was told, and who decided for themselves."""

from datetime import date

import pytest

from tests.support.rule_over_days import finding, follows

END = date(2026, 8, 31)
ON = date(2026, 1, 15)


# -- award_not_approved ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("approved_on", "state"),
    [
        (date(2025, 8, 31), "clear"),
        (date(2025, 9, 1), "clear"),
        (date(2025, 9, 2), "raised"),
        (None, "raised"),
    ],
)
def test_approval_comes_by_the_day_of_the_start(hub, approved_on, state):
    hub.agreement(starts_on=date(2025, 9, 1), approved_on=approved_on)
    found = finding(hub, "award_not_approved", ON)
    assert found.state == state
    assert found.since == (date(2025, 9, 1) if state == "raised" else None)


def test_it_says_whether_approval_can_still_be_recorded(hub):
    hub.agreement(ends_on=END)
    hub.decision(kind="award", decided_on=date(2025, 7, 1))
    none = finding(hub, "award_not_approved", ON)
    assert none.state == "raised", "an award in the decision log does not stand in for it"
    assert none.clears_when == (
        "Record the Executive Group's approval of A-1, if it was given by 1 September 2025. If it "
        "was not, the Executive Group can waive the rule with a reason, until the agreement ends "
        "on 31 August 2026."
    )
    hub.agreement("A-2", ends_on=END, approved_on=date(2025, 10, 1))
    late = finding(hub, "award_not_approved", ON, "A-2")
    assert late.clears_when.startswith("Approval that came too late stays on record;")


def test_on_a_past_day_approval_to_come_had_not_been_given(hub):
    hub.agreement(approved_on=date(2025, 10, 1))
    (fact,) = finding(hub, "award_not_approved", date(2025, 9, 30)).evidence
    assert fact.value == "none recorded"


# -- decision_not_reported -------------------------------------------------------------------------


def test_a_decision_is_to_be_reported_before_it_is_ninety_days_old(hub):
    hub.agreement()
    hub.decision(kind="vary", decided_on=date(2026, 1, 1), reported_on=date(2026, 4, 20))
    follows(
        hub,
        "decision_not_reported",
        """
        on         | state  | since
        2026-03-31 | clear  | -
        2026-04-01 | raised | 2026-04-01
        2026-04-02 | raised | 2026-04-01
        2026-04-19 | raised | 2026-04-01
        2026-04-20 | clear  | -
        """,
    )
    found = finding(hub, "decision_not_reported", date(2026, 4, 2))
    assert str(found.evidence[0]) == (
        "Decision D-1 (vary, A-1): taken on 1 January 2026, 91 days ago, and not reported; "
        "within 90 days is asked"
    )
    assert found.clears_when == (
        "Report D-1 to the Oversight Committee and record the day. That can be done until the "
        "agreement ends on 31 August 2026."
    )


def test_a_decision_without_an_agreement_is_the_hubs(hub):
    hub.agreement()
    hub.decision(agreement_code=None, opportunity_code="C-1", kind="decline")
    assert finding(hub, "decision_not_reported", ON).state == "clear"
    found = finding(hub, "decision_not_reported", ON, of=None)
    assert (found.state, found.since) == ("raised", date(2025, 9, 29))
    assert found.evidence[0].measure == "Decision D-1 (decline, C-1)"


# -- self_commission_undeclared --------------------------------------------------------------------


def own(hub, declared_on=date(2025, 6, 1), **decision) -> None:
    """The agreement of Luton's own service in Luton."""
    hub.partner("S-1", name="Luton service", home_area="Luton", is_consortium_member=True)
    hub.agreement(partner_code="S-1", area="Luton", conflict_declared_on=declared_on)
    if decision:
        hub.decision(**decision)


def test_a_consortium_member_declares_its_interests(hub):
    own(hub, declared_on=date(2025, 10, 10), decided_by="executive group")
    follows(
        hub,
        "self_commission_undeclared",
        """
        on         | state  | since
        2025-10-09 | raised | 2025-09-01
        2025-10-10 | clear  | -
        2025-10-11 | clear  | -
        """,
    )
    found = finding(hub, "self_commission_undeclared", date(2025, 9, 5))
    assert found.clears_when == (
        "Record the day on which Luton service declared its interests for A-1. That can be done "
        "until the agreement ends on 31 August 2026."
    )


@pytest.mark.parametrize(
    ("body", "home", "state"),
    [
        ("executive group", "Luton", "clear"),
        ("hub lead", "Luton", "clear"),
        ("music service", "Luton", "raised"),
        ("music service", "Bedford", "clear"),
        ("hub lead", "Central Bedfordshire", "raised"),
    ],
)
def test_whoever_delivers_does_not_decide(hub, body, home, state):
    hub.partner("S-1", name="A service", home_area=home, is_consortium_member=True)
    declared = {"conflict_declared_on": date(2025, 6, 1)}
    hub.agreement(partner_code="S-1", area="Luton", **declared)
    hub.decision(kind="ad hoc", decided_by=body)
    assert finding(hub, "self_commission_undeclared", ON).state == state


def test_a_new_award_by_the_executive_group_clears_it(hub):
    own(hub, decided_by="music service", decided_on=date(2025, 7, 1))
    hub.decision("D-2", decided_by="executive group", decided_on=date(2026, 2, 10))
    follows(
        hub,
        "self_commission_undeclared",
        """
        on         | state  | since
        2026-02-09 | raised | 2025-09-01
        2026-02-10 | clear  | -
        2026-02-11 | clear  | -
        """,
    )
    found = finding(hub, "self_commission_undeclared", ON)
    assert str(found.evidence[0]) == (
        "Award D-1: decided by the music service on 1 July 2025; "
        "not by Luton service, which delivers"
    )


def test_without_the_award_it_is_not_known_who_decided(hub):
    own(hub)
    found = finding(hub, "self_commission_undeclared", ON)
    assert (found.state, found.missing) == (
        "not_computable",
        "The decision that awarded the agreement: who took it.",
    )


def test_others_than_consortium_members_have_nothing_to_declare(hub):
    hub.agreement()
    assert finding(hub, "self_commission_undeclared", ON).state == "clear"


# -- policy_review_overdue -------------------------------------------------------------------------


def test_the_policy_is_overdue_from_the_day_after_its_review_was_due(hub):
    follows(
        hub,
        "policy_review_overdue",
        """
        on         | state  | since
        2025-09-29 | clear  | -
        2025-09-30 | clear  | -
        2025-10-01 | raised | 2025-10-01
        2025-10-02 | raised | 2025-10-01
        """,
        of=None,
    )
    found = finding(hub, "policy_review_overdue", date(2025, 10, 2), of=None)
    assert str(found.evidence[0]) == (
        "Review of the policy: 2 days overdue; settings 2025-09 have it due by 30 September 2025"
    )
    assert found.clears_when.endswith("That can be done at any time.")
