"""Files of a table: CSV and workbook; text is never a formula."""

import csv
import io
from typing import Any

import pandas as pd

from dashboard.components.tables.table import Absent, Column, Table

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_FORMATS = {"pence": "£#,##0.00", "share": "0.0%", "count": "#,##0", "ratio": "0.00"}
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def as_csv(table: Table, heading: list[str]) -> bytes:
    """With a byte order mark, so that Excel reads £ and ’."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([[_harmless(line)] for line in heading] + [[]])
    frame_of(table).map(_harmless).to_csv(sheet, index=False, lineterminator="\r\n")
    return sheet.getvalue().encode("utf-8-sig")


def as_workbook(table: Table, heading: list[str]) -> bytes:
    """One sheet, its numbers formatted as on the page."""
    held = io.BytesIO()
    options = {"in_memory": True, **_PLAIN}
    with pd.ExcelWriter(held, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        top = len(heading) + 1
        frame_of(table).to_excel(writer, sheet_name="Figures", startrow=top, index=False)
        sheet = writer.sheets["Figures"]
        for at, line in enumerate(heading):
            sheet.write_string(at, 0, line)
        for across, column in enumerate(table.columns):
            how = writer.book.add_format({"num_format": _FORMATS.get(column.kind, "General")})
            sheet.set_column(across, across, max(14, min(48, len(column.title) + 4)), how)
    return held.getvalue()


def frame_of(table: Table) -> pd.DataFrame:
    """The table's values under its titles: money in pounds, days as ISO text."""
    rows = [
        [_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    return pd.DataFrame(rows, columns=[column.title for column in table.columns], dtype=object)


def _cell(cell: Any, column: Column) -> Any:
    """A number as a number, anything else as text."""
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
