"""Tables to fill in: a sheet's headings, and what may be typed below them, told and checked."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from data.calendar import Quarter
from etl.schema.source import Source
from etl.templates.input_rules import allowed
from etl.templates.typed_text import write_typed
from etl.templates.workbook_writer import LAST_ROW, Book

_MAY = ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort")
PROTECTION = dict.fromkeys(_MAY, True)  # headings stay; the rest is whose workbook it is
Texts = dict[str, str | None]  # by the name of the column


def table_to_fill(
    book: Book, source: Source, quarter: Quarter | None = None, first: str = ""
) -> Worksheet:
    """A sheet of a source; `first` is the word that comes first in lists that have it.

    The columns that the hub fills in are left to whoever knows with what.
    """
    sheet = book.sheet(source.sheet)
    book.heading(sheet, source.columns, fixed=1)
    for at, column in enumerate(source.columns):
        rule = allowed(column, f"{xl_col_to_name(at)}2", quarter, first)
        prompt = {"input_title": rule["input_title"], "input_message": rule["input_message"]}
        sheet.data_validation(0, at, 0, at, {"validate": "any"} | prompt)
        if column.name not in source.filled_in:
            sheet.data_validation(1, at, LAST_ROW, at, rule)
    sheet.protect("", PROTECTION)
    return sheet


def put_rows(book: Book, sheet: Worksheet, source: Source, rows: Sequence[Texts]) -> None:
    """Rows as they were typed, below the headings; where a cell has none, it stays as it is."""
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(source.columns):
            if text := row.get(column.name):
                write_typed(sheet, (number, at), column, text, book.cell(column, locked=False))
