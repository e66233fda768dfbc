"""Settings in words: in the sentences of rules and KPIs, and each with its values and bounds."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.domain.formatting import number, plural, pounds, share
from dashboard.kpis import KPIS
from data.adjustable import Adjustable
from data.formatting import listed
from data.hub import HUB
from data.policies import Policy, QuoteBand

FEW = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def sentence(template: str, policy: Policy) -> str:
    """`within {review_due_days} days` as `within 60 days`: thresholds stand in the policy alone."""
    hub = {"return_due_days": HUB.return_due_days, "return_min_days": HUB.return_min_days}
    settings = policy.rules | hub
    values = {name: _threshold(name, value) for name, value in settings.items()}
    return template.format_map(values | {"quotes_asked": _quotes(policy)})


def _threshold(name: str, value: float) -> str:
    if name.endswith("_pence"):
        return pounds(value)
    if isinstance(value, float):
        return share(value)
    return FEW[value] if value < len(FEW) else number(value)


def _quotes(policy: Policy) -> str:
    """`at least 1, and 3 from £10,000 up`; by area where they differ."""
    by_area = {area: _quote_bands(bands) for area, bands in policy.quote_bands.items()}
    same = set(by_area.values())
    return same.pop() if len(same) == 1 else "; ".join(f"{a}: {b}" for a, b in by_area.items())


def _quote_bands(bands: Sequence[QuoteBand]) -> str:
    first, *more = sorted(bands, key=lambda band: band.from_pence)
    steps = [f"{band.quotes} from {pounds(band.from_pence)} up" for band in more]
    return ", and ".join([f"at least {first.quotes}", *steps])


def setting_title(setting: Adjustable) -> str:
    """Its sentence; a target's names the measure as pages do."""
    kpi = _kpi(setting)
    return f"The target of ‘{kpi.title}’ for an academic year" if kpi else setting.says


def setting_value(setting: Adjustable, value: Any) -> str:
    """`65%`, `60 days`, `£500`, `1 from £0; 3 from £10,000`: all but a unit can be typed so."""
    unit = _unit(setting)
    say = {
        "share": lambda v: f"{v * 100:g}%",
        "ratio": lambda v: f"{v:g}",
        "days": lambda v: plural(v, "day"),
        "points": lambda v: plural(v, "point"),
        "count": lambda v: f"{v:g}",
        "pence": pounds,
        "profile": lambda shares: ";".join(f"{part * 100:g}" for part in shares),
        "bands": _bands,
        "day": str,
    }
    return say[unit](value)


def setting_values(setting: Adjustable, values: Iterable[Any]) -> str:
    return listed(setting_value(setting, value) for value in values)


def settings_list(known: Mapping[str, Adjustable], values: Mapping[str, Any]) -> str:
    """`Floor of quality: 65% and Days of notice: 90 days`: each setting with its value."""
    return listed(
        f"{setting_title(known[name])}: {setting_value(known[name], v)}"
        for name, v in values.items()
    )


def setting_bounds(setting: Adjustable, policy: Policy) -> str:
    """`from 0% to 100%`; empty where the setting is no single number."""
    about = policy.thresholds.get(setting.name)
    if about is None:
        return ""
    return (
        f"from {setting_value(setting, about.at_least)} to {setting_value(setting, about.at_most)}"
    )


def changes_list(
    known: Mapping[str, Adjustable], changes: Mapping[str, Any], before: Mapping[str, tuple]
) -> str:
    """`65% instead of 60%`; where several are changed, each after its sentence."""
    by_name = {name: _change(known[name], value, before[name]) for name, value in changes.items()}
    if len(by_name) == 1:
        return next(iter(by_name.values()))
    return listed(f"{change} ({setting_title(known[name])})" for name, change in by_name.items())


def _change(setting: Adjustable, value: Any, before: tuple) -> str:
    return f"{setting_value(setting, value)} instead of {setting_values(setting, before)}"


def _kpi(setting: Adjustable):
    return KPIS.get(setting.name.removeprefix("target.")) if "." in setting.name else None


def _unit(setting: Adjustable) -> str:
    """A target of a share is said as a share."""
    kpi = _kpi(setting)
    return "share" if kpi and kpi.unit == "share" else setting.unit


def _bands(bands: list[list[int]]) -> str:
    return "; ".join(f"{quotes} from {pounds(pence)}" for pence, quotes in bands)
