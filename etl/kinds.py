"""Kinds of cells: how a text becomes a code, a date, an amount of money …, or a fault.

Each kind reads one text at a time. A column's distinct texts are read once each, so that plain
functions are fast enough for a million rows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import polars as pl

from data.warehouse.quarters import Quarter, academic_year, parse_year
from etl.saying import day, quoted

CODE_LENGTH = 32
TEXT_LENGTH = 4_000
LABEL_LENGTH = 200
MONEY_LIMIT_PENCE = 1_000_000_000  # £10 million


class FaultError(ValueError):
    """A text that is not of its kind: what is wrong, and what to type instead."""

    def __init__(self, message: str, remedy: str, rule: str | None = None):
        super().__init__(message)
        self.message, self.remedy, self.rule = message, remedy, rule


@dataclass(frozen=True)
class Kind:
    """A kind of cell: its name in messages, the type it is kept as, and how its text is read.

    Bounds are of the number as it is typed, `decimals` None where any number of them will do;
    `longest` is in characters. `may_be_several` where words of `choices` stand side by side.
    """

    name: str
    dtype: pl.DataType
    read: Callable[[str], object]
    choices: tuple[str, ...] = ()
    is_number: bool = False
    is_free_text: bool = False
    may_be_several: bool = False
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    decimals: int | None = None
    longest: int | None = None


_SPREADSHEET_ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|GETTING_DATA|PYTHON!|EXTERNAL!|TIMEOUT!)|Err:\d{3}",
    re.A,
)


def read_cell(kind: Kind, text: str) -> object:
    """The value of a cell; an error of the spreadsheet is never taken for text."""
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise FaultError(
            f"The cell shows the error {text}.",
            "Correct the formula, or type the value.",
            "error_cell",
        )
    return kind.read(text)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """A word without case, spaces and punctuation, for comparing."""
    return re.sub(r"[\W_]+", "", text.casefold())


# -- Codes and text ----------------------------------------------------------------------------


# Word processors make hyphens of other widths, and leave behind what nobody sees.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def _read_code(text: str) -> str:
    code = text if text.isascii() else text.translate(_HYPHENS | _UNSEEN).strip()
    if not code:
        raise FaultError("The cell holds nothing that can be seen.", "Type the code anew.")
    return _no_longer_than(CODE_LENGTH, code, "code")


def _read_text(text: str) -> str:
    return _no_longer_than(TEXT_LENGTH, text, "text")


def _read_label(text: str) -> str:
    return _no_longer_than(LABEL_LENGTH, text, "text")


def _no_longer_than(limit: int, text: str, what: str) -> str:
    if len(text) > limit:
        raise FaultError(
            f"This {what} has {len(text):,} characters.", f"Use at most {limit:,} characters."
        )
    return text


CODE = Kind("code", pl.String(), _read_code, longest=CODE_LENGTH)
TEXT = Kind("text", pl.String(), _read_text, is_free_text=True, longest=TEXT_LENGTH)
LABEL = Kind(  # a code or a few words
    "text", pl.String(), _read_label, is_free_text=True, longest=LABEL_LENGTH
)


# -- Dates -------------------------------------------------------------------------------------

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sep", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS = (
    ("mon", "monday"),
    ("tue", "tues", "tuesday"),
    ("wed", "weds", "wednesday"),
    ("thu", "thur", "thurs", "thursday"),
    ("fri", "friday"),
    ("sat", "saturday"),
    ("sun", "sunday"),
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?", re.A)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.A)
_WORDED = re.compile(
    r"(?:([a-z]+)[,.]?\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]+)"
    r"[\s,-]+(\d{4}|\d{2})",
    re.A | re.I,
)
_DATE_REMEDY = "Type the day first, like 03/07/2026 or 3 July 2026."


def read_date(text: str) -> date:
    """A day from ISO or UK text, never month first."""
    if found := _ISO.fullmatch(text):
        return _day(text, found[1], found[2], found[3])
    if found := _NUMERIC.fullmatch(text):
        return _day(text, found[4], found[3], found[1])
    if (found := _WORDED.fullmatch(text)) and (month := _MONTHS.get(found[3].casefold())):
        return _on_its_weekday(text, found[1], _day(text, found[4], month, found[2]))
    raise FaultError(f"{quoted(text)} is not a date.", _DATE_REMEDY)


def _on_its_weekday(text: str, said: str | None, when: date) -> date:
    """The day, where what stands before it is its day of the week."""
    if said is None or said.casefold() in _WEEKDAYS[when.weekday()]:
        return when
    if any(said.casefold() in names for names in _WEEKDAYS):
        raise FaultError(
            f"{quoted(text)} is not a {said.capitalize()}: {day(when)} is a {when:%A}.",
            "Correct the date or its day of the week.",
        )
    raise FaultError(f"{quoted(text)} is not a date.", _DATE_REMEDY)


def _day(text: str, year: str, month: str | int, day: str) -> date:
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    if not 1900 <= full_year <= 2100:
        raise FaultError(f"{quoted(text)} lies in the year {full_year}.", _DATE_REMEDY)
    try:
        return date(full_year, int(month), int(day))
    except ValueError:
        raise FaultError(f"{quoted(text)} is not a day of the calendar.", _DATE_REMEDY) from None


def is_month_first(text: str) -> bool:
    """Whether a text is a date month first and none day first: 03/25/2026."""
    found = _NUMERIC.fullmatch(text)
    return bool(found) and 1 <= int(found[1]) <= 12 < int(found[3]) <= 31


def only_us_dates(texts: list[str]) -> bool:
    """Whether a column makes sense month first only: some text fails as UK, none fails as US."""
    numeric = [found for text in texts if (found := _NUMERIC.fullmatch(text))]
    return any(map(is_month_first, texts)) and all(1 <= int(found[1]) <= 12 for found in numeric)


DATE = Kind("date", pl.Date(), read_date)


# -- Numbers and money -------------------------------------------------------------------------

_NUMBER = re.compile(
    r"[+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d*)?(?:e[+-]?\d{1,2})?|[+-]?\.\d+", re.A | re.I
)
_LOOSE_SPACE = re.compile(r"(?<!\d) +| +(?!\d)", re.A)


def _bare(text: str) -> str:
    """Without spaces, but those between digits: `1 234` is a number and `1 2` is none."""
    return _LOOSE_SPACE.sub("", text.replace("\u2212", "-").replace("\u00a0", " "))


def _plain_decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace(" ", ""))


def _decimal(text: str) -> Decimal:
    """A number as typed. A percentage is none: whether 85% counts as 85 or as 0.85 cannot be known
    from the cell, only from the objective's target, so that its sender is asked.
    """
    bare = _bare(text)
    if bare.endswith("%") and _NUMBER.fullmatch(bare[:-1]):
        raise FaultError(
            f"{quoted(text)} is a percentage, not a number.",
            f"Type {bare[:-1]} where the target is of a hundred, or the share where it is of 1.",
        )
    if not _NUMBER.fullmatch(bare):
        raise FaultError(f"{quoted(text)} is not a number.", "Type digits only, like 12 or 12.5.")
    try:
        return _plain_decimal(bare)
    except InvalidOperation:
        raise FaultError(
            f"{quoted(text)} is not a number.", "Type digits only, like 12.5."
        ) from None


def is_numeric(text: str) -> bool:
    """Whether a text is a number or an amount of money."""
    try:
        _decimal(text.strip("()").replace("£", ""))
    except FaultError:
        return False
    return True


def number(at_least: float | None = None, above: float | None = None, at_most: float | None = None):
    """A number within bounds."""

    def read(text: str) -> float:
        value = float(_decimal(text))
        _within(text, value, at_least, above, at_most)
        return value

    bounds = {"at_least": at_least, "above": above, "at_most": at_most}
    return Kind("number", pl.Float64(), read, is_number=True, **bounds)


def integer(at_least: int | None = None, at_most: int | None = None) -> Kind:
    """A whole number within bounds."""
    read = _integer_reader(at_least, at_most)
    bounds = {"at_least": at_least, "at_most": at_most, "decimals": 0}
    return Kind("whole number", pl.Int64(), read, is_number=True, **bounds)


_LARGEST_COUNT = 2**31 - 1  # what the warehouse's whole numbers hold


def _integer_reader(at_least: int | None, at_most: int | None) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = _decimal(text)
        if value != value.to_integral_value():
            raise FaultError(f"{quoted(text)} is not a whole number.", "Type a whole number.")
        _within(text, value, at_least, None, at_most)
        if value > _LARGEST_COUNT:
            raise FaultError(f"{quoted(text)} is too large a number.", "Check the number.")
        return int(value)

    return read


def _within(text, value, at_least, above, at_most) -> None:
    if above is not None and value <= above:
        raise FaultError(
            f"{quoted(text)} is not above {above:g}.", f"Type a number above {above:g}."
        )
    if at_least is not None and value < at_least:
        raise FaultError(f"{quoted(text)} is below {at_least:g}.", f"Type at least {at_least:,g}.")
    if at_most is not None and value > at_most:
        raise FaultError(f"{quoted(text)} is above {at_most:,g}.", f"Type at most {at_most:,g}.")
    if abs(value) > 1e12:
        raise FaultError(f"{quoted(text)} is too large a number.", "Check the number.")


_LONGEST_SESSION = 12  # hours


def _read_hours(text: str) -> int:
    hours = _decimal(text)
    _within(text, hours, None, 0, _LONGEST_SESSION)
    seconds = round(hours * 3600)
    _within(text, seconds, None, 0, None)
    return seconds


HOURS = Kind(  # kept as whole seconds
    "hours", pl.Int64(), _read_hours, is_number=True, above=0, at_most=_LONGEST_SESSION
)

_MONEY = re.compile(r"(\()?(?:£?([+-]?)|([+-])£)([\d, ]*+(?:\.\d*+)?)(\))?", re.A)
_MONEY_REMEDY = "Type pounds and pence, like 1234.50 or £1,234.50."


def _read_pence(text: str) -> int:
    found = _MONEY.fullmatch(_bare(text))
    if not found or bool(found[1]) != bool(found[5]) or not _NUMBER.fullmatch(found[4]):
        raise FaultError(f"{quoted(text)} is not an amount of money.", _MONEY_REMEDY)
    pence = _plain_decimal(found[4]) * 100
    if len(found[4].partition(".")[2]) > 2:
        raise FaultError(
            f"{quoted(text)} has more than two decimals.", "Round the amount to whole pence."
        )
    if pence > MONEY_LIMIT_PENCE:
        raise FaultError(
            f"{quoted(text)} is more than £10 million.", "Check the amount.", "money_limit"
        )
    negative = bool(found[1]) or "-" in (found[2], found[3])
    return -int(pence) if negative else int(pence)


_MOST_POUNDS = MONEY_LIMIT_PENCE // 100
MONEY = Kind(  # kept as whole pence
    "money",
    pl.Int64(),
    _read_pence,
    is_number=True,
    at_least=-_MOST_POUNDS,
    at_most=_MOST_POUNDS,
    decimals=2,
)


# -- Words from a list -------------------------------------------------------------------------

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
_whole = _integer_reader(None, None)


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


# -- The hub's calendar and profiles -----------------------------------------------------------


def _read_quarter(text: str) -> str:
    try:
        return str(Quarter.parse(text))
    except ValueError:
        raise FaultError(f"{quoted(text)} is not a quarter.", "Write it like 2025/26 Q1.") from None


def _read_year(text: str) -> str:
    try:
        return academic_year(parse_year(text))
    except ValueError:
        raise FaultError(
            f"{quoted(text)} is not an academic year.", "Write it like 2025/26."
        ) from None


QUARTER = Kind("quarter", pl.String(), _read_quarter)
YEAR = Kind("academic year", pl.String(), _read_year)


def _read_profile(text: str) -> str:
    parts = [part.strip().rstrip("%") for part in text.split(";")]
    shares = [_decimal(part) for part in parts if part]
    if not shares or shares != sorted(shares) or shares[0] < 0 or shares[-1] > 100:
        raise FaultError(
            f"{quoted(text)} is not a profile.",
            "Write the percentage reached by the end of each quarter, like 20;50;80;100.",
        )
    return ";".join(f"{share:f}" for share in shares)


PROFILE = Kind("profile", pl.String(), _read_profile)
