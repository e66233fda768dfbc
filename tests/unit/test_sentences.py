"""Thresholds are said from the settings in force, wherever a sentence is shown."""

import re
from dataclasses import replace

import pytest

from dashboard.kpis import KPIS
from dashboard.layout.methods import kpi_definitions, rule_definitions
from dashboard.rules import RULES
from dashboard.sentences import sentence
from tests.known import POLICY
from tests.little_hub import words
from tests.unit.test_layout_parts import drawn

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
}
NEXT = replace(POLICY, rules=POLICY.rules | CHANGED)


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
    ):
        assert told in said


def test_due_days_come_from_the_hubs_calendar():
    said = words(drawn(kpi_definitions(KPIS.values(), POLICY)))
    assert "28 days after the quarter's end" in said
    assert "at least 30 days of a quarter" in said
