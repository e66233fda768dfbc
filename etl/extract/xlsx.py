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
from etl.extract.left_out import IsKnown, left_out, without_too_large
from etl.extract.marks import Marks
from etl.extract.package import Package, walk
from etl.extract.refusal import (
    UnreadableError,
    attempt,
    cannot_open,
    refuse_too_many_sheets,
    too_much,
)
from etl.extract.text_count import TextCount
from etl.extract.xlsx_marks import SheetMarks
from etl.extract.xlsx_parts import MAIN, Book, Comments, Listed, Styles, count_texts


def read_xlsx(package: Package, is_known: IsKnown) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    book, styles = Book(package), Styles(package)
    refuse_too_many_sheets(len(book.sheets))
    marks, out = _marked(package, book, styles, is_known)
    spans = {n: (book.sheets[n].name, m.rows, m.columns) for n, m in marks.items()}
    out |= without_too_large(spans, is_known)
    if out.keys() <= marks.keys():
        _refuse_unused_texts(package, book, marks)
    listed = {n: sheet for n, sheet in enumerate(book.sheets) if n not in out}
    cells = [marks[n].only_cells(package.read(sheet.part)) for n, sheet in listed.items()]
    copy = copy_of(package, book, styles, dict(zip(listed, cells, strict=True)))
    del cells
    sheets = out | _read(copy, {n: (sheet.name, marks[n]) for n, sheet in listed.items()})
    return [sheets[number] for number in sorted(sheets)]


def _marked(
    package: Package, book: Book, styles: Styles, is_known: IsKnown
) -> tuple[dict[int, SheetMarks], dict[int, dict]]:
    """The marks of the sheets by their numbers, and those that are left out.

    The hub's own are looked into first: how much is looked into has a limit.
    """
    marks, out = {}, {}
    order = sorted(enumerate(book.sheets), key=lambda item: not is_known(item[1].name))
    for number, listed in order:
        try:
            marks[number] = _walked(package, book, styles, listed)
        except UnreadableError as why:
            out[number] = left_out(listed.name, why, is_known)
    return marks, out


def _walked(package: Package, book: Book, styles: Styles, listed: Listed) -> SheetMarks:
    part = package.read(listed.part)
    if part.count(b"<c ") > limits.WRITTEN_CELLS or part.count(b"<row") > limits.BLANK_ROWS:
        raise too_much(f"more rows or cells on sheet {listed.name} than any return")
    marked = SheetMarks(styles, book, listed.is_hidden)
    walk(part, limits.SHEET_TAGS, marked.attach)
    marked.finish()
    marked.comments = Comments(package, listed.part).places
    return marked


def _refuse_unused_texts(package: Package, book: Book, marks: dict[int, SheetMarks]) -> None:
    """Refuse a list of texts far longer than the cells that could refer to it."""
    used = sum(marked.filled for marked in marks.values())
    if count_texts(package, book.strings) > used + limits.UNUSED_TEXTS:
        raise too_much("far more texts than cells")


def _read(copy: bytes, marks: dict[int, tuple[str, SheetMarks]]) -> dict[int, dict]:
    """The sheets by their numbers, each cell as both programs read it, or the one that can.

    Texts are counted before the other begins, which keeps a text of its own for every cell.
    """
    marked = [sheet for _, sheet in marks.values()]
    first = attempt(lambda: _by_openpyxl(copy, marked))
    second = attempt(lambda: _by_calamine(copy, first or [[]] * len(marked), marked))
    if first is None and second is None:
        raise cannot_open()
    rows, again = (second, None) if first is None else (first, second)
    sheets = {
        number: sheet_of(name, sheet, rows[at], again and again[at])
        for at, (number, (name, sheet)) in enumerate(marks.items())
    }
    if first is None or second is None:
        next(iter(sheets.values()), {})["has_one_reader"] = True
    return sheets


def _by_openpyxl(copy: bytes, marks: list[SheetMarks]) -> list[list[Row]]:
    """The rows of each sheet."""
    import openpyxl

    count = TextCount()
    with warnings.catch_warnings(action="ignore"):  # dates beyond the calendar are errors here
        book = openpyxl.load_workbook(io.BytesIO(copy), read_only=True, data_only=True)
        sheets = zip(book.worksheets, marks, strict=True)
        return [_rows(sheet, marked, count) for sheet, marked in sheets]


def _rows(sheet, marks: Marks, count: TextCount) -> list[Row]:
    if not marks.rows:
        return []
    cells_by_row = sheet.iter_rows(max_row=marks.rows, max_col=marks.columns, values_only=True)
    return [
        count.counted([cell_text(unescaped(value)) for value in cells]) for cells in cells_by_row
    ]


def _by_calamine(copy: bytes, first: list[list[Row]], marks: list[SheetMarks]) -> list[list[Row]]:
    """The rows of each sheet; one that it reads as the first program did is that one's own."""
    import python_calamine

    book = python_calamine.load_workbook(io.BytesIO(copy))
    return [
        _rows_again(book.get_sheet_by_index(n), rows, marked)
        for n, (rows, marked) in enumerate(zip(first, marks, strict=True))
    ]


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
_FIRST_FORMAT = 164  # that a workbook may define
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def copy_of(package: Package, book: Book, styles: Styles, sheets: dict[int, bytes]) -> bytes:
    """The workbook with sheets of it by their numbers, lightly packed: blanks are little then."""
    parts = {
        f"worksheets/sheet{number}.xml": ("worksheet", sheet)
        for number, sheet in enumerate(sheets.values(), start=1)
    }
    parts["styles.xml"] = ("styles", _styles(styles))
    if book.strings in package.names:
        parts["sharedStrings.xml"] = ("sharedStrings", package.read(book.strings))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        copy.writestr("[Content_Types].xml", _types(parts))
        copy.writestr("_rels/.rels", _links([("officeDocument", "xl/workbook.xml")]))
        copy.writestr("xl/workbook.xml", _workbook(book, [book.sheets[n] for n in sheets]))
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


def _workbook(book: Book, sheets: list[Listed]) -> str:
    listed = "".join(
        f'<sheet name={_quoted(sheet.name)} sheetId="{number}" r:id="r{number}"/>'
        for number, sheet in enumerate(sheets, start=1)
    )
    dates = f'<workbookPr date1904="{int(book.counts_from_1904)}"/>'
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{dates}<sheets>{listed}</sheets></workbook>'
    )


def _styles(styles: Styles) -> bytes:
    """The styles of cells; of formats only those go by a number that have one of their own.

    One that goes by the number of another would be taken for that.
    """
    numbers = {number: str(own) for own, number in enumerate(styles.formats, start=_FIRST_FORMAT)}
    formats = "".join(
        f"<numFmt numFmtId={_quoted(numbers[number])} formatCode={_quoted(code)}/>"
        for number, code in styles.formats.items()
    )
    used = (numbers.get(number, number) for number in styles.cells)
    cells = "".join(f"<xf numFmtId={_quoted(number)}/>" for number in used)
    listed = f"<numFmts>{formats}</numFmts>" if formats else ""
    return (
        f'<styleSheet xmlns="{MAIN}">{listed}<cellXfs>{cells or "<xf/>"}</cellXfs></styleSheet>'
    ).encode()
