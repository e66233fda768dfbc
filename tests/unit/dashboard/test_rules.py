"""The catalogue of rules, and what every rule owes to whoever reads a flag."""

import pytest
from hypothesis import given

from dashboard.kpis import KPIS
from dashboard.policy.flag import KINDS
from dashboard.rules import RULES
from data.vocabulary.clauses import CLAUSES
from data.vocabulary.rules import RULE_KEYS
from tests.support.drawn_facts import POLICY, known
from tests.support.generated_histories import histories

OF_AGREEMENTS = [rule for rule in RULES.values() if "agreement" in rule.of]


def test_a_rule_is_named_as_its_file_and_a_waiver_may_name_it():
    assert RULES.keys() == set(RULE_KEYS)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_cites_its_clause_and_says_what_it_asks(rule):
    assert rule.clause in CLAUSES
    assert rule.kind in KINDS
    assert rule.sentence.endswith(".")
    assert set(rule.kpis) <= KPIS.keys()


def test_every_kpi_cites_a_clause():
    assert {kpi.clause for kpi in KPIS.values()} <= CLAUSES.keys()


@given(histories())
def test_a_raised_flag_has_evidence_a_way_out_and_a_day_that_has_come(facts):
    for rule in OF_AGREEMENTS:
        finding = rule.judge(facts, POLICY)
        if finding.state == "raised":
            assert finding.evidence, rule.key
            assert finding.clears_when.endswith("."), rule.key
            assert finding.since is None or finding.since <= facts.on, rule.key
            assert finding.since or rule.key == "risk_high", "only a risk may lack its day"
        if finding.state == "not_computable":
            assert finding.missing, rule.key


@given(histories())
def test_a_hub_that_heard_nothing_raises_no_concern(facts):
    silent = known(facts.on, objectives=facts.objectives)
    for rule in OF_AGREEMENTS:
        if rule.kind in ("concern", "conclude"):
            assert rule.judge(silent, POLICY).state != "raised", rule.key
