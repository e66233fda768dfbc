"""The sheets of progress on objectives, and of what was spent and came in."""

import random
from collections.abc import Iterator

from etl.sample.hub import Row
from etl.sample.money import due
from etl.sample.objectives import Objective, objectives_of
from etl.sample.period import Period
from etl.sample.shares import split

ACTIVITIES = {
    "whole class": (
        "Weekly lessons with whole classes and a sharing at the end of term.",
        "Every class learned to read a simple line and to play it together.",
    ),
    "CPD": ("Twilight sessions for teachers with time to try things out.",),
    "instrument loan": ("Instruments were checked, repaired and delivered to schools.",),
    "performance": ("Rehearsals in schools led to a public performance.",),
    "singing": ("Singing days in schools and a shared repertoire for the term.",),
    "inclusion": ("Small sessions with adapted instruments and plenty of time.",),
}
OTHERWISE = (
    "Weekly rehearsals with new pieces chosen by the players.",
    "Regular sessions, an open rehearsal and a short concert for families.",
    "Sectional work in the first half of term, then playing together.",
)
OUTCOMES = (
    "Most children play with more confidence than in the autumn.",
    "Attendance held up well and several children moved on to the next group.",
    "Families came to the sharing and stayed to talk.",
    "Schools report that children listen to one another more closely.",
    "Two new schools asked to take part.",
    "Older players now help the beginners.",
)
CHALLENGES = (
    "Illness among tutors cost us two sessions.",
    "The hall was not available during exams.",
    "Transport from the villages remains difficult.",
    "Fewer instruments than children in one class.",
    "",
    "Recruiting tutors for the early slots takes longer than we planned.",
)
DECLINE = (
    "Fewer children enrolled than last term; families mention Saturday work and cost.",
    "Several groups were merged because too few children came.",
)
RATINGS = {"unmet": "off track", "falling": "off track", "sliding": "at risk"}


def progress(period: Period) -> list[Row]:
    """One row per objective."""
    dice = period.dice("progress")
    objectives = objectives_of(period.hub, period.agreement)
    return [_row(period, objective, dice) for objective in objectives]


def _row(period: Period, objective: Objective, dice: random.Random) -> Row:
    falling = period.agreement.story == "falling"
    return {
        "objective_code": objective.code,
        "activities": dice.choice(ACTIVITIES.get(period.agreement.activity, OTHERWISE)),
        "achieved_value": _on_roll(period) if falling else objective.achieved(period.index),
        "outcome": dice.choice(OUTCOMES),
        "challenges": dice.choice(DECLINE if falling else CHALLENGES),
        "own_rating": _rating(period, objective),
    }


def _on_roll(period: Period) -> int:
    return sum(len(group.children) for group in period.groups)


def _rating(period: Period, objective: Objective) -> str:
    if period.agreement.story in RATINGS:
        return RATINGS[period.agreement.story]
    if period.quarter >= objective.due and objective.pace >= 1:
        return "met"
    return "on track" if objective.pace >= 1 else "at risk"


CATEGORIES = {"staff": 66, "venues": 10, "resources": 12, "travel": 5, "administration": 7}
EQUIPMENT = {"instruments": 88, "resources": 8, "administration": 4}
NOISE = 0.04
OFF_PROFILE = 0.42
OTHER_INCOME = {"micro": 0.22, "small": 0.30, "medium": 0.42, "large": 0.40}
SOURCES = {"parents": 40, "schools": 30, "own funds": 15, "grants": 15}
EARNS_ITSELF = 7.0  # the self-sustaining partner's own income for each pound spent
EARNED = {"own funds": 35, "parents": 45, "sponsorship": 20}


def spending(period: Period) -> list[Row]:
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
