"""A table as a workbook: what it is on the first sheet, its figures on the second."""

import io
from datetime import datetime, time
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboard.components.tables.table import Column, Figure, Kind, Table
from dashboard.web.downloads.cells import WRITTEN, frame_of, in_files
from dashboard.web.downloads.notes import Note, Notes, column_notes

LONGEST_CELL = 32_767  # characters; no workbook holds more
WIDEST, NARROWEST, ARROW = 60, 10, 4  # of a column, in letters; the arrow of its filter
A4 = 9
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def as_workbook(table: Table, notes: Notes) -> bytes:
    """Opened at its figures: numbers and days as such, headings that stay and filter."""
    held = io.BytesIO()
    with Workbook(held, _OPTIONS) as book:
        made_at = datetime.combine(notes.today, time())
        book.set_properties({"title": notes.title, "created": made_at})
        _write_notes(book, [*notes.lines(), ("", ""), *column_notes(table)])
        _write_figures(book, table)
    return held.getvalue()


def _write_notes(book: Workbook, lines: list[Note]) -> None:
    sheet, bold = book.add_worksheet("About"), book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, min(WIDEST, _widest([term for term, _ in lines])))
    sheet.set_column(1, 1, WIDEST)
    for down, (term, words) in enumerate(lines):
        sheet.write(down, 0, term, bold)
        sheet.write(down, 1, words, wrapped)


def _write_figures(book: Workbook, table: Table) -> None:
    sheet, frame = book.add_worksheet("Figures"), frame_of(table)
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for across, column in enumerate(table.columns):
        sheet.write(0, across, column.title, heading)
        _write_column(book, sheet, across, column, frame.iloc[:, across])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(frame), len(table.columns) - 1)
    _lay_out(sheet)


def _write_column(
    book: Workbook, sheet: Worksheet, across: int, column: Column, values: pd.Series
) -> None:
    formats = {kind: book.add_format(_format(kind)) for kind in WRITTEN}
    shown = [_shown(value, column) for value in values]
    heading = max(len(column.title) // 2, *map(len, column.title.split()), 0) + ARROW
    sheet.set_column(across, across, min(WIDEST, max(NARROWEST, heading, _widest(shown))))
    for down, value in enumerate(values, 1):
        kind = value.kind if isinstance(value, Figure) else column.kind
        sheet.write(down, across, _held(value), formats[kind])


def _format(kind: Kind) -> dict:
    return {"num_format": WRITTEN[kind].number_format, "valign": "top", "text_wrap": True}


def _held(value: Any) -> Any:
    """What a cell takes: of a figure its number, of a text no more than there is room for."""
    if isinstance(value, Figure):
        return in_files(value.number, value.kind)
    return value[:LONGEST_CELL] if isinstance(value, str) else value


def _shown(value: Any, column: Column) -> str:
    is_said = isinstance(value, str | Figure)
    return str(value) if is_said else WRITTEN[column.kind].shown(value)


def _widest(texts: list[str]) -> int:
    """Letters of the longest line, and a little room beside it."""
    return 2 + max((len(line) for text in texts for line in text.splitlines()), default=0)


def _lay_out(sheet: Worksheet) -> None:
    """Shown first, and printed whole across a page with its headings on each."""
    sheet.activate()
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
