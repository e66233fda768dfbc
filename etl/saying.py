"""How a day, and what was typed in a cell, are said to those who send data."""

from datetime import date

_LONGEST = 80  # characters of a cell that a message repeats


def day(when: date) -> str:
    """`3 July 2026`."""
    return f"{when.day} {when:%B %Y}"


def shortened(text: str | None) -> str | None:
    """The text, of a long one its beginning."""
    return text if text is None or len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def quoted(text: str) -> str:
    """`‘12 May’`."""
    return f"‘{shortened(text)}’"
