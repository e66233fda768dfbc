"""A table as CSV: its headings in the first row, and no text that a spreadsheet would compute."""

from datetime import date
from typing import Any

from dashboard.components.tables.table import Column, Figure, Table
from dashboard.web.downloads.cells import WRITTEN, frame_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(table: Table) -> bytes:
    """With a byte order mark, so that Excel reads £ and ’."""
    frame = frame_of(table)
    for at, column in enumerate(table.columns):
        frame.isetitem(at, [_text(value, column) for value in frame.iloc[:, at]])
    made = frame.to_csv(index=False, header=headings(table), lineterminator="\r\n")
    return made.encode("utf-8-sig")


def headings(table: Table) -> list[str]:
    """What stands in the first row, column by column."""
    return [_harmless(column.title) for column in table.columns]


def _text(value: Any, column: Column) -> str:
    """A figure in a unit of its own is said with it, for the column has none."""
    is_text = isinstance(value, str | Figure)
    return _harmless(str(value)) if is_text else _number_or_day(value, column)


def _number_or_day(value: float | date, column: Column) -> str:
    return WRITTEN["day" if isinstance(value, date) else column.kind].as_text(value)


def _harmless(text: str) -> str:
    """Text that a spreadsheet would run as a formula is marked as text."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
