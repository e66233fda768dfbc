"""Kinds of cells, as data: what a cell of each may hold, and as what its value is kept.

How a text that somebody typed becomes such a value is etl's own (`etl/schema/kinds`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of cell: its name in messages, and the Python type that its value is kept as.

    Bounds are of the number as it is typed, `decimals` None where any number of them will do;
    `longest` is in characters. `spellings` maps further words to those of `choices`;
    `may_be_several` where words of `choices` stand side by side.
    """

    name: str
    holds: type
    choices: tuple[str, ...] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    is_free_text: bool = False
    may_be_several: bool = False
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    decimals: int | None = None
    longest: int | None = None

    @property
    def is_number(self) -> bool:
        return self.holds in (int, float)


# Word processors make hyphens of other widths, and leave behind what nobody sees.
_HYPHENS = dict.fromkeys(
    map(ord, "\u02d7\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2796"), "-"
)
_PLAINLY = _HYPHENS | dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def with_plain_hyphens(text: str) -> str:
    """A text with a plain hyphen for any dash, and without what nobody sees."""
    return text if text.isascii() else text.translate(_PLAINLY).strip()


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A word without case, spaces and punctuation, for comparing."""
    return re.sub(r"[\W_]+", "", text.casefold())


CODE = Kind("code", str, longest=32)
LABEL = Kind("text", str, is_free_text=True, longest=200)  # a code or a few words
TEXT = Kind("text", str, is_free_text=True, longest=4_000)
DATE = Kind("date", date)
QUARTER = Kind("quarter", str)
YEAR = Kind("academic year", str)
PROFILE = Kind("profile", str)  # percentages reached by the end of each quarter
HOURS = Kind("hours", int, above=0, at_most=12)  # kept as whole seconds
RATING = Kind("score from 1 to 5", int, at_least=1, at_most=5, decimals=0)
MONEY = Kind(  # typed in pounds, kept as whole pence
    "money", int, at_least=-10_000_000, at_most=10_000_000, decimals=2
)


def number(
    at_least: float | None = None, above: float | None = None, at_most: float | None = None
) -> Kind:
    """A number within bounds."""
    return Kind("number", float, at_least=at_least, above=above, at_most=at_most)


def integer(at_least: int | None = None, at_most: int | None = None) -> Kind:
    """A whole number within bounds."""
    return Kind("whole number", int, at_least=at_least, at_most=at_most, decimals=0)


def choice(*words: str, also: Mapping[str, str] | None = None) -> Kind:
    """One of a list of words; `also` maps further spellings to a listed word."""
    return Kind("choice", str, choices=words, spellings=also or {})


def several(*words: str) -> Kind:
    """Words from a list, kept in the order given with semicolons between them."""
    return Kind("choice", str, choices=words, may_be_several=True)


YES = ("yes", "y", "true", "1", "✓", "✔", "☑")
NO = ("no", "n", "false", "0", "✗", "✘", "x", "☒")
YES_NO = Kind("yes/no", bool, choices=("yes", "no"))
YES_NO_UNKNOWN = choice(
    "yes",
    "no",
    "not known",
    also=dict.fromkeys(YES, "yes") | dict.fromkeys(NO, "no") | {"unknown": "not known"},
)
