"""Codes and texts, and words from a list however they are spelt: choices, yes or no, scores."""

import re
from functools import cache

from data.formatting import quoted
from data.kinds import NO, YES, Kind, integer, plain, with_plain_hyphens
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.numbers import read_integer


def read_code(kind: Kind, text: str) -> str:
    code = with_plain_hyphens(text)
    if not code:
        raise FaultError("The cell holds nothing that can be seen.", "Type the code anew.")
    return read_text(kind, code)


def read_text(kind: Kind, text: str) -> str:
    if len(text) > kind.longest:
        raise FaultError(
            f"This {kind.name} has {len(text):,} characters.",
            f"Use at most {kind.longest:,} characters.",
        )
    return text


def _lookup(words: dict[str, object]) -> dict[str, object]:
    return {plain(word) or word: value for word, value in words.items()}


@cache
def _words_of(kind: Kind) -> dict[str, object]:
    return _lookup({word: word for word in kind.choices} | dict(kind.spellings))


def read_choice(kind: Kind, text: str) -> str:
    """A word of the kind's choices, or several with semicolons between them."""
    if not kind.may_be_several:
        return _read_word(kind, text)
    parts = [part.strip() for part in re.split(r"[;,]", text) if part.strip()] or [text]
    return ";".join(dict.fromkeys(_read_word(kind, part) for part in parts))


def _read_word(kind: Kind, text: str) -> str:
    word = _words_of(kind).get(plain(text) or text)
    if word is None:
        raise FaultError(
            f"{quoted(text)} is not one of the words asked for.",
            f"Type one of: {', '.join(kind.choices)}.",
        )
    return word


_YES_NO = _lookup(dict.fromkeys(YES, True) | dict.fromkeys(NO, False))


def read_yes_no(text: str) -> bool:
    value = _YES_NO.get(plain(text) or text)
    if value is None:
        raise FaultError(f"{quoted(text)} is neither yes nor no.", "Type yes or no.")
    return value


_RATINGS = {
    "strongly disagree": 1,
    "disagree": 2,
    "neither": 3,
    "neither agree nor disagree": 3,
    "neutral": 3,
    "not sure": 3,
    "agree": 4,
    "strongly agree": 5,
    "very poor": 1,
    "poor": 2,
    "average": 3,
    "ok": 3,
    "okay": 3,
    "fair": 3,
    "good": 4,
    "very good": 5,
}
_RATING_WORDS = _lookup(_RATINGS)
_WHOLE = integer()


def read_rating(text: str) -> int:
    score = _RATING_WORDS.get(plain(text))
    if score is None:
        try:
            score = read_integer(_WHOLE, text)
        except FaultError:
            score = 0
    if not 1 <= score <= 5:
        raise FaultError(
            f"{quoted(text)} is not a score from 1 to 5.",
            "Type 1, 2, 3, 4 or 5, or words from strongly disagree to strongly agree.",
        )
    return score
