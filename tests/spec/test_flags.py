"""Which agreements are judged on a day, waivers, replay, and who sees what."""

from datetime import date, timedelta

import pytest

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.rules import RULES
from tests.support.sessions import ask

END = date(2026, 8, 31)


def states(hub, on, viewer=COMMAND_LINE) -> dict:
    found = ask(hub.store(today=date(2027, 6, 1)), viewer, "judge.flags", on)
    of_agreements = (flag for flag in found if flag.agreement_code)
    return {(flag.agreement_code, flag.rule.key): flag.finding.state for flag in of_agreements}


def test_every_state_of_every_rule_is_listed_while_an_agreement_runs(hub):
    hub.agreement()
    keys = {("A-1", rule.key) for rule in RULES.values() if "agreement" in rule.of}
    assert states(hub, date(2025, 8, 31)) == {}
    assert states(hub, date(2025, 9, 1)).keys() == keys
    assert states(hub, END).keys() == keys


@pytest.mark.parametrize("days", [1, 120])
def test_returns_and_payments_are_judged_for_120_days_after_the_end(hub, days):
    hub.agreement()
    found = states(hub, END + timedelta(days=days))
    assert {key for _, key in found} == {
        "return_overdue",
        "payment_late",
        "paid_beyond_allocation",
        "paid_without_return",
    }
    assert states(hub, END + timedelta(days=121)) == {}


def test_a_waiver_counts_through_its_last_day(hub):
    hub.agreement()
    hub.waiver(rule="return_overdue", expires_on=date(2026, 1, 10))
    assert states(hub, date(2026, 1, 10))["A-1", "return_overdue"] == "waived"
    assert states(hub, date(2026, 1, 11))["A-1", "return_overdue"] == "raised"
    assert states(hub, date(2025, 12, 1))["A-1", "return_overdue"] == "clear"


def test_a_past_day_knows_only_what_had_come_by_then(hub):
    hub.agreement()
    hub.returned(received_on=date(2026, 1, 20))
    hub.review(due_on=date(2026, 1, 10), held_on=date(2026, 1, 25))
    assert states(hub, date(2026, 1, 19))["A-1", "return_overdue"] == "raised"
    assert states(hub, date(2026, 1, 20))["A-1", "return_overdue"] == "clear"
    assert states(hub, date(2026, 1, 24))["A-1", "review_overdue"] == "raised"
    assert states(hub, date(2026, 1, 25))["A-1", "review_overdue"] == "clear"


def test_a_past_day_reads_the_register_as_it_stood(hub):
    hub.agreement(valid_to=date(2026, 2, 1))
    hub.agreement(area="Bedford", valid_from=date(2026, 2, 1))
    store = hub.store(today=date(2026, 6, 1))
    areas = {
        day: {
            flag.area
            for flag in ask(store, COMMAND_LINE, "judge.flags", day)
            if flag.agreement_code
        }
        for day in (date(2026, 1, 31), date(2026, 2, 1))
    }
    assert list(areas.values()) == [{"Luton"}, {"Bedford"}]


def test_a_lead_sees_flags_of_the_areas_that_are_theirs_and_the_hub_wide_ones(hub):
    for code, area in (("A-1", "Luton"), ("A-2", "Bedford"), ("A-3", "Hub")):
        hub.agreement(code, area=area)
    lead = Viewer("lead", frozenset({"Luton"}))
    assert {code for code, _ in states(hub, END, lead)} == {"A-1", "A-3"}


def test_every_area_and_the_hub_itself_are_judged_whether_or_not_an_agreement_runs(hub):
    hub.agreement(ends_on=date(2025, 12, 31))
    found = ask(hub.store(today=date(2027, 6, 1)), COMMAND_LINE, "judge.flags")
    assert {(flag.rule.key, flag.area) for flag in found} == {
        ("need_uncovered", "Bedford"),
        ("need_uncovered", "Central Bedfordshire"),
        ("need_uncovered", "Luton"),
        ("need_uncovered", "Milton Keynes"),
        ("risk_high", "Hub"),
        ("decision_not_reported", "Hub"),
        ("policy_review_overdue", "Hub"),
    }


def test_a_lead_sees_the_needs_of_the_areas_that_are_theirs_and_what_is_the_hubs(hub):
    lead = Viewer("lead", frozenset({"Luton"}))
    found = ask(hub.store(), lead, "judge.flags")
    assert {flag.area for flag in found} == {"Luton", "Hub"}
    assert {flag.area for flag in found if flag.rule.key == "need_uncovered"} == {"Luton"}
