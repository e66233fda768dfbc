"""Reviews and decisions of an agreement: held and taken, due next, and those that end it."""

from collections.abc import Iterable
from datetime import date, timedelta

from dashboard.domain.facts import Agreement, AgreementFacts, Decision, Review
from data.policies import Policy

PLAN = "improvement plan"
ENDING = {"notice": "Notice", "decommission": "Decommissioning"}
BODIES = {"executive group": "Executive Group"}
RENEWAL = ("renew", "vary", "notice", "decommission")


def ending_decisions(facts: AgreementFacts) -> tuple[Decision, ...]:
    """Notice and decommissioning, oldest first; a renewal decided later takes them back."""
    renewed = _newest(d.decided_on for d in facts.decisions if d.kind == "renew")
    ending = (d for d in facts.decisions if d.kind in ENDING and d.decided_on >= renewed)
    return tuple(sorted(ending, key=_decided_on))


def effective_on(facts: AgreementFacts) -> date | None:
    """The day on which the agreement ends by decision, where one is recorded."""
    days = (d.effective_on for d in ending_decisions(facts) if d.effective_on)
    return max(days, default=None)


def last_day(facts: AgreementFacts) -> date:
    """The agreement's last day: by decision, else its end date."""
    return effective_on(facts) or facts.agreement.ends_on


def last_review(facts: AgreementFacts) -> Review | None:
    """The review that was held last, if any."""
    held = (review for review in facts.reviews if review.held_on)
    return max(held, key=lambda review: review.held_on, default=None)


def review_after(facts: AgreementFacts, decided_on: date) -> Review | None:
    """The first review held after a day."""
    later = (r for r in facts.reviews if r.held_on and r.held_on > decided_on)
    return min(later, key=lambda review: review.held_on, default=None)


def newest_plan(facts: AgreementFacts) -> Decision | None:
    """The improvement plan that was decided last, if any."""
    plans = (decision for decision in facts.decisions if decision.kind == PLAN)
    return max(plans, key=_decided_on, default=None)


def appraisal(facts: AgreementFacts, since: date = date.min) -> Decision | None:
    """The newest decision that records options, taken since a day and since the last review.

    What an award or a refusal was weighed against says nothing of how to go on.
    """
    last = last_review(facts)
    from_day = max(since, last.held_on) if last else since
    with_options = (
        d
        for d in facts.decisions
        if d.options and d.decided_on >= from_day and d.kind not in ("award", "decline", "ad hoc")
    )
    return max(with_options, key=_decided_on, default=None)


def body_name(decision: Decision) -> str:
    """Who decided, spelled as the body spells itself."""
    return f"the {BODIES.get(decision.decided_by, decision.decided_by)}"


def _decided_on(decision: Decision) -> date:
    return decision.decided_on


def _newest(days: Iterable[date]) -> date:
    return max(days, default=date.min)


def decision_due_from(agreement: Agreement, policy: Policy) -> date:
    """The day from which a decision on what follows is asked for; never before the start."""
    ahead = timedelta(days=policy.rules["renewal_decision_days"])
    return max(agreement.ends_on - ahead, agreement.starts_on)


def last_review_day(facts: AgreementFacts, on: date) -> date | None:
    """The day of the newest review held by a day."""
    held = (review.held_on for review in facts.reviews if review.held_on and review.held_on <= on)
    return max(held, default=None)


def renewal_decision(facts: AgreementFacts, on: date) -> Decision | None:
    """The newest decision on what follows, taken by a day and since the last review by then."""
    since = last_review_day(facts, on) or date.min
    decisions = (d for d in facts.decisions if d.kind in RENEWAL and since <= d.decided_on <= on)
    return max(decisions, key=lambda decision: decision.decided_on, default=None)


def next_review_on(facts: AgreementFacts, policy: Policy) -> date | None:
    """The earliest review not yet held, else what the last one set, else a year after the start.

    None where the last review was held after that and set no next day.
    """
    waiting = [review.due_on for review in facts.reviews if review.held_on is None]
    if waiting:
        return min(waiting)
    first = facts.agreement.starts_on + timedelta(days=policy.rules["first_review_days"])
    held = [review for review in facts.reviews if review.held_on]
    if not held:
        return first
    last = max(held, key=lambda review: review.held_on)
    return last.next_due_on or (first if first > last.held_on else None)
