"""Paid without a return: money went out before the report that it waits for."""

from dashboard.domain.facts import AgreementFacts, Payment
from dashboard.domain.formatting import pounds
from dashboard.policy.rule import CLEAR, Evidence, Finding, Rule, raised
from data.calendar import Quarter, quarter_of
from data.formatting import day
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    early = [payment for payment in facts.payments if _is_early(facts, payment)]
    if not early:
        return CLEAR
    year_end = Quarter(quarter_of(facts.on).year, 4).end
    return raised(
        [_evidence(facts, payment) for payment in early],
        min(payment.paid_on for payment in early),
        f"It stays on record until the academic year ends on {day(year_end)}; from now on, pay "
        "only once the return has come.",
    )


def _is_early(facts: AgreementFacts, payment: Payment) -> bool:
    """Whether it was paid this academic year, before the return that it needs."""
    if not payment.paid_on or not payment.needs_return_for:
        return False
    received_on = _received_on(facts, payment)
    is_this_year = quarter_of(payment.paid_on).year == quarter_of(facts.on).year
    return is_this_year and (received_on is None or received_on > payment.paid_on)


def _received_on(facts: AgreementFacts, payment: Payment):
    return_ = facts.returns.get(Quarter.parse(payment.needs_return_for))
    return return_.received.received_on if return_ else None


def _evidence(facts: AgreementFacts, payment: Payment) -> Evidence:
    received_on = _received_on(facts, payment)
    return Evidence(
        f"Payment {payment.payment_ref} of {pounds(payment.amount_pence)}",
        f"made on {day(payment.paid_on)}",
        f"its return for {payment.needs_return_for} "
        + (f"came on {day(received_on)}" if received_on else "has not come"),
        payment.needs_return_for,
        "payments",
    )


RULE = Rule(
    key="paid_without_return",
    kind="money",
    clause="risk-payment",
    title="Paid without a return",
    sentence=(
        "A payment that needs a return was made before that return came. It stays on record for "
        "the payment's academic year."
    ),
    judge=judge,
    cleared_by="figures",
    after_end=True,
)
