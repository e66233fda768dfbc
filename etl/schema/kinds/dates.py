"""Days as people in the United Kingdom write them, quarters, academic years and their profiles."""

import re
from datetime import date, timedelta

from data.calendar import Quarter, academic_year, parse_year
from data.formatting import day, quoted
from data.kinds import with_plain_hyphens
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.numbers import read_decimal

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
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.A)
_NUMERIC = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.A)
_WORDED = re.compile(
    r"(?:([a-z]+)[,.]?\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([a-z]+)"
    r"[\s,-]+(\d{4}|\d{2})",
    re.A | re.I,
)
# What may follow a day: a time, and the zone in which day and time are meant.
_TIME = re.compile(
    r"(?:T|,? )([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:[.,]\d{1,12})?)?"
    r"(?: ?(Z|(?:UTC|GMT)?[+-]\d{2}(?::?[0-5]\d)?|(?:UTC|GMT)(?:[+-]\d)?|BST))?\Z",
    re.A | re.I,
)
_DATE_REMEDY = "Type the day first, like 03/07/2026 or 3 July 2026."
_COUNTED = re.compile(r"[45]\d{4}(?:\.\d+)?", re.A)  # days since 1900, of 2009 to 2064
_BEFORE_ALL = date(1899, 12, 30)


def read_date(text: str) -> date:
    """A day from text with the year or the day first, never the month.

    Of a time with a zone it is the day that London has at that instant.
    """
    plain = with_plain_hyphens(text)
    time = _TIME.search(plain)
    when = _read_day(text, plain[: time.start()] if time else plain)
    return _in_london(text, when, time) if time and time[3] else when


def _read_day(text: str, plain: str) -> date:
    if matched := _YEAR_FIRST.fullmatch(plain):
        return _day(text, matched[1], matched[3], matched[4])
    if matched := _NUMERIC.fullmatch(plain):
        return _day(text, matched[4], matched[3], matched[1])
    if (matched := _WORDED.fullmatch(plain)) and (month := _MONTHS.get(matched[3].casefold())):
        return _on_its_weekday(text, matched[1], _day(text, matched[4], month, matched[2]))
    if _COUNTED.fullmatch(plain):
        when = _BEFORE_ALL + timedelta(days=int(plain[:5]))
        raise FaultError(
            f"{quoted(text)} is not a date; spreadsheets keep {day(when)} as this number.",
            "Set the format of the column to Date, save the file and send it again, or type the "
            "day first, like 03/07/2026.",
        )
    raise FaultError(f"{quoted(text)} is not a date.", _DATE_REMEDY)


def _in_london(text: str, when: date, time: re.Match) -> date:
    """London's day at a time of a day elsewhere."""
    from etl.schema.kinds.zones import day_in_london

    return day_in_london(text, when, (int(time[1]), int(time[2])), time[3])


def _on_its_weekday(text: str, weekday: str | None, when: date) -> date:
    """The day, where what stands before it is its day of the week."""
    if weekday is None or weekday.casefold() in _WEEKDAYS[when.weekday()]:
        return when
    if any(weekday.casefold() in names for names in _WEEKDAYS):
        raise FaultError(
            f"{quoted(text)} is not a {weekday.capitalize()}: {day(when)} is a {when:%A}.",
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
    matched = _numeric(text)
    return bool(matched) and 1 <= int(matched[1]) <= 12 < int(matched[3]) <= 31


def _numeric(text: str) -> re.Match | None:
    plain = with_plain_hyphens(text)
    time = _TIME.search(plain)
    return _NUMERIC.fullmatch(plain[: time.start()] if time else plain)


def only_us_dates(texts: list[str]) -> bool:
    """Whether a column makes sense month first only: some text fails as UK, none fails as US."""
    numeric = [matched for text in texts if (matched := _numeric(text))]
    return any(map(is_month_first, texts)) and all(
        1 <= int(matched[1]) <= 12 for matched in numeric
    )


def read_quarter(text: str) -> str:
    try:
        return str(Quarter.parse(text))
    except ValueError:
        raise FaultError(f"{quoted(text)} is not a quarter.", "Write it like 2025/26 Q1.") from None


def read_year(text: str) -> str:
    try:
        return academic_year(parse_year(text))
    except ValueError:
        raise FaultError(
            f"{quoted(text)} is not an academic year.", "Write it like 2025/26."
        ) from None


def read_profile(text: str) -> str:
    parts = [part.strip().rstrip("%") for part in text.split(";")]
    shares = [read_decimal(part) for part in parts if part]
    if not shares or shares != sorted(shares) or shares[0] < 0 or shares[-1] > 100:
        raise FaultError(
            f"{quoted(text)} is not a profile.",
            "Write the percentage reached by the end of each quarter, like 20;50;80;100.",
        )
    return ";".join(f"{share:f}" for share in shares)
