"""Workbooks of the new kind, .xlsx and .xlsm: their error cells, formulas and hidden parts."""

import io

from etl.extract import limits
from etl.extract.refusal import HIDDEN_SHEET, cannot_open, too_far
from etl.extract.texts import cell_text


def read_xlsx(data: bytes, formulas: bool) -> list[dict]:
    """Each sheet as `read_workbook` gives it; `formulas` whether any sheet holds some."""
    values = _open(data, data_only=True)
    sheets = [_read_sheet(sheet) for sheet in values.worksheets[: limits.SHEETS]]
    if formulas:
        written = _open(data, data_only=False)
        for sheet, saved, read in zip(written.worksheets, values.worksheets, sheets, strict=False):
            _keep_unsaved_formulas(sheet, saved, read)
    return sheets


def _open(data: bytes, data_only: bool):
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only)
    except Exception as error:
        raise cannot_open(error) from None


def _read_sheet(sheet) -> dict:
    if sheet.max_row > limits.ROWS or sheet.max_column > limits.COLUMNS:
        raise too_far(sheet.title, sheet.max_row, sheet.max_column)
    rows = []
    for row in sheet.iter_rows():
        texts = [cell_text(cell.value) for cell in row]
        if any(text is not None for text in texts):
            rows.append([row[0].row, texts])
    return {"name": sheet.title, "rows": rows, "faults": [], "notes": _notes(sheet)}


def _notes(sheet) -> list[list[str]]:
    found = []
    if sheet.sheet_state != "visible":
        found.append(HIDDEN_SHEET)
    hidden_rows = sum(1 for row in sheet.row_dimensions.values() if row.hidden)
    if hidden_rows:
        found.append(["hidden_rows", f"{hidden_rows:,} hidden rows were read."])
    hidden_columns = [name for name, column in sheet.column_dimensions.items() if column.hidden]
    if hidden_columns:
        found.append(["hidden_columns", f"Hidden columns were read: {', '.join(hidden_columns)}."])
    merged = [str(area) for area in sheet.merged_cells.ranges]
    if merged:
        places = ", ".join(sorted(merged)[:5])
        found.append(["merged_cells", f"Merged cells count as blank but the first: {places}."])
    comments = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    if comments:
        places = ", ".join(comments[:5])
        found.append(["comments", f"Comments are not read: {places}."])
    if sheet.auto_filter.ref:
        found.append(["filter", "A filter is set; the rows that it hides were read."])
    return found


def _keep_unsaved_formulas(sheet, saved, read: dict) -> None:
    """Formulas without a saved value stand as their text and are told: nothing calculated them."""
    known = dict(read["rows"])
    for row in sheet.iter_rows():
        for index, cell in enumerate(row):
            if cell.data_type == "f" and _is_unsaved(saved.cell(cell.row, cell.column)):
                formula = str(getattr(cell.value, "text", cell.value))
                known.setdefault(cell.row, [None] * len(row))[index] = formula
                read["faults"].append([cell.row, index, formula])
    read["rows"] = [[number, known[number]] for number in sorted(known)]


def _is_unsaved(cell) -> bool:
    """Whether a formula has no result, not even the empty text that `=IF(A1="","",A1)` gives."""
    return cell.value is None and cell.data_type != "str"
