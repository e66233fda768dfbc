"""An agreement nears its end and nobody has decided what follows."""

from datetime import date, timedelta

from dashboard.facts import AgreementFacts, Decision
from dashboard.judging import CLEAR, clear, raised, standing_since
from dashboard.rule import Evidence, Finding, Rule
from dashboard.saying import day
from data.policies import Policy

DECIDING = ("renew", "vary", "notice", "decommission")


def judge(facts: AgreementFacts, policy: Policy) -> Finding:
    ends_on = facts.agreement.ends_on
    opens_on = ends_on - timedelta(days=policy.rules["renewal_decision_days"])
    if facts.on < opens_on:
        return CLEAR
    decided = _decided(facts, facts.on)
    if decided:
        return clear(_evidence(facts, f"{decided.kind} on {day(decided.decided_on)}"))
    return raised(
        [_evidence(facts, "none is recorded")],
        standing_since(_by_day(facts, max(opens_on, facts.agreement.starts_on))),
        f"Record a decision to renew or vary {facts.agreement.agreement_code}, to give notice or "
        f"to decommission it; it can be taken until the agreement ends on {day(ends_on)}.",
    )


def _last_review(facts: AgreementFacts, on: date) -> date | None:
    held = (review.held_on for review in facts.reviews if review.held_on and review.held_on <= on)
    return max(held, default=None)


def _decided(facts: AgreementFacts, on: date) -> Decision | None:
    """The newest decision on what follows, taken by a day and since the last review by then."""
    since = _last_review(facts, on) or date.min
    found = (d for d in facts.decisions if d.kind in DECIDING and since <= d.decided_on <= on)
    return max(found, key=lambda decision: decision.decided_on, default=None)


def _by_day(facts: AgreementFacts, opens_on: date):
    """Whether a decision was wanting, on each day that could change it."""
    days = {opens_on, *(r.held_on for r in facts.reviews), *(d.decided_on for d in facts.decisions)}
    for known_on in sorted(known for known in days if known and known >= opens_on):
        yield known_on, _decided(facts, known_on) is None


def _evidence(facts: AgreementFacts, decided: str) -> Evidence:
    reviewed_on = _last_review(facts, facts.on)
    measure = f"Decision since the review of {day(reviewed_on)}" if reviewed_on else "Decision"
    ends_on = facts.agreement.ends_on
    left = f"the agreement ends on {day(ends_on)}, in {(ends_on - facts.on).days} days"
    return Evidence(measure, decided, left, f"to {day(facts.on)}", "decisions")


RULE = Rule(
    key="renewal_decision_due",
    kind="review",
    clause="renewal",
    title="Renewal decision due",
    sentence=(
        "The agreement ends within {renewal_decision_days} days, and since its last review no "
        "decision to renew, vary, give notice or decommission is recorded."
    ),
    judge=judge,
    settings=("renewal_decision_days",),
)
