"""Workbooks of the new kind, .xlsx and .xlsm, read by two programs that must agree on each cell."""

import io
import warnings

from etl.extract import limits
from etl.extract.grid import Row, sheet_of
from etl.extract.marks import Marks
from etl.extract.markup import walk
from etl.extract.package import Package
from etl.extract.refusal import cannot_open, refuse_too_far, refuse_too_many_sheets, too_much
from etl.extract.texts import cell_text, unescaped
from etl.extract.xlsx_copy import copy_of
from etl.extract.xlsx_marks import SheetMarks
from etl.extract.xlsx_parts import Book, Comments, Styles, count_texts


def read_xlsx(package: Package) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    book, styles = Book(package), Styles(package)
    refuse_too_many_sheets(len(book.sheets))
    marks, sheets = [], []
    for listed in book.sheets:
        part = package.read(listed.part)
        if part.count(b"<c ") > limits.CELLS or part.count(b"<row") > limits.BLANK_ROWS:
            raise too_much(f"more rows or cells on sheet {listed.name} than any return")
        found = SheetMarks(styles, book.awaits_calculation, listed.is_hidden)
        walk(part, limits.SHEET_TAGS, found.attach)
        found.finish()
        refuse_too_far(listed.name, found.rows, found.columns)
        found.comments = Comments(package, listed.part).places
        marks.append(found)
        sheets.append(found.only_cells(part))
    _refuse_unused_texts(package, book, marks)
    first, second = _open(copy_of(package, book, styles, sheets))
    return [
        sheet_of(listed.name, found, _rows(first, n, found), _rows_again(second, n, found))
        for n, (listed, found) in enumerate(zip(book.sheets, marks, strict=True))
    ]


def _refuse_unused_texts(package: Package, book: Book, marks: list[SheetMarks]) -> None:
    """Refuse a list of texts far longer than the cells that could refer to it."""
    used = sum(found.filled for found in marks)
    if count_texts(package, book.strings) > used + limits.UNUSED_TEXTS:
        raise too_much("far more texts than cells")


def _open(copy: bytes) -> tuple:
    """The workbook as two programs open it."""
    import openpyxl
    import python_calamine

    try:
        with warnings.catch_warnings(action="ignore"):  # dates beyond the calendar are errors here
            first = openpyxl.load_workbook(io.BytesIO(copy), data_only=True)
        return first, python_calamine.load_workbook(io.BytesIO(copy))
    except Exception:
        raise cannot_open() from None


def _rows(book, number: int, marks: Marks) -> list[Row]:
    if not marks.rows:
        return []
    rows = []
    sheet = book.worksheets[number]
    for cells in sheet.iter_rows(max_row=marks.rows, max_col=marks.columns):
        rows.append([cell_text(unescaped(cell.value)) for cell in cells])
        for index, cell in enumerate(cells):
            if cell.data_type == "e":  # the other program reads a blank
                marks.lost[cell.row, index] = rows[-1][index]
    return rows


def _rows_again(book, number: int, marks: Marks) -> list[Row]:
    grid = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
    return [_padded([cell_text(value) for value in row], marks.columns) for row in grid]


def _padded(texts: Row, width: int) -> Row:
    beyond = any(text is not None for text in texts[width:])
    return texts if beyond else texts[:width] + [None] * (width - len(texts))
