"""Any year of an agreement: as good or as bad, as orderly or as silent as can be."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from dashboard.domain import facts as f
from tests.support.drawn_facts import (
    END,
    Q1,
    Q2,
    Q3,
    Q4,
    START,
    agreement,
    came,
    known,
    need,
    objective,
    payment,
    review,
)

YEAR = timedelta(days=365)
DECISIONS = st.builds(
    lambda kind, day, body, reported_on: f.Decision(
        decision_ref="D-1",
        agreement_code="A-1",
        kind=kind,
        decided_on=day,
        decided_by=body,
        reported_on=reported_on,
    ),
    st.sampled_from(["award", "renew", "improvement plan"]),
    st.dates(START - YEAR, END),
    st.sampled_from(["executive group", "music service", "hub lead"]),
    st.none() | st.just(START),
)
ASSESSMENTS = st.builds(
    lambda due_on, made_on: f.Assessment(
        assessment_ref="V-1",
        agreement_code="A-1",
        stage="mid-term",
        due_on=due_on,
        assessed_on=made_on,
    ),
    st.none() | st.dates(START, END),
    st.none() | st.just(START),
)
SCALE = st.integers(1, 5)
RISKS = st.builds(
    lambda likelihood, impact, done, reviewed_on, status: f.Risk(
        risk_ref="K-1",
        agreement_code="A-1",
        category="quality",
        inherent_likelihood=likelihood,
        inherent_impact=impact,
        mitigation=done,
        reviewed_on=reviewed_on,
        status=status,
    ),
    SCALE,
    SCALE,
    st.none() | st.just("Watched"),
    st.none() | st.dates(START - YEAR, END),
    st.sampled_from(["open", "closed"]),
)
NEED = need(identified_on=START - YEAR)
ALLOCATION = f.Allocation(year="2025/26", amount_pence=0, agreement_code="A-1")


@st.composite
def histories(draw):
    """An agreement's year, as good or as bad and as silent as can be."""
    on = draw(st.dates(START, END))
    days, codes = st.dates(START - YEAR, on), st.sampled_from([None, "N-1", "N-2", "N-9"])
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
        agreement=agreement(
            quotes_received=draw(st.none() | st.integers(0, 4)),
            approved_on=draw(st.none() | days),
            conflict_declared_on=draw(st.none() | days),
        ),
        partner=f.Partner(
            partner_code="P-1",
            name="Luton service",
            home_area="Luton",
            is_consortium_member=draw(st.booleans()),
        ),
        decisions=draw(st.lists(DECISIONS.filter(lambda d: d.decided_on <= on), max_size=3)),
        assessments=draw(st.lists(ASSESSMENTS, max_size=2)),
        risks=draw(st.lists(RISKS.filter(lambda r: not r.reviewed_on or r.reviewed_on <= on))),
        needs={"N-1": NEED, "N-2": replace(NEED, need_code="N-2", closed_on=START)},
        objectives=(
            objective("O-1", due_on=date(2026, 2, 28), need_code=draw(codes)),
            objective("O-2", need_code=draw(codes)),
        ),
        payments=(
            payment(due_on=START, paid_on=START, amount_pence=1, needs_return_for="2025/26 Q1"),
            payment("Y-2", due_on=START, amount_pence=1, needs_return_for="2025/26 Q2"),
        ),
        allocations=draw(st.lists(st.just(ALLOCATION), max_size=1)),
        reviews=(review(date(2026, 3, 1)),),
        kpis={"satisfaction_positive": {q: (draw(st.integers(0, 10)), 10) for q, _ in told}},
    )
