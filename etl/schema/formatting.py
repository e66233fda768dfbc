"""How a day, a count, and what was typed in a cell are said to those who send data."""

from datetime import date

_LONGEST = 80  # characters of a cell that a message repeats


def day(when: date) -> str:
    """`3 July 2026`."""
    return f"{when.day} {when:%B %Y}"


def counted(count: int, what: str) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def listed(words: list[str]) -> str:
    """`‘Name’, ‘DOB’ and ‘Tel’`."""
    quotes = [quoted(word) for word in words]
    return " and ".join(filter(None, (", ".join(quotes[:-1]), quotes[-1])))


def shortened(text: str | None) -> str | None:
    """The text, of a long one its beginning."""
    return text if text is None or len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def quoted(text: str) -> str:
    """`‘12 May’`."""
    return f"‘{shortened(text)}’"
