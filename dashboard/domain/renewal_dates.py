"""What follows an agreement: from when it is to be decided, and whether it has been."""

from datetime import date, timedelta

from dashboard.domain.facts import Agreement, AgreementFacts, Decision
from data.policies import Policy

DECIDING = ("renew", "vary", "notice", "decommission")


def decision_asked_on(agreement: Agreement, policy: Policy) -> date:
    """The day from which a decision on what follows is asked for; never before the start."""
    ahead = timedelta(days=policy.rules["renewal_decision_days"])
    return max(agreement.ends_on - ahead, agreement.starts_on)


def last_review(facts: AgreementFacts, on: date) -> date | None:
    """The day of the newest review held by a day."""
    held = (review.held_on for review in facts.reviews if review.held_on and review.held_on <= on)
    return max(held, default=None)


def decided(facts: AgreementFacts, on: date) -> Decision | None:
    """The newest decision on what follows, taken by a day and since the last review by then."""
    since = last_review(facts, on) or date.min
    found = (d for d in facts.decisions if d.kind in DECIDING and since <= d.decided_on <= on)
    return max(found, key=lambda decision: decision.decided_on, default=None)
