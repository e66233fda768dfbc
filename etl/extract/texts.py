"""Values of cells as text, whichever program read them."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

_ESCAPED = re.compile(r"_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")


def cell_text(value: object) -> str | None:
    """A cell's value as the text that validation reads: ISO dates, plain digits, true and false."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _number_text(value: int | float) -> str:
    """Digits as typed: 15 significant ones, which is what a spreadsheet keeps, no exponent."""
    text = f"{value + 0:.15g}"  # + 0: a zero has no sign
    if "e" in text and "inf" not in text:
        return f"{Decimal(text):f}"
    return text


def unescaped(value: object) -> object:
    """A text of an .xlsx without its escapes: `_x000D_` stands for the end of a line."""
    if isinstance(value, str) and "_x" in value:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return value
