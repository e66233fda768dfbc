"""Paid beyond allocation: more was paid than was set aside."""

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.formatting import pounds
from dashboard.policy.rule import (
    Evidence,
    Finding,
    Rule,
    clear,
    not_computable,
    raised,
    standing_since,
)
from data.calendar import Quarter, quarter_of
from data.formatting import day
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    year = quarter_of(facts.on).academic_year
    sums = [a.amount_pence for a in facts.allocations if a.year == year]
    paid, allocated = sum(pence for _, pence in _payments(facts)), sum(sums)
    if not sums and paid > 0:
        return not_computable(f"What is allocated to it for {year}; {pounds(paid)} was paid.")
    evidence = _evidence(paid, allocated, year)
    if paid <= allocated:
        return clear(evidence)
    return raised([evidence], _since(facts, allocated), _remedy(facts, paid - allocated))


def _payments(facts: AgreementFacts) -> list[tuple]:
    """(day, pence) of what was paid in the academic year, oldest first."""
    year = quarter_of(facts.on).year
    paid = [payment for payment in facts.payments if payment.paid_on]
    now = (p for p in paid if quarter_of(p.paid_on).year == year)
    return sorted((p.paid_on, p.amount_pence) for p in now)


def _since(facts: AgreementFacts, allocated: int):
    """The day from which payments have stood above what is allocated today."""
    total, by_day = 0, {}
    for paid_on, pence in _payments(facts):
        total += pence
        by_day[paid_on] = total > allocated
    return standing_since(by_day.items())


def _remedy(facts: AgreementFacts, over: int) -> str:
    code, year = facts.agreement.agreement_code, quarter_of(facts.on)
    return (
        f"{pounds(over)} is paid back, or is added to what {code} is allocated for "
        f"{year.academic_year}. That can be done until the academic year ends on "
        f"{day(Quarter(year.year, 4).end)}."
    )


def _evidence(paid: int, allocated: int, year: str) -> Evidence:
    within = f"{pounds(allocated)} is allocated for {year}"
    return Evidence("Paid this academic year", pounds(paid), within, year, "payments")


RULE = Rule(
    key="paid_beyond_allocation",
    kind="money",
    clause="risk-payment",
    title="Paid beyond allocation",
    sentence="More was paid in this academic year than was allocated to the agreement for it.",
    judge=judge,
    cleared_by="figures",
    after_end=True,
)
