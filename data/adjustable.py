"""The settings that may be tried out and changed: how each is read and put in force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

from data import typed_settings
from data.hub import HUB, HUB_WIDE, slug_of
from data.policies import Policy, QuoteBand, Threshold
from data.typed_settings import NotASettingError

_JUDGING = {
    "tolerance": "A figure short of its target by at most this share of it is amber",
    "ratio_green": "Where 1.0 is best, a figure that differs by at most this share is green",
    "ratio_amber": "Where 1.0 is best, a figure that differs by at most this share is amber",
}


@dataclass(frozen=True)
class Adjustable:
    """A setting by name: what it says, its unit, and how it stands in a policy.

    `read` makes a value of what was typed; `get` and `put` take it from a policy and put it there.
    Values are plain JSON: numbers, texts, lists.
    """

    name: str
    says: str
    unit: str
    clause: str
    read: Callable[[str], Any]
    get: Callable[[Policy], Any]
    put: Callable[[Policy, Any], Policy]


def adjustable(policy: Policy) -> dict[str, Adjustable]:
    """Every setting that may be changed, by name.

    What protects children (the smallest count shown, rounding) is none of them.
    """
    settings = [
        *(_rule(name, threshold) for name, threshold in policy.thresholds.items()),
        *(_judging(name, says) for name, says in _JUDGING.items()),
        *(_target(key, policy) for key in policy.targets),
        *(_quotes(area) for area in (*HUB.area_names, HUB_WIDE)),
        _SPENDING_PROFILE,
        _POLICY_REVIEW,
    ]
    return {setting.name: setting for setting in settings}


def read_changes(policy: Policy, typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed for some settings as values; NotASettingError names all that cannot be."""
    known, changes, wrong = adjustable(policy), {}, []
    for name, text in typed.items():
        try:
            changes[name] = _named(known, name).read(text)
        except NotASettingError as error:
            wrong.append(str(error))
    if wrong:
        raise NotASettingError(" ".join(wrong))
    return changes


def changed(policy: Policy, changes: Mapping[str, Any]) -> Policy:
    """The policy with some of its settings changed."""
    known = adjustable(policy)
    for name, value in changes.items():
        policy = known[name].put(policy, value)
    return policy


def _named(known: Mapping[str, Adjustable], name: str) -> Adjustable:
    if name in known:
        return known[name]
    nearest = get_close_matches(name, known, n=1, cutoff=0)[0]
    raise NotASettingError(f"There is no setting ‘{name}’ to change. The nearest is ‘{nearest}’.")


def _rule(name: str, about: Threshold) -> Adjustable:
    return Adjustable(
        name,
        about.says,
        about.unit,
        about.clause,
        typed_settings.number(name, about.unit, about.at_least, about.at_most),
        lambda policy: policy.rules[name],
        lambda policy, value: replace(policy, rules=policy.rules | {name: value}),
    )


def _judging(name: str, says: str) -> Adjustable:
    return Adjustable(
        name,
        says,
        "share",
        "monitoring",
        typed_settings.number(name, "share", 0, 1),
        lambda policy: getattr(policy, name),
        lambda policy, value: replace(policy, **{name: value}),
    )


def _target(key: str, policy: Policy) -> Adjustable:
    def put(policy: Policy, value: float) -> Policy:
        target = replace(policy.targets[key], value=value)
        return replace(policy, targets=policy.targets | {key: target})

    return Adjustable(
        f"target.{key}",
        f"The target of {key} for an academic year",
        "ratio",
        policy.targets[key].clause,
        typed_settings.number(f"target.{key}", "ratio", 0.01, 10),
        lambda policy: policy.targets[key].value,
        put,
    )


def _quotes(area: str) -> Adjustable:
    def put(policy: Policy, value: list[list[int]]) -> Policy:
        bands = tuple(QuoteBand(*band) for band in value)
        return replace(policy, quote_bands=policy.quote_bands | {area: bands})

    return Adjustable(
        f"quotes.{slug_of(area)}",
        f"How many quotes are asked for, by an agreement's value ({area})",
        "bands",
        "procurement",
        typed_settings.quote_bands,
        lambda policy: [[b.from_pence, b.quotes] for b in policy.quote_bands.get(area, ())],
        put,
    )


_SPENDING_PROFILE = Adjustable(
    "spending_profile",
    "The share of a year's money due by the end of each quarter",
    "profile",
    "monitoring",
    typed_settings.spending_profile,
    lambda policy: list(policy.spending_profile),
    lambda policy, value: replace(policy, spending_profile=tuple(value)),
)
_POLICY_REVIEW = Adjustable(
    "policy_review_due",
    "The policy itself is to be reviewed by this day",
    "day",
    "annual-review",
    typed_settings.review_day,
    lambda policy: policy.policy_review_due.isoformat(),
    lambda policy, value: replace(policy, policy_review_due=date.fromisoformat(value)),
)
