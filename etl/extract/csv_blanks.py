"""Blanks at the end of a CSV's lines, and blank lines at its end: they are nothing."""

import re

_LINE_END = re.compile(rb"\r\n|\r|\n")
_MANY = 100  # delimiters in a row, which end no text inside quotation marks


def without_blank_rows(text: bytes, blank: bytes) -> bytes:
    """The text up to the end of the last line that holds more than `blank` bytes.

    Marks of quoted blanks are among these, but where a text with line ends of its own is closed.
    """
    for blanks in (blank, blank.replace(b'"', b"")):
        end = _LINE_END.search(text, len(text.rstrip(blanks)))
        if end and text.count(b'"', 0, end.end()) % 2 == 0:
            return text[: end.end()]
    return text


def without_blank_columns(text: bytes, delimiter: bytes) -> bytes:
    """The text without the many blanks that end each of its lines, as many of each line.

    So a line with a field more than the others has one more still.
    """
    sign = re.escape(delimiter)
    blanks = re.compile(
        rb'(?<!%b)(?<!%b"")(?:%b(?:"")?){%d,}+(?=[\r\n]|\Z)' % (sign, sign, sign, _MANY)
    )
    fewest = min((run[0].count(delimiter) for run in blanks.finditer(text)), default=0)
    return blanks.sub(lambda run: delimiter * (run[0].count(delimiter) - fewest), text)
