"""Workbooks .xlsx and .xlsm, read by two programs that must agree on each cell.

Both are given a copy with nothing in it but cells. What could swell in their hands (merged areas,
styles, rules, drawings) stays behind, and so does whatever a reader stumbles over although no cell
depends on it.
"""

import io
import warnings
import zipfile
from html import escape
from itertools import zip_longest

from etl.extract import limits
from etl.extract.grid import Row, cell_text, sheet_of, unescaped
from etl.extract.marks import Marks
from etl.extract.package import Package, walk
from etl.extract.refusal import (
    UnreadableError,
    cannot_open,
    refuse_too_far,
    refuse_too_many_cells,
    refuse_too_many_sheets,
    too_much,
)
from etl.extract.text_count import TextCount
from etl.extract.xlsx_marks import SheetMarks
from etl.extract.xlsx_parts import MAIN, Book, Comments, Styles, count_texts


def read_xlsx(package: Package) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    book, styles = Book(package), Styles(package)
    refuse_too_many_sheets(len(book.sheets))
    marks, copy = _marked(package, book, styles)
    first = _read(copy, marks)
    second = _opened_again(copy)
    return [
        sheet_of(listed.name, marked, rows, _rows_again(second.get_sheet_by_index(n), rows, marked))
        for n, (listed, marked, rows) in enumerate(zip(book.sheets, marks, first, strict=True))
    ]


def _marked(package: Package, book: Book, styles: Styles) -> tuple[list[SheetMarks], bytes]:
    """The marks of each sheet, and a copy of the workbook with nothing in it but cells."""
    marks, sheets = [], []
    for listed in book.sheets:
        part = package.read(listed.part)
        if part.count(b"<c ") > limits.WRITTEN_CELLS or part.count(b"<row") > limits.BLANK_ROWS:
            raise too_much(f"more rows or cells on sheet {listed.name} than any return")
        marked = SheetMarks(styles, book.awaits_calculation, listed.is_hidden)
        walk(part, limits.SHEET_TAGS, marked.attach)
        marked.finish()
        refuse_too_far(listed.name, marked.rows, marked.columns)
        marked.comments = Comments(package, listed.part).places
        marks.append(marked)
        sheets.append(marked.only_cells(part))
    refuse_too_many_cells((marked.rows, marked.columns) for marked in marks)
    _refuse_unused_texts(package, book, marks)
    return marks, copy_of(package, book, styles, sheets)


def _refuse_unused_texts(package: Package, book: Book, marks: list[SheetMarks]) -> None:
    """Refuse a list of texts far longer than the cells that could refer to it."""
    used = sum(marked.filled for marked in marks)
    if count_texts(package, book.strings) > used + limits.UNUSED_TEXTS:
        raise too_much("far more texts than cells")


def _read(copy: bytes, marks: list[SheetMarks]) -> list[list[Row]]:
    """The rows of each sheet as one program reads them.

    Texts are counted before the other one begins, which keeps a text of its own for every cell.
    """
    import openpyxl

    count = TextCount()
    try:
        with warnings.catch_warnings(action="ignore"):  # dates beyond the calendar are errors here
            book = openpyxl.load_workbook(io.BytesIO(copy), read_only=True, data_only=True)
            sheets = zip(book.worksheets, marks, strict=True)
            return [_rows(sheet, marked, count) for sheet, marked in sheets]
    except (MemoryError, UnreadableError):
        raise
    except Exception:
        raise cannot_open() from None


def _rows(sheet, marks: Marks, count: TextCount) -> list[Row]:
    if not marks.rows:
        return []
    rows = []
    cells_by_row = sheet.iter_rows(max_row=marks.rows, max_col=marks.columns)
    for number, cells in enumerate(cells_by_row, start=1):
        rows.append(count.counted([cell_text(unescaped(cell.value)) for cell in cells]))
        for index, cell in enumerate(cells):
            if cell.data_type == "e":  # the other program reads a blank
                marks.lost[number, index] = rows[-1][index]
    return rows


def _opened_again(copy: bytes):
    """The workbook as the other program opens it."""
    import python_calamine

    try:
        return python_calamine.load_workbook(io.BytesIO(copy))
    except Exception:
        raise cannot_open() from None


def _rows_again(sheet, first: list[Row], marks: Marks) -> list[Row]:
    """The rows as the other program reads them; one that it reads alike is the first's own."""
    before = [None] * (sheet.start[1] if sheet.start else 0)
    again = (before + [cell_text(value) for value in row] for row in sheet.iter_rows())
    padded = (_padded(row, marks.columns) for row in again)
    return [
        own if own == row else row for own, row in zip_longest(first, padded) if row is not None
    ]


def _padded(texts: Row, width: int) -> Row:
    beyond = any(text is not None for text in texts[width:])
    return texts if beyond else texts[:width] + [None] * (width - len(texts))


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def copy_of(package: Package, book: Book, styles: Styles, sheets: list[bytes]) -> bytes:
    """The workbook with these sheets, lightly packed: blanks by the million are little then."""
    parts = {
        f"worksheets/sheet{number}.xml": ("worksheet", sheet)
        for number, sheet in enumerate(sheets, start=1)
    }
    parts["styles.xml"] = ("styles", _styles(styles))
    if book.strings in package.names:
        parts["sharedStrings.xml"] = ("sharedStrings", package.read(book.strings))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        copy.writestr("[Content_Types].xml", _types(parts))
        copy.writestr("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")]))
        copy.writestr("xl/workbook.xml", _workbook(book))
        targets = [(kind, name) for name, (kind, _) in parts.items()]
        copy.writestr("xl/_rels/workbook.xml.rels", _links(targets))
        for name, (_, part) in parts.items():
            copy.writestr(f"xl/{name}", part)
    return buffer.getvalue()


def _types(parts: dict[str, tuple[str, bytes]]) -> str:
    kinds = {"workbook.xml": "sheet.main"} | {name: kind for name, (kind, _) in parts.items()}
    listed = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    links = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{links}"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{listed}</Types>'


def _links(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{name}"/>'
        for number, (kind, name) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _quoted(text: str) -> str:
    """A text as an attribute's value (the library for that brings half the internet along)."""
    return f'"{escape(text)}"'


def _workbook(book: Book) -> str:
    listed = "".join(
        f'<sheet name={_quoted(sheet.name)} sheetId="{number}" r:id="r{number}"/>'
        for number, sheet in enumerate(book.sheets, start=1)
    )
    dates = f'<workbookPr date1904="{int(book.counts_from_1904)}"/>'
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{dates}<sheets>{listed}</sheets></workbook>'
    )


def _styles(styles: Styles) -> bytes:
    formats = "".join(
        f"<numFmt numFmtId={_quoted(number)} formatCode={_quoted(code)}/>"
        for number, code in styles.formats.items()
    )
    cells = "".join(f"<xf numFmtId={_quoted(number)}/>" for number in styles.cells)
    listed = f"<numFmts>{formats}</numFmts>" if formats else ""
    return (
        f'<styleSheet xmlns="{MAIN}">{listed}<cellXfs>{cells or "<xf/>"}</cellXfs></styleSheet>'
    ).encode()
