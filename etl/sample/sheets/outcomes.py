"""The sheets of outcomes: scores before and after, and answers on five points."""

import random
from collections.abc import Iterator
from datetime import timedelta

from etl.sample.children import Child
from etl.sample.hub import Row
from etl.sample.period import Period
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


def learning(period: Period) -> list[Row]:
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


QUESTIONS = {
    "pupil": ("I enjoy the sessions", "I feel I belong here"),
    "parent": ("My child looks forward to it", "It was well organised"),
    "school": ("The sessions fit our plans", "We would book again"),
}
RESPONDENTS = ("pupil", "pupil", "parent", "school")
LIKED_BY = (0.72, 0.94)  # an agreement's usual share of positive answers, from and to
SLIDE = (0.40, 0.50, 0.64, 0.76)  # the sliding partner's newest quarters, newest first
ANSWERS = {"micro": (5, 12), "small": (10, 18), "medium": (14, 26), "large": (20, 36)}
SLIDING_ANSWERS = 18
ANSWERING = (0.28, 0.65)  # share of those asked, from and to
ASKED_IN = (2, 4)


def satisfaction(period: Period) -> list[Row]:
    """Two answers per response; nothing in quarters in which nobody is asked."""
    if not _is_asked(period):
        return []
    dice = period.dice("satisfaction")
    kinds = _kinds(period, dice)
    scores = _scores(_liked(period), 2 * len(kinds), dice)
    people_asked = _count_asked(kinds, dice)
    return list(_answers(period, kinds, scores, people_asked, dice))


def _is_asked(period: Period) -> bool:
    often = period.agreement.partner.member or period.agreement.story in ("sliding", "falling")
    return often or period.quarter.number in ASKED_IN


def _kinds(period: Period, dice: random.Random) -> list[str]:
    """The kind of respondent of each response."""
    many = dice.randint(*ANSWERS[period.agreement.partner.size])
    if period.agreement.story == "sliding":
        many = SLIDING_ANSWERS
    only = period.agreement.activity in ("CPD", "instrument loan")
    return sorted("school" if only else dice.choice(RESPONDENTS) for _ in range(many))


def _liked(period: Period) -> float:
    usual = period.hub.dice("liked", period.agreement.code).uniform(*LIKED_BY)
    if period.agreement.story != "sliding":
        return usual
    ago = period.hub.quarters.index(period.hub.newest) - period.hub.quarters.index(period.quarter)
    return SLIDE[max(0, ago)] if ago < len(SLIDE) else usual


def _scores(liked: float, many: int, dice: random.Random) -> list[int]:
    """So many scores that the wanted share of them is positive."""
    positive = round(liked * many)
    scores = dice.choices((5, 4), (5, 4), k=positive)
    scores += dice.choices((3, 2, 1), (6, 3, 1), k=many - positive)
    dice.shuffle(scores)
    return scores


def _count_asked(kinds: list[str], dice: random.Random) -> dict[str, int]:
    return {
        kind: round(kinds.count(kind) / dice.uniform(*ANSWERING)) + 1
        for kind in QUESTIONS
        if kind in kinds
    }


def _answers(
    period: Period,
    kinds: list[str],
    scores: list[int],
    people_asked: dict[str, int],
    dice: random.Random,
) -> Iterator[Row]:
    left = iter(scores)
    for n, kind in enumerate(kinds, start=1):
        day = period.day(dice)
        for question in QUESTIONS[kind]:
            yield {
                "response_ref": f"R{n:03d}",
                "respondent": kind,
                "question": question,
                "score": next(left),
                "answered_on": day,
                "asked": people_asked[kind],
            }
