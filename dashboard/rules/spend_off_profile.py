"""Spending off profile: spending runs ahead of its profile, or behind."""

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.formatting import pounds
from dashboard.domain.progress import share_due
from dashboard.policy.rule import (
    Evidence,
    Finding,
    Rule,
    chance_after,
    clear,
    known_on,
    not_computable,
    raised,
    standing_since,
)
from data.calendar import Quarter
from data.formatting import listed
from data.policies import Policy


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    silent = facts.silent_quarters("spending")
    if silent:
        return not_computable(f"Spending in the return for {listed(silent)}.")
    quarters = [q for q in facts.told_quarters("spending") if q.end < facts.on]
    if not quarters:
        return not_computable("A return with spending.")
    spent, due = _to_date(facts, quarters[-1], policy)
    evidence = _evidence(spent, due, quarters[-1], policy)
    if not _is_off(spent, due, policy):
        return clear(evidence)
    judged = ((known_on(facts, q), _is_off(*_to_date(facts, q, policy), policy)) for q in quarters)
    return raised([evidence], standing_since(judged), _remedy(facts, quarters[-1], policy))


def _remedy(facts: AgreementFacts, last: Quarter, policy: Policy) -> str:
    """What is to be spent in the next quarter; after the last one only a correction is left."""
    quarter = facts.next_quarter(last)
    spent, due = _to_date(facts, quarter or last, policy)
    low, high = (due + way * _slack(due, policy) for way in (-1, 1))
    aim = f"spending to date between {pounds(low)} and {pounds(high)}"
    if quarter is None:
        return f"A corrected return shows {aim}. {chance_after(facts, last)}"
    return (
        f"{_amount(low - spent, high - spent)} in {quarter}, which brings {aim}, of "
        f"{pounds(facts.agreement.value_pence)} in all; or the agreement is varied. "
        f"{chance_after(facts, last)}"
    )


def _amount(least: float, most: float) -> str:
    if most < 0:
        return f"{pounds(-most)} more than its profile allows is spent even with nothing spent"
    if least <= 0:
        return f"Spend at most {pounds(most)} more"
    return f"Spend {pounds(least)} to {pounds(most)} more"


def _to_date(facts: AgreementFacts, quarter: Quarter, policy: Policy) -> tuple[int, float]:
    """Pence spent by a quarter's end, and pence due by the profile."""
    spent = sum(received.spent_pence for q, received in facts.returns.items() if q <= quarter)
    return spent, facts.agreement.value_pence * share_due(facts.agreement, quarter, policy)


def _slack(due: float, policy: Policy) -> float:
    """How far spending may differ: a share of what is due, and a least sum."""
    return max(policy.rules["spend_tolerance"] * due, policy.rules["spend_tolerance_pence"])


def _is_off(spent: int, due: float, policy: Policy) -> bool:
    return abs(spent - due) > _slack(due, policy) + 1e-6


def _evidence(spent: int, due: float, quarter: Quarter, policy: Policy) -> Evidence:
    slack = pounds(_slack(due, policy))
    threshold = f"{pounds(due)} by profile, give or take {slack}, is asked"
    return Evidence("Spent to date", pounds(spent), threshold, f"to {quarter}", "spending")


RULE = Rule(
    key="spend_off_profile",
    kind="money",
    clause="monitoring",
    title="Spending off profile",
    sentence=(
        "Spending to date differs from its profile by more than {spend_tolerance} and more than "
        "{spend_tolerance_pence}. The agreement's value is spread over its quarters by the "
        "hub's spending profile."
    ),
    judge=judge,
    settings=("spend_tolerance", "spend_tolerance_pence", "spending_profile"),
    cleared_by="figures",
)
