"""paid_without_return and spend_off_profile."""

from datetime import date

import pytest

from tests.support.drawn_facts import (
    DAY,
    Q1,
    Q2,
    agreement,
    came,
    judged,
    known,
    payment,
)

PAID = date(2025, 12, 10)


@pytest.mark.parametrize(
    ("received", "state"),
    [(PAID - DAY, "clear"), (PAID, "clear"), (PAID + DAY, "raised"), (None, "raised")],
)
def test_a_payment_waits_for_its_return(received, state):
    due = payment(paid_on=PAID, amount_pence=5_000_00, needs_return_for="2025/26 Q1")
    returns = [came(Q1, received)] if received else []
    finding = judged("paid_without_return", known(date(2026, 1, 15), returns, payments=(due,)))
    assert finding.state == state
    assert finding.since == (PAID if state == "raised" else None)


def test_it_stands_for_the_payments_academic_year_and_not_after():
    early = payment(paid_on=PAID, amount_pence=1, needs_return_for="2025/26 Q1")
    for on, state in ((date(2026, 8, 31), "raised"), (date(2026, 9, 1), "clear")):
        facts = known(on, [came(Q1)], payments=(early,), agreement=agreement(ends_on=on))
        assert judged("paid_without_return", facts).state == state


def test_a_payment_that_needs_no_return_or_is_not_made_is_no_matter():
    free = payment("Y-1", paid_on=PAID, amount_pence=1)
    waiting = payment("Y-2", amount_pence=1, needs_return_for="2025/26 Q1")
    facts = known(PAID, payments=(free, waiting))
    assert judged("paid_without_return", facts).state == "clear"


def spending(pence: int, on=Q1.due_on, value=10_000_00):
    returns = [came(Q1, on=Q1.end + DAY, spent=pence)]
    return judged("spend_off_profile", known(on, returns, agreement=agreement(value_pence=value)))


@pytest.mark.parametrize(
    ("pence", "state"),
    [(2_500_00, "clear"), (2_499_99, "raised"), (3_500_00, "clear"), (3_500_01, "raised")],
)
def test_spending_may_differ_from_its_profile_by_five_hundred_pounds(pence, state):
    assert spending(pence).state == state


@pytest.mark.parametrize(
    ("pence", "state"),
    [(25_500_00, "clear"), (25_499_99, "raised"), (34_500_00, "clear"), (34_500_01, "raised")],
)
def test_spending_may_differ_from_its_profile_by_fifteen_per_cent(pence, state):
    finding = spending(pence, value=100_000_00)
    assert finding.state == state
    if state == "raised":
        assert finding.since == Q1.end + DAY
        assert "spending to date between £51,000 and £69,000" in finding.clears_when


def test_it_says_how_much_is_to_be_spent_next_and_until_when_that_can_be_shown():
    assert spending(2_000_00).clears_when == (
        "Spend £3,100 to £4,900 more in 2025/26 Q2, which brings spending to date between £5,100 "
        "and £6,900, of £10,000 in all; or the agreement is varied. The next return that can show "
        "it is 2025/26 Q2, due 28 March 2026."
    )
    assert spending(6_000_00).clears_when.startswith("Spend at most £900 more in 2025/26 Q2")
    assert spending(7_000_00).clears_when.startswith("£100 more than its profile allows is spent")
    ending = agreement(ends_on=Q1.end, value_pence=10_000_00)
    facts = known(Q1.end, [came(Q1, Q1.end - DAY, spent=0)], agreement=ending)
    last = judged("spend_off_profile", known(Q1.end + DAY, facts.returns.items(), agreement=ending))
    assert last.clears_when.startswith("A corrected return shows spending to date between £8,500")
    assert "No further return is owed" in last.clears_when


def test_a_due_return_that_does_not_tell_of_spending_makes_it_not_computable():
    told = [came(Q1, spent=0)]
    assert judged("spend_off_profile", known(Q2.due_on, told)).state == "raised"
    finding = judged("spend_off_profile", known(Q2.due_on + DAY, told))
    assert finding.missing == "Spending in the return for 2025/26 Q2."
    assert judged("spend_off_profile", known(Q1.start)).state == "not_computable"


def test_the_value_is_spread_over_the_academic_years_by_the_hubs_profile():
    two_years = agreement(ends_on=date(2027, 8, 31), value_pence=20_000_00)
    facts = known(Q1.due_on, [came(Q1, spent=3_000_00)], agreement=two_years)
    assert "£3,000 by profile" in judged("spend_off_profile", facts).evidence[0].threshold
