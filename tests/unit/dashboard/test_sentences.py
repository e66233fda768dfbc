"""Thresholds are said from the settings in force, wherever a sentence is shown."""

import re
from dataclasses import replace

import pytest

from dashboard.components.setting_words import sentence
from dashboard.kpis import KPIS
from dashboard.pages.methods.view import kpi_definitions, rule_definitions
from dashboard.rules import RULES
from data.policies import QuoteBand
from tests.support.drawn_facts import POLICY
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

CHANGED = {
    "quality_floor": 0.655,
    "quality_quarters": 3,
    "quality_min_answers": 12,
    "unmet_share": 0.4,
    "unmet_min_due": 3,
    "delivery_floor": 0.7,
    "review_due_days": 45,
    "spend_tolerance": 0.08,
    "spend_tolerance_pence": 750_00,
    "self_sustaining_share": 0.9,
    "self_sustaining_quarters": 8,
    "delivery_quarters": 3,
    "returns_in_a_row": 3,
    "renewal_decision_days": 150,
    "risk_score": 16,
    "risk_score_unmitigated": 12,
    "risk_review_days": 200,
    "payment_late_days": 20,
    "decision_report_days": 75,
    "need_priority": 2,
}
BANDS = {area: (QuoteBand(0, 2), QuoteBand(25_000_00, 4)) for area in POLICY.quote_bands}
NEXT = replace(POLICY, rules=POLICY.rules | CHANGED, quote_bands=BANDS)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_no_rule_writes_a_threshold_of_its_own(rule):
    assert not re.search(r"\d", rule.sentence)
    assert "{" not in sentence(rule.sentence, POLICY)


@pytest.mark.parametrize("kpi", KPIS.values(), ids=KPIS)
def test_every_measures_sentence_can_be_said(kpi):
    assert "{" not in sentence(kpi.sentence, POLICY)


def test_the_next_policy_file_changes_what_the_methods_page_says():
    said = words(drawn(rule_definitions(RULES.values(), NEXT)))
    for told in (
        "Fewer than 66% of the answers",
        "last three quarters that have at least 12 answers",
        "40% or more of the objectives",
        "at least three due",
        "under 70% of its profile",
        "within 45 days",
        "more than 8.0% and more than £750",
        "last eight closed quarters at least 90%",
        "of its profile three quarters running",
        "ends within 150 days",
        "graver where three in a row are missing",
        "scores 16 or more, or 12 or more with nothing done",
        "not reviewed for more than 200 days",
        "for more than 20 days after it fell due",
        "taken 75 days ago or more",
        "A need of priority two",
        "at least 2, and 4 from £25,000 up",
    ):
        assert told in said


def test_quotes_are_said_by_area_where_the_authorities_differ():
    differ = replace(NEXT, quote_bands=BANDS | {"Luton": (QuoteBand(0, 1),)})
    said = sentence(RULES["procurement_below_requirement"].sentence, differ)
    assert "Bedford: at least 2, and 4 from £25,000 up; " in said
    assert "Luton: at least 1; " in said


def test_due_days_come_from_the_hubs_calendar():
    said = words(drawn(kpi_definitions(KPIS.values(), POLICY)))
    assert "28 days after the quarter's end" in said
    assert "at least 30 days of a quarter" in said
