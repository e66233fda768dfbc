"""Values of cells as text, whichever program read them."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal


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
