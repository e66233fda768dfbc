"""Back-tests and the quality of flags as the command line writes them in JSON.

Values of settings are as the settings hold them: shares 0 to 1, money in pence; areas are slugs. A
flag that was not judged at all on a day is `not_judged`.
"""

from collections.abc import Iterable

from dashboard.backtest.backtest import Backtest, Change, Rating
from dashboard.backtest.flag_quality import Quality, RuleQuality
from data.hub import slug_of


def backtest(result: Backtest, area: str | None) -> dict:
    """`in_force` lists, by setting, each value that was in force on one of the days."""
    return {
        "set": dict(result.trial.changes),
        "in_force": {name: list(values) for name, values in result.in_force.items()},
        "quarters": [str(quarter) for quarter in result.trial.quarters],
        "area": slug_of(area) if area else None,
        "rules": [rule.key for rule in result.rules],
        "changes": _changes(result.having("raised", "lost", "otherwise")),
        "kept": _changes(result.having("kept")),
        "ratings": [_rating(rating) for rating in result.ratings],
        "totals": result.counted(),
    }


def _changes(changes: Iterable[Change]) -> list[dict]:
    return [_change(change) for change in changes]


def _change(change: Change) -> dict:
    """`heavier` is by how much the severity would be higher."""
    return {
        "quarter": str(change.quarter),
        "on": change.quarter.due_on.isoformat(),
        "rule": change.flag.rule.key,
        "agreement_code": change.flag.agreement_code,
        "partner_code": change.flag.partner_code,
        "area": slug_of(change.flag.area),
        "was": change.was or "not_judged",
        "would_be": change.would_be or "not_judged",
        "outcome": change.outcome,
        "heavier": change.heavier,
    }


def _rating(rating: Rating) -> dict:
    return {
        "quarter": str(rating.quarter),
        "kpi": rating.kpi.key,
        "area": slug_of(rating.area) if rating.area else None,
        "was": rating.was,
        "would_be": rating.would_be,
    }


def quality(result: Quality, area: str | None) -> dict:
    return {
        "quarters": [str(quarter) for quarter in result.quarters],
        "area": slug_of(area) if area else None,
        "rules": [_of_rule(rule) for rule in result.rules],
        "noisy": [rule.rule.key for rule in result.noisy],
    }


def _of_rule(quality: RuleQuality) -> dict:
    return {
        "rule": quality.rule.key,
        "raised": quality.raised,
        "acted_on": quality.acted_on,
        "dismissed": quality.dismissed,
        "cleared_by_itself": quality.cleared_by_itself,
        "still_standing": quality.still_standing,
        "noisy": quality.is_noisy,
    }
