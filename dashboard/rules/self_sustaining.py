"""Sustains itself: a model that now carries itself."""

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.formatting import pounds, share
from dashboard.policy.rule import (
    Evidence,
    Finding,
    Rule,
    chance_after,
    clear,
    known_on,
    not_computable,
    raised,
)
from data.calendar import Quarter
from data.formatting import listed
from data.policies import Policy

OWN = ("own funds", "parents", "schools", "sponsorship")


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    wanted, floor = policy.rules["self_sustaining_quarters"], policy.rules["self_sustaining_share"]
    closed = facts.due_quarters
    if len(closed) < wanted:
        return not_computable(f"Returns for {wanted} closed quarters.")
    silent = [quarter for quarter in closed[-wanted:] if not _is_reported(facts, quarter)]
    if silent:
        return not_computable(f"Income in the return for {listed(silent)}.")
    own, income = _incomes(facts, closed[-wanted:])
    if not income:
        return not_computable(f"Any income in the last {wanted} quarters.")
    evidence = _evidence(own, income, closed[-wanted:], floor)
    if own / income < floor:
        return clear(evidence)
    return raised(
        [evidence],
        _since(facts, closed, wanted, floor),
        _remedy(own, income, floor) + chance_after(facts, closed[-1]),
    )


def _remedy(own: int, income: int, floor: float) -> str:
    other = income - own
    return (
        f"Own income falls under {share(floor)} of all income: beside {pounds(own)} of its own, "
        f"that takes more than {pounds(own / floor - own)} from others ({pounds(other)} now). "
    )


def _is_reported(facts: AgreementFacts, quarter: Quarter) -> bool:
    return quarter in facts.told_quarters("spending")


def _incomes(facts: AgreementFacts, quarters: tuple[Quarter, ...]) -> tuple[int, int]:
    """Own income, and all income with the hub's payments, in pence."""
    own = sum(facts.returns[quarter].income_pence(*OWN) for quarter in quarters)
    other = sum(facts.returns[quarter].income_pence() for quarter in quarters)
    paid = sum(
        payment.amount_pence
        for payment in facts.payments
        if payment.paid_on and quarters[0].start <= payment.paid_on <= quarters[-1].end
    )
    return own, other + paid


def _since(facts: AgreementFacts, closed: tuple[Quarter, ...], wanted: int, floor: float):
    """The day on which the first window of the present run was both closed and told."""
    since = None
    for n in range(len(closed), wanted - 1, -1):
        window = closed[n - wanted : n]
        if not all(_is_reported(facts, quarter) for quarter in window):
            break
        own, income = _incomes(facts, window)
        if not income or own / income < floor:
            break
        since = max(window[-1].due_on, *(known_on(facts, quarter) for quarter in window))
    return since


def _evidence(own: int, income: int, quarters: tuple[Quarter, ...], floor: float) -> Evidence:
    return Evidence(
        "Own income as a share of all income",
        f"{share(own / income)} ({pounds(own)} of {pounds(income)})",
        f"{share(floor)} or more sustains itself",
        f"{quarters[0]} to {quarters[-1]}",
        "spending and payments",
    )


RULE = Rule(
    key="self_sustaining",
    kind="conclude",
    clause="decommissioning",
    title="Sustains itself",
    sentence=(
        "Over the last {self_sustaining_quarters} closed quarters at least "
        "{self_sustaining_share} of all income, the hub's payments included, was the partner's "
        "own: own funds, parents, schools and sponsorship."
    ),
    judge=judge,
    settings=("self_sustaining_quarters", "self_sustaining_share"),
    cleared_by="figures",
)
