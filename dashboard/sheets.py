"""A table as CSV and as workbook; text is never a formula."""

import csv
import io
from typing import Any

import xlsxwriter

from dashboard.layout.table import Absent, Column, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FORMATS = {"pence": "£#,##0.00", "share": "0.0%", "count": "#,##0", "ratio": "0.00"}
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_csv(table: Table, heading: list[str]) -> bytes:
    """With a byte order mark, so that Excel reads £ and ’."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    titles = [column.title for column in table.columns]
    plain = [[_cell(*pair) for pair in _pairs(table, row)] for row in table.rows]
    for line in (*([one] for one in heading), [], titles, *plain):
        writer.writerow([_harmless(cell) for cell in line])
    return sheet.getvalue().encode("utf-8-sig")


def as_workbook(table: Table, heading: list[str]) -> bytes:
    """One sheet, its headings bold, its numbers formatted as on the page."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, **_PLAIN})
    sheet, bold = book.add_worksheet("Figures"), book.add_format({"bold": True})
    formats = {kind: book.add_format({"num_format": how}) for kind, how in _FORMATS.items()}
    for at, line in enumerate(heading):
        sheet.write_string(at, 0, line)
    top = len(heading) + 1
    for across, column in enumerate(table.columns):
        sheet.write_string(top, across, column.title, bold)
        sheet.set_column(across, across, max(14, min(48, len(column.title) + 4)))
    for down, row in enumerate(table.rows, start=top + 1):
        for across, (cell, column) in enumerate(_pairs(table, row)):
            _write(sheet, down, across, _cell(cell, column), formats.get(column.kind))
    book.close()
    return held.getvalue()


def _write(sheet, down: int, across: int, cell: Any, how) -> None:
    if isinstance(cell, int | float):
        sheet.write_number(down, across, cell, how)
    else:
        sheet.write_string(down, across, cell)


def _pairs(table: Table, row) -> zip:
    return zip(row, table.columns, strict=True)


def _cell(cell: Any, column: Column) -> Any:
    """A number as a number (money in pounds), anything else as text."""
    if cell is None or isinstance(cell, Absent):
        return "" if cell is None else str(cell)
    if column.kind == "pence":
        return cell / 100
    if isinstance(cell, int | float):
        return round(cell, 6)
    return cell.isoformat() if column.kind == "day" else str(cell)


def _harmless(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula is marked as text."""
    is_formula = isinstance(cell, str) and cell.startswith(FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell
