"""A file of a case, from its drawing to its bytes."""

import io
import re
from functools import cache
from pathlib import Path

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tests import support
from tests.support.planted import making

Drawing = tuple[tuple[str, str], ...]  # the sheets and words of a case, in their order
WORDS = ("children", "csv", "text", "delimiter", "encoding", "made")


@cache
def drawn(name: str, drawing: Drawing) -> bytes:
    """The bytes of a file of that name; drawn once, as a workbook holds the time of its making."""
    told = dict(drawing)
    steps = [step.split() for step in told.get("made", "").split(";") if step.strip()]
    if "text" in told or "csv" in told:
        return _text(told)
    wished = ".xlsx" if ["saved_as_xlsx"] in steps else Path(name).suffix.lower()
    book = _book(_sheets(told))
    for step, *words in steps:
        book = getattr(making, step)(book, *words) if step in making.TO_A_BOOK else book
    data = _SAVED[wished](book)
    for step, *words in steps:
        data = getattr(making, step)(data, *words) if step in making.TO_BYTES else data
    return data


def _text(told: dict) -> bytes:
    encoding = told.get("encoding", "utf-8")
    if "text" in told:
        return told["text"].encode(encoding)
    return support.csv_bytes(table(told["csv"]), told.get("delimiter", ","), encoding)


def table(text: str) -> list[list]:
    """A drawn table, its quoted texts, repeated letters and TRUEs as they are meant."""
    return [[_cell(cell) for cell in row] for row in support.cells(text)]


def _cell(cell):
    if not isinstance(cell, str):
        return cell
    if repeated := re.fullmatch(r"(.)\*(\d+)", cell):
        return repeated[1] * int(repeated[2])
    return {"TRUE": True, "FALSE": False}.get(cell, cell.removeprefix("'"))


def _sheets(told: dict) -> dict[str, list[list]]:
    sheets = {"Return": support.form()} if "Return" not in told else {}
    sheets |= {name: table(told[name]) for name in told if name[0].isupper() and told[name]}
    if children := told.get("children", "").split():
        sheets["Participants"] = [["Participant ref"], *([child] for child in children)]
    return sheets


def _book(sheets: dict[str, list[list]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def _saved(book) -> bytes:
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def _old_workbook(book: openpyxl.Workbook) -> bytes:
    """An .xls of the same cells."""
    old = xlwt.Workbook()
    old.dates_1904 = book.epoch != openpyxl.Workbook().epoch
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for sheet in book:
        copy = old.add_sheet(sheet.title)
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            style = (day,) if cell.is_date else ()
            copy.write(cell.row - 1, cell.column - 1, cell.value, *style)
    return _saved(old)


def _open_document(book: openpyxl.Workbook) -> bytes:
    """An .ods of the same cells."""
    document = OpenDocumentSpreadsheet()
    for sheet in book:
        copy = Table(name=sheet.title)
        for values in sheet.iter_rows(values_only=True):
            row = TableRow()
            for value in values:
                row.addElement(_open_cell(value))
            copy.addElement(row)
        document.spreadsheet.addElement(copy)
    return _saved(document)


def _open_cell(value) -> TableCell:
    if value is None:
        return TableCell()
    if hasattr(value, "isoformat"):
        return TableCell(valuetype="date", datevalue=value.isoformat()[:10])
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=value)
    cell = TableCell(valuetype="string")
    cell.addElement(P(text=value))
    return cell


_SAVED = {".xlsx": _saved, ".xlsm": _saved, ".xls": _old_workbook, ".ods": _open_document}
