"""grant_spent, costs, leverage, local_share and self_commissioned_share."""

from datetime import date

import pytest

from tests.support.hub_builder import children, said

SPEND = "kind | category | pence\nspend | staff | {}"


def test_grant_spent_is_spending_over_the_profile_of_revenue_and_capital_grant(hub):
    hub.agreement()
    hub.allocation("L-1", stream="revenue grant", amount_pence=80_000_00)
    hub.allocation("L-2", stream="capital grant", amount_pence=20_000_00)
    hub.allocation("L-3", stream="local authority", amount_pence=50_000_00)
    hub.returned(spending=SPEND.format(27_000_00))
    reading = hub.kpi("grant_spent")
    assert said(reading) == (pytest.approx(0.9), 27_000_00, 30_000_00, "ok")
    assert reading.rag == "green"
    assert hub.kpi("grant_spent", span="year").denominator == 100_000_00


@pytest.mark.parametrize(("pence", "rating"), [(24_000_00, "amber"), (23_999_00, "red")])
def test_grant_spent_is_amber_within_a_fifth_of_one(hub, pence, rating):
    hub.agreement()
    hub.allocation()
    hub.returned(spending=SPEND.format(pence))
    assert hub.kpi("grant_spent").rag == rating


def test_an_own_share_counts_only_where_a_consortium_member_reports_for_it(hub):
    hub.agreement()
    hub.allocation("L-1", amount_pence=10_000_00)
    hub.allocation("L-2", amount_pence=90_000_00, agreement_code=None)
    hub.returned(spending=SPEND.format(3_000_00))
    assert hub.kpi("grant_spent").denominator == 3_000_00
    hub.partner("P-2", is_consortium_member=True)
    hub.agreement("A-2", partner_code="P-2")
    assert hub.kpi("grant_spent").denominator == 30_000_00


def test_money_nobody_told_of_is_missing_and_never_zero(hub):
    hub.agreement()
    hub.allocation()
    hub.returned(attendance=children(10))
    assert hub.kpi("grant_spent").state == "missing"
    assert hub.kpi("leverage").state == "missing"


def test_costs_are_not_applicable_without_an_activity(hub):
    hub.agreement()
    for key in ("cost_per_child", "cost_per_contact_hour"):
        assert hub.kpi(key).state == "not_applicable"


def test_costs_divide_spending_by_hours_and_children_of_the_same_agreements(hub):
    hub.agreement("A-1", activity="ensemble")
    hub.agreement("A-2", activity="singing")
    hub.returned("A-1", spending=SPEND.format(1_000_00), attendance=children(20, hours=2))
    hub.returned(
        "A-2", spending=SPEND.format(9_000_00), attendance=children(30, activity="singing")
    )
    assert said(hub.kpi("cost_per_child", activity="ensemble")) == (50_00, 1_000_00, 20, "ok")
    assert said(hub.kpi("cost_per_contact_hour", activity="ensemble"))[:2] == (25_00, 1_000_00)


def test_the_cost_of_a_few_children_is_suppressed(hub):
    hub.agreement()
    hub.returned(spending=SPEND.format(1_000_00), attendance=children(5))
    assert hub.kpi("cost_per_child", activity="ensemble").state == "suppressed"


def test_leverage_is_other_income_for_each_pound_of_grant_spent(hub):
    hub.agreement()
    hub.returned(
        spending="""
        kind   | category  | pence
        spend  | staff     | 400000
        income | parents   | 60000
        income | in kind   | 40000
        """
    )
    assert said(hub.kpi("leverage")) == (0.25, 1_000_00, 4_000_00, "ok")


def test_local_share_is_what_was_paid_to_partners_at_home_in_the_four_areas(hub):
    hub.partner("P-1", home_area="Bedford")
    hub.partner("P-2", home_area="outside")
    hub.agreement("A-1", partner_code="P-1")
    hub.agreement("A-2", partner_code="P-2")
    hub.payment("Y-1", agreement_code="A-1", amount_pence=30_00, paid_on=date(2025, 9, 1))
    hub.payment("Y-2", agreement_code="A-2", amount_pence=10_00, paid_on=date(2025, 11, 30))
    hub.payment("Y-3", agreement_code="A-2", amount_pence=99_00, paid_on=date(2025, 12, 1))
    hub.payment("Y-4", agreement_code="A-2", amount_pence=99_00, paid_on=None)
    assert said(hub.kpi("local_share")) == (0.75, 30_00, 40_00, "ok")


def test_self_commissioned_share_takes_the_full_value_of_running_agreements(hub):
    hub.partner("P-1", is_consortium_member=True)
    hub.agreement("A-1", partner_code="P-1", value_pence=60_000_00)
    hub.agreement("A-2", partner_code="P-2", value_pence=40_000_00)
    hub.agreement("A-3", partner_code="P-2", value_pence=70_00, starts_on=date(2025, 12, 1))
    reading = hub.kpi("self_commissioned_share")
    assert said(reading) == (0.6, 60_000_00, 100_000_00, "ok")
    assert (reading.rag, reading.target) == ("grey", None)
