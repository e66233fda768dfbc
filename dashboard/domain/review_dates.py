"""When an agreement's next review falls due."""

from datetime import date, timedelta

from dashboard.domain.facts import AgreementFacts
from data.policies import Policy


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
