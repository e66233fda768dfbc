"""High or unreviewed risk: a risk is too high, or nobody has looked at it."""

from collections.abc import Iterator
from datetime import timedelta

from dashboard.domain.facts import AgreementFacts, HubFacts, Risk
from dashboard.policy.rule import (
    Evidence,
    Fault,
    Finding,
    Rule,
    clear,
    not_computable,
    raised_by,
    while_it_runs,
)
from data.formatting import day, listed
from data.policies import Policy


def judge(facts: AgreementFacts | HubFacts, policy: Policy) -> Finding:
    open_risks = [risk for risk in facts.risks if risk.is_open]
    faults = [fault for risk in open_risks for fault in _faults(risk, facts, policy)]
    if faults:
        return raised_by(faults, while_it_runs(facts))
    unseen = [risk.risk_ref for risk in open_risks if risk.reviewed_on is None]
    if unseen:
        return not_computable(f"The day on which {listed(unseen)} was last reviewed.")
    return clear(*(_scored(risk, _limit(risk, policy)) for risk in open_risks))


def _faults(risk: Risk, facts: AgreementFacts | HubFacts, policy: Policy) -> Iterator[Fault]:
    limit, days = _limit(risk, policy), policy.rules["risk_review_days"]
    if risk.score >= limit:
        yield Fault(_scored(risk, limit), risk.reviewed_on, _remedy(risk, limit, policy))
    if risk.reviewed_on and (facts.on - risk.reviewed_on).days > days:
        since = risk.reviewed_on + timedelta(days=days + 1)
        yield Fault(_stale(risk, facts, days), since, f"review {risk.risk_ref} and record the day")


def _limit(risk: Risk, policy: Policy) -> int:
    """The score from which a risk is too high; a lower one where nothing is done about it."""
    return policy.rules["risk_score" if risk.mitigation else "risk_score_unmitigated"]


def _remedy(risk: Risk, limit: int, policy: Policy) -> str:
    """The smallest change: a mitigation raises the score that is too high."""
    ref, highest = risk.risk_ref, policy.rules["risk_score"]
    if risk.mitigation:
        return f"bring {ref} from {risk.score} to under {limit}, or close it"
    if risk.score >= highest:
        return f"record what is done about {ref} and bring it under {highest}, or close it"
    return f"record what is done about {ref}, bring it under {limit}, or close it"


def _scored(risk: Risk, limit: int) -> Evidence:
    likelihood, impact = risk.points
    value = f"score {risk.score} (likelihood {likelihood} × impact {impact})"
    without = "" if risk.mitigation else " without mitigation"
    threshold = f"under {limit} is asked{without}"
    return Evidence(_named(risk), value, threshold, day(risk.reviewed_on), "risks")


def _stale(risk: Risk, facts: AgreementFacts | HubFacts, days: int) -> Evidence:
    ago = (facts.on - risk.reviewed_on).days
    value = f"last reviewed {ago} days ago, on {day(risk.reviewed_on)}"
    return Evidence(_named(risk), value, f"at most {days} days is asked", day(facts.on), "risks")


def _named(risk: Risk) -> str:
    return f"{risk.category.capitalize()} risk {risk.risk_ref}"


RULE = Rule(
    key="risk_high",
    kind="review",
    clause="risk-payment",
    title="High or unreviewed risk",
    sentence=(
        "An open risk scores {risk_score} or more, or {risk_score_unmitigated} or more with "
        "nothing done about it, or was not reviewed for more than {risk_review_days} days. The "
        "score is likelihood × impact, of what is left after mitigation where that is told."
    ),
    judge=judge,
    settings=("risk_score", "risk_score_unmitigated", "risk_review_days"),
    of=("agreement", "hub"),
)
