"""Sentences of rules and KPIs with the settings in force in the place of their names."""

from collections.abc import Sequence

from dashboard.domain.formatting import number, pounds, share
from data.hub import HUB
from data.policies import Policy, QuoteBand

FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def sentence(told: str, policy: Policy) -> str:
    """`within {review_due_days} days` as `within 60 days`: thresholds stand in the policy alone."""
    hub = {"return_due_days": HUB.return_due_days, "return_min_days": HUB.return_min_days}
    settings = policy.rules | hub
    said = {name: _said(name, value) for name, value in settings.items()}
    return told.format_map(said | {"quotes_asked": _quotes(policy)})


def _said(name: str, value: float) -> str:
    if name.endswith("_pence"):
        return pounds(value)
    if isinstance(value, float):
        return share(value)
    return FEW[value] if value < len(FEW) else number(value)


def _quotes(policy: Policy) -> str:
    """`at least 1, and 3 from £10,000 up`; by area where they differ."""
    by_area = {area: _bands(bands) for area, bands in policy.quote_bands.items()}
    same = set(by_area.values())
    return same.pop() if len(same) == 1 else "; ".join(f"{a}: {b}" for a, b in by_area.items())


def _bands(bands: Sequence[QuoteBand]) -> str:
    first, *more = sorted(bands, key=lambda band: band.from_pence)
    steps = [f"{band.quotes} from {pounds(band.from_pence)} up" for band in more]
    return ", and ".join([f"at least {first.quotes}", *steps])
