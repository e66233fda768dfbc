"""Workbooks of the old kind, .xls: read with their error cells, hidden sheets and merged cells."""

import os
from pathlib import Path

from etl.extract import limits
from etl.extract.refusal import HIDDEN_SHEET, cannot_open, too_far
from etl.extract.texts import cell_text


def read_xls(data: bytes) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    import xlrd

    with Path(os.devnull).open("w") as nowhere:  # for xlrd's grumbles about odd files
        try:
            book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=nowhere)
        except Exception as error:
            raise cannot_open(error) from None
    return [_read_sheet(sheet, book.datemode) for sheet in book.sheets()[: limits.SHEETS]]


def _read_sheet(sheet, datemode: int) -> dict:
    if sheet.nrows > limits.ROWS or sheet.ncols > limits.COLUMNS:
        raise too_far(sheet.name, sheet.nrows, sheet.ncols)
    texts = [
        [number + 1, [_text(cell, datemode) for cell in sheet.row(number)]]
        for number in range(sheet.nrows)
    ]
    rows = [row for row in texts if any(text is not None for text in row[1])]
    return {"name": sheet.name, "rows": rows, "faults": [], "notes": _notes(sheet)}


def _text(cell, datemode: int) -> str | None:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#N/A")
    if cell.ctype == xlrd.XL_CELL_DATE:
        return cell_text(xlrd.xldate_as_datetime(cell.value, datemode))
    return cell_text(bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value)


def _notes(sheet) -> list[list[str]]:
    notes = [] if sheet.visibility == 0 else [HIDDEN_SHEET]
    hidden = sum(1 for row in sheet.rowinfo_map.values() if row.hidden)
    if hidden:
        notes.append(["hidden_rows", f"{hidden:,} hidden rows were read."])
    if sheet.merged_cells:
        notes.append(["merged_cells", "Merged cells count as blank but the first."])
    return notes
