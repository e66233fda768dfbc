"""Payment late: the hub owes a partner money that is due."""

from datetime import timedelta

from dashboard.domain.facts import AgreementFacts, Payment
from dashboard.domain.formatting import pounds
from dashboard.policy.rule import CLEAR, Evidence, Fault, Finding, Rule, raised_by, while_it_runs
from data.calendar import Quarter
from data.formatting import day
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    days = policy.rules["payment_late_days"]
    late = [payment for payment in facts.payments if _is_late(facts, payment, days)]
    if not late:
        return CLEAR
    return raised_by([_fault(facts, payment, days) for payment in late], while_it_runs(facts))


def _is_late(facts: AgreementFacts, payment: Payment, days: int) -> bool:
    """Whether it is unpaid for too long, and no return is wanting that it has to wait for."""
    if payment.paid_on or (facts.on - payment.due_on).days <= days:
        return False
    return not payment.needs_return_for or _received_on(facts, payment) is not None


def _received_on(facts: AgreementFacts, payment: Payment):
    return_ = facts.returns.get(Quarter.parse(payment.needs_return_for))
    return return_.received.received_on if return_ else None


def _fault(facts: AgreementFacts, payment: Payment, days: int) -> Fault:
    since = payment.due_on + timedelta(days=days + 1)
    if payment.needs_return_for:
        since = max(since, _received_on(facts, payment))
    sum_said = pounds(payment.amount_pence)
    remedy = f"pay {sum_said} ({payment.payment_ref}) and record the day"
    return Fault(_evidence(facts, payment, days), since, remedy)


def _evidence(facts: AgreementFacts, payment: Payment, days: int) -> Evidence:
    unpaid = (facts.on - payment.due_on).days
    value = f"unpaid {unpaid} days after it fell due on {day(payment.due_on)}"
    threshold = f"{days} days at most"
    if payment.needs_return_for:
        received = day(_received_on(facts, payment))
        threshold += f", and its return for {payment.needs_return_for} came on {received}"
    measure = f"Payment {payment.payment_ref} of {pounds(payment.amount_pence)}"
    return Evidence(measure, value, threshold, day(facts.on), "payments")


RULE = Rule(
    key="payment_late",
    kind="hub",
    clause="risk-payment",
    title="Payment late",
    sentence=(
        "The hub has not made a payment for more than {payment_late_days} days after it fell due, "
        "although the return that it waits for, if any, has come."
    ),
    judge=judge,
    settings=("payment_late_days",),
    after_end=True,
)
