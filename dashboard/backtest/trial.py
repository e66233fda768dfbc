"""Trial: settings to change, the past quarters to try them on, and what rests on the settings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.domain.viewer import NotFound
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Kpi
from dashboard.policy.rule import Rule
from dashboard.rules import RULES
from data.adjustable import read_changes
from data.calendar import Quarter, between
from data.formatting import day
from data.policies import Policy
from data.typed_settings import NotASettingError

LOOKED_BACK = 8
_RATES = {  # which way of rating rests on a setting that is no target
    "tolerance": "higher",
    "ratio_green": "one",
    "ratio_amber": "one",
    "spending_profile": "one",
}


class NotATrial(NotFound):
    """Settings or quarters that cannot be tried; its text says all that is wrong with them."""


@dataclass(frozen=True)
class Trial:
    """Settings with the values to try (plain JSON, see `data.adjustable`), on closed quarters."""

    changes: Mapping[str, Any]
    quarters: tuple[Quarter, ...]


def read_trial(
    policy: Policy,
    typed: Mapping[str, str],
    first: str | None,
    last: str | None,
    closed: Sequence[Quarter],
) -> Trial:
    """What was typed, as a trial; `closed` are the quarters whose returns are due, oldest first.

    Raises `NotATrial` with everything that is wrong at once.
    """
    wrong, changes, quarters = [], {}, ()
    try:
        changes = read_changes(policy, typed)
    except NotASettingError as error:
        wrong.append(str(error))
    try:
        quarters = read_quarters(first, last, closed)
    except NotATrial as error:
        wrong.append(str(error))
    if wrong:
        raise NotATrial(" ".join(wrong))
    return Trial(changes, quarters)


def read_quarters(
    first: str | None, last: str | None, closed: Sequence[Quarter]
) -> tuple[Quarter, ...]:
    """The quarters from first to last; the newest eight where neither is said."""
    if not closed:
        raise NotATrial("No quarter’s returns are due yet, so there is nothing to look back on.")
    read = [_quarter(text, closed) for text in (first, last)]
    wrong = dict.fromkeys(quarter for quarter in read if isinstance(quarter, str))
    if wrong:
        raise NotATrial(" ".join(wrong))
    end = read[1] or closed[-1]
    start = read[0] or max(end.shift(1 - LOOKED_BACK), closed[0])
    if start > end:
        raise NotATrial(f"The first quarter, {start}, lies after the last, {end}. Swap them.")
    return between(start, end)


def _quarter(text: str | None, closed: Sequence[Quarter]) -> Quarter | str | None:
    """A closed quarter, None where none is named, or what is wrong with it."""
    if not text:
        return None
    try:
        quarter = Quarter.parse(text)
    except ValueError as error:
        return str(error)
    if quarter < closed[0]:
        return f"Nothing is known of {quarter}. The first quarter here is {closed[0]}."
    if quarter > closed[-1]:
        return (
            f"The returns of {quarter} are not due until the end of {day(quarter.due_on)}. The "
            f"newest quarter to look back on is {closed[-1]}."
        )
    return quarter


def rules_resting_on(trial: Trial) -> tuple[Rule, ...]:
    """The rules whose flags may be other with a trial's settings."""
    return tuple(rule for rule in RULES.values() if any(map(rule.rests_on, trial.changes)))


def kpis_resting_on(trial: Trial) -> tuple[Kpi, ...]:
    """The KPIs whose rating may be another with a trial's settings."""
    named = {name.removeprefix("target.") for name in trial.changes if name.startswith("target.")}
    ways = {_RATES[name] for name in trial.changes if name in _RATES}
    return tuple(kpi for kpi in KPIS.values() if kpi.key in named or kpi.better in ways)


def in_force(trial: Trial, policies: Iterable[Policy], known: Mapping) -> dict[str, tuple]:
    """By setting the values in force under some policies, each once; `known` settings get them."""
    policies = tuple(policies)
    by_setting = {name: [known[name].get(policy) for policy in policies] for name in trial.changes}
    return {name: tuple(_once(values)) for name, values in by_setting.items()}


def _once(values: list) -> Iterator:
    """Lists cannot be hashed, so a set will not do."""
    for at, value in enumerate(values):
        if value not in values[:at]:
            yield value
