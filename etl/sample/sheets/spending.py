"""What was spent of the hub's money, along the year's profile, and what else came in."""

import random
from collections.abc import Iterator

from etl.sample.money import due
from etl.sample.period import Period, Row
from etl.sample.shares import split

CATEGORIES = {"staff": 66, "venues": 10, "resources": 12, "travel": 5, "administration": 7}
EQUIPMENT = {"instruments": 88, "resources": 8, "administration": 4}
NOISE = 0.04
OFF_PROFILE = 0.42
OTHER_INCOME = {"micro": 0.22, "small": 0.30, "medium": 0.42, "large": 0.40}
SOURCES = {"parents": 40, "schools": 30, "own funds": 15, "grants": 15}
EARNS_ITSELF = 7.0  # the self-sustaining partner's own income for each pound spent
EARNED = {"own funds": 35, "parents": 45, "sponsorship": 20}


def rows(period: Period) -> list[Row]:
    """Lines of spending, then lines of income."""
    dice = period.dice("spending")
    spent = round(due(period.hub, period.agreement, period.quarter) * _pace(period, dice))
    return [
        _line(period, n, kind, category, pence, dice)
        for n, (kind, category, pence) in enumerate(_parts(period, spent), start=1)
        if pence
    ]


def _pace(period: Period, dice: random.Random) -> float:
    slow = OFF_PROFILE if period.agreement.story == "off-profile" else 1.0
    return slow * dice.uniform(1 - NOISE, 1 + NOISE)


def _parts(period: Period, spent: int) -> Iterator[tuple[str, str, int]]:
    capital = period.agreement.stream == "capital grant"
    costs = EQUIPMENT if capital else CATEGORIES
    yield from (("spend", category, pence) for category, pence in _shared(spent, costs))
    if not capital:
        earned, sources = _income(period, spent)
        yield from (("income", category, pence) for category, pence in _shared(earned, sources))


def _income(period: Period, spent: int) -> tuple[int, dict[str, int]]:
    if period.agreement.story == "self-sustaining":
        return round(spent * EARNS_ITSELF), EARNED
    usual = OTHER_INCOME[period.agreement.partner.size]
    lean = period.hub.dice("income", period.agreement.code).uniform(0.4, 1.5)
    return round(spent * usual * lean), SOURCES


def _shared(pence: int, weights: dict[str, int]) -> Iterator[tuple[str, int]]:
    return zip(weights, split(pence, list(weights.values())), strict=True)


def _line(period: Period, n: int, kind: str, category: str, pence: int, dice: random.Random) -> Row:
    return {
        "line_ref": f"L{n}",
        "kind": kind,
        "category": category,
        "amount": pence,
        "on_date": period.day(dice),
    }
