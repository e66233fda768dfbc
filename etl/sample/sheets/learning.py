"""Scores before and after, for the same children."""

import random
from datetime import timedelta

from etl.sample.children import Child
from etl.sample.period import Period, Row
from etl.sample.rolls import Group

MEASURES = {
    "musical": ("Keeps a steady pulse", 10),
    "personal": ("Confidence in playing", 5),
    "social": ("Listens and plays together", 5),
}
DOMAINS = tuple(MEASURES)
CHANGES = (-1, 0, 1, 2)
CHANGE_WEIGHTS = (9, 17, 46, 28)
BLOCK_SAMPLE = 12  # children of each class that is new every quarter
YEAR_SAMPLE = 8
DAYS_IN = {"before": 9, "after": 45}  # days into the quarter
BEFORE_IN, AFTER_IN = 1, 3  # quarters, where a group stays together for a year


def rows(period: Period) -> list[Row]:
    """Before and after: in one return for a quarter's classes, in two for a year's groups."""
    groups = [g for g in period.groups if g.activity == period.agreement.activity]
    if period.agreement.cohort == "quarter":
        return [row for g in groups[::2] for row in _block(period, g)]
    return [row for g in groups for row in _of_year(period, g)]


def _block(period: Period, group: Group) -> list[Row]:
    children = group.children[:BLOCK_SAMPLE]
    return [_score(period, child, stage) for stage in ("before", "after") for child in children]


def _of_year(period: Period, group: Group) -> list[Row]:
    stages = {BEFORE_IN: "before", AFTER_IN: "after"}
    stage = stages.get(period.quarter.number)
    children = group.children[:YEAR_SAMPLE] if stage else ()
    return [_score(period, child, stage) for child in children]


def _score(period: Period, child: Child, stage: str) -> Row:
    """A child's score, which the child and the year decide, whichever return tells it."""
    dice = period.hub.dice("learning", child.ref, period.quarter.year)
    domain = dice.choice(DOMAINS)
    measure, top = MEASURES[domain]
    return {
        "participant_ref": child.ref,
        "domain": domain,
        "measure": measure,
        "stage": stage,
        "score": _points(dice, top, stage),
        "scale_top": top,
        "assessed_on": period.quarter.start + timedelta(days=DAYS_IN[stage]),
    }


def _points(dice: random.Random, top: int, stage: str) -> int:
    before = dice.randint(1, top - 2)
    change = dice.choices(CHANGES, CHANGE_WEIGHTS)[0]
    return before if stage == "before" else before + change
