"""Back-tests and the quality of flags as the command line writes them in JSON.

Values of settings are as the settings hold them: shares 0 to 1, money in pence; areas are slugs. A
flag that was not judged at all on a day is `not_judged`.
"""

from collections.abc import Iterable

from dashboard.backtest.backtest import Backtest, Change, Rating
from dashboard.backtest.flag_quality import Quality, RuleQuality
from data.hub import slug_of


def backtest(found: Backtest, area: str | None) -> dict:
    """`in_force` lists, by setting, each value that was in force on one of the days."""
    return {
        "set": dict(found.trial.changes),
        "in_force": {name: list(values) for name, values in found.in_force.items()},
        "quarters": [str(quarter) for quarter in found.trial.quarters],
        "area": slug_of(area) if area else None,
        "rules": [rule.key for rule in found.rules],
        "changes": _changes(found.having("raised", "lost", "otherwise")),
        "kept": _changes(found.having("kept")),
        "ratings": [_rating(one) for one in found.ratings],
        "totals": found.counted(),
    }


def _changes(changes: Iterable[Change]) -> list[dict]:
    return [_change(one) for one in changes]


def _change(one: Change) -> dict:
    """`heavier` is by how much the severity would be higher."""
    return {
        "quarter": str(one.quarter),
        "on": one.quarter.due_on.isoformat(),
        "rule": one.flag.rule.key,
        "agreement_code": one.flag.agreement_code,
        "partner_code": one.flag.partner_code,
        "area": slug_of(one.flag.area),
        "was": one.was or "not_judged",
        "would_be": one.would_be or "not_judged",
        "outcome": one.outcome,
        "heavier": one.heavier,
    }


def _rating(one: Rating) -> dict:
    return {
        "quarter": str(one.quarter),
        "kpi": one.kpi.key,
        "area": slug_of(one.area) if one.area else None,
        "was": one.was,
        "would_be": one.would_be,
    }


def quality(found: Quality, area: str | None) -> dict:
    return {
        "quarters": [str(quarter) for quarter in found.quarters],
        "area": slug_of(area) if area else None,
        "rules": [_of_rule(one) for one in found.rules],
        "noisy": [one.rule.key for one in found.noisy],
    }


def _of_rule(one: RuleQuality) -> dict:
    return {
        "rule": one.rule.key,
        "raised": one.raised,
        "acted_on": one.acted_on,
        "dismissed": one.dismissed,
        "cleared_by_itself": one.cleared_by_itself,
        "still_standing": one.still_standing,
        "noisy": one.is_noisy,
    }
