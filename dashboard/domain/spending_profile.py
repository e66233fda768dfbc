"""How an agreement's value is spread over its quarters by the hub's spending profile."""

from dashboard.domain.facts import Agreement
from data.calendar import Quarter, between, quarter_of
from data.policies import Policy


def share_due(agreement: Agreement, quarter: Quarter, policy: Policy) -> float:
    """The share of an agreement's value that should be spent by a quarter's end.

    Each quarter in which it runs weighs what the year's profile rises in it.
    """
    running = between(quarter_of(agreement.starts_on), quarter_of(agreement.ends_on))
    weights = {
        q: policy.spending_due(q.number) - policy.spending_due(q.number - 1) for q in running
    }
    due = sum(weight for q, weight in weights.items() if q <= quarter)
    return due / sum(weights.values())
