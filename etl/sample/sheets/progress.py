"""What a partner says about each objective: what it did, what came of it, what was hard."""

import random

from etl.sample.objectives import Objective, objectives_of
from etl.sample.period import Period, Row

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


def rows(period: Period) -> list[Row]:
    """One row per objective."""
    dice = period.dice("progress")
    found = objectives_of(period.hub, period.agreement)
    return [_row(period, objective, dice) for objective in found]


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
