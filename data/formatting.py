"""Formatting: how days, counts and lists are written to people, by both sides alike."""

from collections.abc import Iterable
from datetime import date

_LONGEST = 80  # characters of a cell that a message repeats


def day(when: date | None) -> str:
    """`3 July 2026`; a dash where there is none."""
    return f"{when.day} {when:%B %Y}" if when else "–"


def listed(words: Iterable[object]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *front, last = [*map(str, words)] or [""]
    return f"{', '.join(front)} and {last}" if front else last


def counted(count: int, what: str) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def shortened(text: str | None) -> str | None:
    """The text, of a long one its beginning."""
    return text if text is None or len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def quoted(text: str) -> str:
    """`‘12 May’`."""
    return f"‘{shortened(text)}’"
