"""The catalogue of rules, and what every rule owes to whoever reads a flag."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.kpis import KPIS
from dashboard.rule import KINDS
from dashboard.rules import RULES
from tests.known import END, POLICY, Q1, Q2, Q3, Q4, START, came, known, objective, payment, review

CLAUSES = {
    "mission",
    "accountability",
    "value-for-money",
    "principles",
    "outcomes",
    "promotion",
    "renewal",
    "procurement",
    "proposals",
    "self-commissioning",
    "risk-payment",
    "sustainability",
    "monitoring",
    "decommissioning",
    "approval",
    "annual-review",
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_cites_its_clause_and_says_what_it_asks(rule):
    assert rule.clause in CLAUSES
    assert rule.kind in KINDS
    assert rule.sentence.endswith(".")
    assert set(rule.kpis) <= KPIS.keys()


def test_every_kpi_cites_a_clause():
    assert {kpi.clause for kpi in KPIS.values()} <= CLAUSES


@st.composite
def histories(draw):
    """An agreement's year, as good or as bad and as silent as can be."""
    on = draw(st.dates(START, END))
    returns = [
        came(
            quarter,
            quarter.end + timedelta(days=draw(st.integers(1, 60))),
            spent=draw(st.integers(0, 20_000_00)),
            income={"parents": draw(st.integers(0, 20_000_00))},
            values={code: draw(st.none() | st.integers(0, 120)) for code in ("O-1", "O-2")},
        )
        for quarter in sorted(draw(st.sets(st.sampled_from([Q1, Q2, Q3, Q4]))))
    ]
    told = [(quarter, one) for quarter, one in returns if one.received.received_on <= on]
    return known(
        on,
        told,
        objectives=(objective("O-1", due_on=date(2026, 2, 28)), objective("O-2")),
        payments=(payment(paid_on=START, amount_pence=1, needs_return_for="2025/26 Q1"),),
        reviews=(review(date(2026, 3, 1)),),
        kpis={"satisfaction_positive": {q: (draw(st.integers(0, 10)), 10) for q, _ in told}},
    )


@given(histories())
def test_a_raised_flag_has_evidence_a_way_out_and_a_day_that_has_come(facts):
    for rule in RULES.values():
        finding = rule.judge(facts, POLICY)
        if finding.state == "raised":
            assert finding.evidence, rule.key
            assert finding.clears_when.endswith("."), rule.key
            assert START <= finding.since <= facts.on, rule.key
        if finding.state == "not_computable":
            assert finding.missing, rule.key


@given(histories())
def test_a_hub_that_heard_nothing_raises_no_concern(facts):
    silent = known(facts.on, objectives=facts.objectives)
    for rule in RULES.values():
        if rule.kind in ("concern", "conclude"):
            assert rule.judge(silent, POLICY).state != "raised", rule.key
