"""Quality below standard: those who are asked are not content."""

from math import ceil

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.formatting import share
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
from data.policies import Policy

KPI = "satisfaction_positive"


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    floor, wanted = policy.rules["quality_floor"], policy.rules["quality_quarters"]
    least = policy.rules["quality_min_answers"]
    shares = _shares(facts, least)
    newest = list(shares)[-wanted:]
    evidence = [_evidence(facts, quarter, floor) for quarter in newest]
    if len(newest) < wanted:
        return not_computable(f"{wanted} quarters with at least {least} answers each.", *evidence)
    if any(shares[quarter] >= floor for quarter in newest):
        return clear(*evidence)
    return raised(
        evidence,
        standing_since(_by_day(facts, shares, floor, wanted)),
        _remedy(facts, newest[-1], floor),
    )


def _remedy(facts: AgreementFacts, last: Quarter, floor: float) -> str:
    """One quarter at the floor is enough: said for about as many answers as came last."""
    answers = facts.kpis[KPI][last].shown_whole
    enough = ceil(floor * answers - 1e-9)
    return (
        f"In one further quarter at least {share(floor)} of the answers are positive: {enough} of "
        f"{answers}, about as many as came for {last}. {chance_after(facts, last)}"
    )


def _shares(facts: AgreementFacts, least: int) -> dict[Quarter, float]:
    """The share of positive answers in each quarter that has enough of them, oldest first."""
    quarters = facts.kpis.get(KPI, {})
    return {
        quarter: figure.share
        for quarter, figure in sorted(quarters.items())
        if figure.whole >= least
    }


def _by_day(facts: AgreementFacts, shares: dict[Quarter, float], floor: float, wanted: int):
    """Whether the newest quarters were all low, at each day that a return came."""
    quarters = list(shares)
    for n in range(wanted, len(quarters) + 1):
        newest = quarters[n - wanted : n]
        yield known_on(facts, newest[-1]), all(shares[quarter] < floor for quarter in newest)


def _evidence(facts: AgreementFacts, quarter: Quarter, floor: float) -> Evidence:
    """What is shown of a quarter; where that lies beyond the floor, that both are near it."""
    figure = facts.kpis[KPI][quarter]
    part, threshold = figure.shown_share, f"at least {share(floor)} is asked"
    shown = share(part) if share(part) != share(floor) else f"{part:.1%}"
    if (figure.share < floor) == (part < floor):
        value = f"{shown} ({figure.shown_part} of {figure.shown_whole})"
    else:
        value = f"{'just below' if figure.share < floor else 'just above'} {share(floor)}"
    return Evidence("Positive answers", value, threshold, str(quarter), "satisfaction")


RULE = Rule(
    key="quality_below_standard",
    kind="concern",
    clause="decommissioning",
    title="Quality below standard",
    sentence=(
        "Fewer than {quality_floor} of the answers were positive in each of the last "
        "{quality_quarters} quarters that have at least {quality_min_answers} answers. With "
        "fewer such quarters it cannot be told."
    ),
    judge=judge,
    settings=("quality_floor", "quality_quarters", "quality_min_answers"),
    cleared_by="figures",
    kpis=(KPI,),
)
