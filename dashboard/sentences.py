"""Sentences of rules and KPIs with the settings in force in the place of their names."""

from dashboard.saying import number, pounds, share
from data.hub import HUB
from data.policies import Policy

FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def sentence(told: str, policy: Policy) -> str:
    """`within {review_due_days} days` as `within 60 days`: thresholds stand in the policy alone."""
    hub = {"return_due_days": HUB.return_due_days, "return_min_days": HUB.return_min_days}
    settings = policy.rules | hub
    return told.format_map({name: _said(name, value) for name, value in settings.items()})


def _said(name: str, value: float) -> str:
    if name.endswith("_pence"):
        return pounds(value)
    if isinstance(value, float):
        return share(value)
    return FEW[value] if value < len(FEW) else number(value)
