"""Words from a list, however they are spelt: choices, yes or no, and scores in words."""

import re
from functools import lru_cache

import polars as pl

from etl.schema.formatting import quoted
from etl.schema.kinds.kind import FaultError, Kind
from etl.schema.kinds.numbers import integer


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A word without case, spaces and punctuation, for comparing."""
    return re.sub(r"[\W_]+", "", text.casefold())


_YES = ("yes", "y", "true", "1", "✓", "✔", "☑")
_NO = ("no", "n", "false", "0", "✗", "✘", "x", "☒")


def _lookup(words: dict[str, object]) -> dict[str, object]:
    return {plain(word) or word: value for word, value in words.items()}


def choice(*words: str, also: dict[str, str] | None = None) -> Kind:
    """One of a list of words; `also` maps further spellings to a listed word."""
    known = _lookup({word: word for word in words} | (also or {}))
    remedy = f"Type one of: {', '.join(words)}."

    def read(text: str) -> str:
        word = known.get(plain(text) or text)
        if word is None:
            raise FaultError(f"{quoted(text)} is not one of the words asked for.", remedy)
        return word

    return Kind("choice", pl.String(), read, choices=words)


def several(*words: str) -> Kind:
    """Words from a list, kept in the order given with semicolons between them."""
    one = choice(*words)

    def read(text: str) -> str:
        parts = [part.strip() for part in re.split(r"[;,]", text) if part.strip()] or [text]
        return ";".join(dict.fromkeys(one.read(part) for part in parts))

    return Kind("choice", pl.String(), read, choices=words, may_be_several=True)


_YES_NO = _lookup(dict.fromkeys(_YES, True) | dict.fromkeys(_NO, False))


def _read_yes_no(text: str) -> bool:
    value = _YES_NO.get(plain(text) or text)
    if value is None:
        raise FaultError(f"{quoted(text)} is neither yes nor no.", "Type yes or no.")
    return value


YES_NO = Kind("yes/no", pl.Boolean(), _read_yes_no, choices=("yes", "no"))
YES_NO_UNKNOWN = choice(
    "yes",
    "no",
    "not known",
    also=dict.fromkeys(_YES, "yes") | dict.fromkeys(_NO, "no") | {"unknown": "not known"},
)

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
_whole = integer().read


def _read_rating(text: str) -> int:
    score = _RATING_WORDS.get(plain(text))
    if score is None:
        try:
            score = _whole(text)
        except FaultError:
            score = 0
    if not 1 <= score <= 5:
        raise FaultError(
            f"{quoted(text)} is not a score from 1 to 5.",
            "Type 1, 2, 3, 4 or 5, or words from strongly disagree to strongly agree.",
        )
    return score


RATING = Kind(
    "score from 1 to 5",
    pl.Int64(),
    _read_rating,
    is_number=True,
    at_least=1,
    at_most=5,
    decimals=0,
)
