"""paid_beyond_allocation and payment_late."""

from datetime import date

from tests.support.rule_over_days import finding, follows

END = date(2026, 8, 31)


def test_payments_of_an_academic_year_stay_within_its_allocation(hub):
    hub.agreement(ends_on=date(2027, 8, 31))
    hub.allocation("L-1", year="2025/26", amount_pence=8_000_00)
    hub.allocation("L-2", year="2026/27", amount_pence=8_000_00)
    hub.payment("Y-1", amount_pence=8_000_00, paid_on=date(2025, 10, 1))
    hub.payment("Y-2", amount_pence=1_200_00, paid_on=date(2026, 4, 10))
    follows(
        hub,
        "paid_beyond_allocation",
        """
        on         | state  | since
        2026-04-09 | clear  | -
        2026-04-10 | raised | 2026-04-10
        2026-04-11 | raised | 2026-04-10
        2026-08-31 | raised | 2026-04-10
        2026-09-01 | clear  | -
        """,
    )
    found = finding(hub, "paid_beyond_allocation", date(2026, 5, 1))
    assert str(found.evidence[0]) == (
        "Paid this academic year: £9,200; £8,000 is allocated for 2025/26"
    )
    assert found.clears_when == (
        "£1,200 is paid back, or is added to what A-1 is allocated for 2025/26. That can be done "
        "until the academic year ends on 31 August 2026."
    )


def test_what_is_paid_back_clears_it(hub):
    hub.agreement(ends_on=END)
    hub.allocation(amount_pence=8_000_00)
    hub.payment("Y-1", amount_pence=9_000_00, paid_on=date(2026, 4, 1))
    hub.payment("Y-2", amount_pence=-1_000_00, paid_on=date(2026, 4, 20))
    follows(
        hub,
        "paid_beyond_allocation",
        """
        on         | state
        2026-04-19 | raised
        2026-04-20 | clear
        """,
    )


def test_without_an_allocation_a_payment_cannot_be_judged(hub):
    hub.agreement(ends_on=END)
    on = date(2026, 4, 2)
    assert finding(hub, "paid_beyond_allocation", on).state == "clear"
    hub.payment(amount_pence=9_000_00, paid_on=date(2026, 4, 1))
    found = finding(hub, "paid_beyond_allocation", on)
    assert (found.state, found.missing) == (
        "not_computable",
        "What is allocated to it for 2025/26; £9,000 was paid.",
    )


def test_a_payment_is_late_from_day_31_until_it_is_made(hub):
    hub.agreement(ends_on=END)
    hub.payment(due_on=date(2026, 3, 1), paid_on=date(2026, 4, 20), amount_pence=5_000_00)
    follows(
        hub,
        "payment_late",
        """
        on         | state  | since
        2026-03-30 | clear  | -
        2026-03-31 | clear  | -
        2026-04-01 | raised | 2026-04-01
        2026-04-19 | raised | 2026-04-01
        2026-04-20 | clear  | -
        """,
    )
    found = finding(hub, "payment_late", date(2026, 4, 1))
    assert str(found.evidence[0]) == (
        "Payment Y-1 of £5,000: unpaid 31 days after it fell due on 1 March 2026; 30 days at most"
    )
    assert found.clears_when == (
        "Pay £5,000 (Y-1) and record the day. That can be done until the agreement ends on "
        "31 August 2026."
    )


def test_a_payment_that_waits_for_its_return_is_late_only_once_that_has_come(hub):
    hub.agreement(ends_on=END)
    hub.payment(due_on=date(2026, 1, 1), needs_return_for="2025/26 Q1")
    hub.returned(quarter="2025/26 Q1", received_on=date(2026, 4, 10))
    follows(
        hub,
        "payment_late",
        """
        on         | state  | since
        2026-04-09 | clear  | -
        2026-04-10 | raised | 2026-04-10
        2026-04-11 | raised | 2026-04-10
        """,
    )
    (fact,) = finding(hub, "payment_late", date(2026, 4, 10)).evidence
    assert "its return for 2025/26 Q1 came on 10 April 2026" in fact.threshold


def test_a_payment_is_still_looked_at_after_the_agreement_has_ended(hub):
    hub.agreement(ends_on=END)
    hub.payment(due_on=date(2026, 8, 20))
    found = finding(hub, "payment_late", date(2026, 9, 20))
    assert found.state == "raised"
    assert "can still be done although the agreement has ended" in found.clears_when
