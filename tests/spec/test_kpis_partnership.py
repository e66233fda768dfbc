"""active_partners, returns_on_time and what the coverage of every KPI counts."""

from datetime import date

from tests.support.hub_builder import said


def test_active_partners_counts_each_partner_once(hub):
    hub.agreement("A-1", partner_code="P-1")
    hub.agreement("A-2", partner_code="P-1")
    hub.agreement("A-3", partner_code="P-2", ends_on=date(2025, 9, 1))
    hub.agreement("A-4", partner_code="P-3", starts_on=date(2025, 12, 1))
    assert said(hub.kpi("active_partners")) == (2, 2, None, "ok")
    assert said(hub.kpi("active_partners", span="year")) == (3, 3, None, "ok")


def test_active_partners_is_a_true_zero_where_none_runs_and_missing_without_a_register(hub):
    assert said(hub.kpi("active_partners")) == (None, None, None, "missing")
    hub.agreement("A-1", area="Luton")
    assert said(hub.kpi("active_partners", area="Bedford")) == (0, 0, None, "ok")


def test_hub_wide_agreements_are_in_everything_and_in_no_area(hub):
    hub.agreement("A-1", partner_code="P-1", area="Luton")
    hub.agreement("A-2", partner_code="P-2", area="Hub")
    assert hub.kpi("active_partners").value == 2
    assert hub.kpi("active_partners", area="Luton").value == 1
    assert hub.kpi("active_partners", area="Hub").value == 1


def test_returns_on_time_counts_the_first_version_by_its_due_day(hub):
    for code in ("A-1", "A-2", "A-3"):
        hub.agreement(code)
    hub.returned("A-1", received_on=date(2025, 12, 28))
    hub.returned("A-2", received_on=date(2025, 12, 29))
    assert said(hub.kpi("returns_on_time")) == (1 / 3, 1, 3, "ok")


def test_a_resent_return_keeps_the_day_of_the_first(hub):
    hub.agreement()
    hub.returned(received_on=date(2025, 12, 10), until=date(2026, 1, 5))
    hub.returned(received_on=date(2026, 1, 5))
    assert said(hub.kpi("returns_on_time")) == (1.0, 1, 1, "ok")


def test_a_return_is_owed_from_thirty_days_both_end_days_counted(hub):
    hub.agreement("A-1", ends_on=date(2025, 9, 29))
    hub.agreement("A-2", ends_on=date(2025, 9, 30))
    assert said(hub.kpi("returns_on_time")) == (0.0, 0, 1, "ok")


def test_nothing_is_due_until_the_due_day_has_passed(hub):
    hub.agreement()
    on_the_day = hub.kpi("returns_on_time", today=date(2025, 12, 28))
    assert said(on_the_day) == (None, None, None, "not_applicable")
    assert on_the_day.rag == "grey"
    assert hub.kpi("returns_on_time", today=date(2025, 12, 29)).denominator == 1


def test_coverage_says_how_many_of_the_returns_came(hub):
    hub.agreement("A-1")
    hub.agreement("A-2")
    hub.returned("A-1", is_nil=True)
    coverage = hub.kpi("children_reached").coverage
    assert (coverage.received, coverage.due) == (1, 2)
