"""Answers of pupils, parents and schools on five points."""

import random
from collections.abc import Iterator

from etl.sample.period import Period, Row

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


def rows(period: Period) -> list[Row]:
    """Two answers per response; nothing in quarters in which nobody is asked."""
    if not _is_asked(period):
        return []
    dice = period.dice("satisfaction")
    kinds = _kinds(period, dice)
    scores = _scores(_liked(period), 2 * len(kinds), dice)
    asked = _asked(kinds, dice)
    return list(_answers(period, kinds, scores, asked, dice))


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


def _asked(kinds: list[str], dice: random.Random) -> dict[str, int]:
    return {
        kind: round(kinds.count(kind) / dice.uniform(*ANSWERING)) + 1
        for kind in QUESTIONS
        if kind in kinds
    }


def _answers(
    period: Period, kinds: list[str], scores: list[int], asked: dict[str, int], dice: random.Random
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
                "asked": asked[kind],
            }
