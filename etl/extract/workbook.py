"""Workbooks: xlsx, xlsm, xls and ods become sheets of text cells.

Runs in a process of its own (see `reader`), so it imports nothing heavy and returns plain lists.
openpyxl reads xlsx because it keeps error cells and formulas; calamine reads xls and ods.
"""

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from etl.extract import limits

_NEW_COPY = "Save it again as an Excel workbook (.xlsx) or CSV and send that."
_HIDDEN_SHEET = ["hidden_sheet", "This sheet is hidden; its rows were read."]
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")  # some programs write <x:f>
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class UnreadableError(Exception):
    """The bytes are no workbook that can be read; says why and what to do."""

    def __init__(self, rule: str, message: str, remedy: str = _NEW_COPY):
        super().__init__(message)
        self.told = (rule, message, remedy)


def read_workbook(data: bytes) -> list[dict]:
    """Each sheet as {name, rows: [[row number, [text or None …]] …], faults, notes}.

    A fault is [row, column index, formula]: a formula without a saved value, which must not pass
    for a blank. Error cells come as their text, like `#REF!`.
    A note is [rule, message].
    """
    if data.startswith(b"PK"):
        return _read_packed(data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableError(
                "password", "The workbook is locked with a password.", "Send it without a password."
            )
        return _read_with_calamine(data)
    if data.lstrip()[:1] == b"<":
        raise UnreadableError("not_a_workbook", "This is a web page, not a workbook.")
    raise UnreadableError("not_a_workbook", "This is not a workbook.")


def _read_packed(data: bytes) -> list[dict]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            names = {member.filename for member in members}
            _refuse_bombs(members)
            formulas = any(_holds_formulas(packed, member) for member in members)
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError):
        raise UnreadableError("damaged", "The workbook is damaged or incomplete.") from None
    if "xl/workbook.xml" in names:
        return _read_with_openpyxl(data, formulas)
    if "content.xml" in names:
        return _read_with_calamine(data)
    raise UnreadableError("not_a_workbook", "This is a packed file, but not a workbook.")


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > limits.PACKED_MEMBERS or unpacked > limits.UNPACKED_BYTES:
        raise UnreadableError(
            "too_large",
            f"The workbook unpacks to {unpacked / 1024**2:,.0f} MB in {len(members):,} parts.",
            "Send only the sheets of the return, as a new workbook.",
        )


def _holds_formulas(packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if not member.filename.startswith("xl/worksheets/"):
        return False
    with packed.open(member) as part:
        rest = b""
        while chunk := part.read(1 << 20):
            if _FORMULA.search(rest + chunk):
                return True
            rest = chunk[-20:]
    return False


def _read_with_openpyxl(data: bytes, formulas: bool) -> list[dict]:
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
        raise UnreadableError(
            "damaged", f"The workbook cannot be opened ({type(error).__name__})."
        ) from None


def _read_sheet(sheet) -> dict:
    if sheet.max_row > limits.ROWS or sheet.max_column > limits.COLUMNS:
        raise UnreadableError(
            "too_large",
            f"Sheet {sheet.title} reaches to row {sheet.max_row:,}, column {sheet.max_column:,}.",
            "Delete the empty rows and columns beyond the data, or copy the data to a new sheet.",
        )
    rows = []
    for row in sheet.iter_rows():
        texts = [cell_text(cell.value) for cell in row]
        if any(text is not None for text in texts):
            rows.append([row[0].row, texts])
    return {"name": sheet.title, "rows": rows, "faults": [], "notes": _notes(sheet)}


def _notes(sheet) -> list[list[str]]:
    found = []
    if sheet.sheet_state != "visible":
        found.append(_HIDDEN_SHEET)
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


def _read_with_calamine(data: bytes) -> list[dict]:
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        return [
            _read_plain(sheet, book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in book.sheets_metadata[: limits.SHEETS]
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableError(
            "damaged", f"The workbook cannot be opened ({type(error).__name__})."
        ) from None


def _read_plain(sheet, grid: list[list]) -> dict:
    from python_calamine import SheetVisibleEnum

    texts = [[number, [cell_text(value) for value in row]] for number, row in enumerate(grid, 1)]
    rows = [row for row in texts if any(text is not None for text in row[1])]
    notes = [] if sheet.visible == SheetVisibleEnum.Visible else [_HIDDEN_SHEET]
    return {"name": sheet.name, "rows": rows, "faults": [], "notes": notes}


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
    return str(value)[: limits.CELL_CHARACTERS]


def _number_text(value: int | float) -> str:
    """Digits as typed: 15 significant ones, which is what a spreadsheet keeps, no exponent."""
    text = f"{value:.15g}"
    if "e" in text and "inf" not in text:
        return f"{Decimal(text):f}"
    return text
