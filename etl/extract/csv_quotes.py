"""Lines of a CSV as they are told: the one with a mark that is never closed, and their numbers."""

import re
from collections.abc import Iterator

from etl.schema.problem import RefusedError

_QUOTED = re.compile(rb'(?:^|(?<=[,;\t|]))"(?:[^"]|"")*+"(?=[,;\t|]|$)')
_OPENS = re.compile(rb'(?:^|[,;\t|])"')
_LINE = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n)?")
_INSIDE = re.compile(rb'[^,;\t|"]"[^,;\t|"]')


def refuse_open_quote(text: bytes) -> None:
    """Refuse a text of which a quotation mark is never closed; says the line of it."""
    raise RefusedError(
        "open_quote",
        f"A quotation mark in line {_odd_quote(text):,} is never closed.",
        "Close the quotation mark or delete it.",
    )


def line_at(text: bytes, place: int) -> int:
    """The number of the line in which a place lies."""
    return _lines_between(text, 0, place) + 1


def _quoted_lines(text: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines that hold a quotation mark, each with its number."""
    number, start = 1, 0
    while (mark := text.find(b'"', start)) >= 0:
        first = max(text.rfind(b"\n", start, mark), text.rfind(b"\r", start, mark)) + 1 or start
        line = _LINE.match(text, first)
        number += _lines_between(text, start, first)
        yield number, line[1]
        number, start = number + 1, line.end()


def _odd_quote(text: bytes) -> int:
    """The line of the mark that is one too many.

    One inside a field, as in `Sang 5" drum`, neither opens it nor closes it. Else it is one that
    closes what none opened, or opens a field in which another opens, or which none closes.
    """
    opened, number = None, 1
    for number, line in _quoted_lines(text):
        rest = _QUOTED.sub(b"", line)
        if rest.count(b'"') % 2 == 0:
            continue
        opens = _OPENS.search(rest)
        if _INSIDE.search(rest) or not (opens or opened):
            return number
        if opens and opened:
            return opened
        opened = number if opens else None
    return opened or number


def _lines_between(text: bytes, start: int, stop: int) -> int:
    """How many lines end between two places."""
    both = text.count(b"\r\n", start, stop)
    return text.count(b"\n", start, stop) + text.count(b"\r", start, stop) - both
