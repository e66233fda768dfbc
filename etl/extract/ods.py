"""Open documents, .ods, as LibreOffice, Excel and others write them."""

import io
import re
import zipfile

from etl.extract import limits
from etl.extract.grid import Row, cell_text, sheet_of
from etl.extract.left_out import IsKnown, without_too_large
from etl.extract.ods_marks import DocumentMarks
from etl.extract.package import Package, walk
from etl.extract.refusal import attempt, cannot_open, locked, refuse_too_many_sheets

_CONTENT, _META, _MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
# Between elements other than those of a text, white space says nothing; the reader stumbles on it.
_BETWEEN = re.compile(rb">\s++(?=</?(?!text:)[\w.-]+:|<text:[ph][\s/>])")
# The reader drops a break within a paragraph, and what it parted would be one word.
_BREAKS = (
    (re.compile(rb"<text:line-break\s*/>"), b"\n"),
    (re.compile(rb"<text:tab\b[^>]*/>"), b" "),
)
_CALCULATES = re.compile(rb"generator>[^<]*(?:Office|Gnumeric|Collabora|Calligra)")


def read_ods(package: Package, is_known: IsKnown) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    _refuse_locked(package)
    content = package.read(_CONTENT)
    marks = DocumentMarks(is_known)
    walk(content, limits.SHEET_TAGS, marks.attach)
    marks.finish(_is_calculated(package))
    refuse_too_many_sheets(len(marks.sheets))
    inside = {name: sheet for name, sheet in marks.sheets.items() if name not in marks.out}
    spans = {name: (name, sheet.rows, sheet.columns) for name, sheet in inside.items()}
    out = marks.out | without_too_large(spans, is_known)
    read = [name for name in marks.sheets if name not in out]
    copy = _copy(package, marks.without(content, {*out, *marks.copies}))
    rows = attempt(lambda: _by_calamine(copy, marks, read))
    if rows is None:
        raise cannot_open()
    sheets = out | {name: sheet_of(name, marks.sheets[name], rows[name]) for name in read}
    return [sheets[name] for name in marks.sheets]


def _copy(package: Package, content: bytes) -> bytes:
    """The document with nothing in it but its cells, lightly packed."""
    parts = {name: package.read(name) for name in ("mimetype", _MANIFEST) if name in package.names}
    content = _BETWEEN.sub(b">", content)
    for tag, sign in _BREAKS:
        content = tag.sub(sign, content)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for name, part in (parts | {_CONTENT: content}).items():
            copy.writestr(name, part)
    return buffer.getvalue()


def _by_calamine(copy: bytes, marks: DocumentMarks, names: list[str]) -> dict[str, list[Row]]:
    """The rows of some sheets."""
    import python_calamine
    from python_calamine import SheetVisibleEnum

    book = python_calamine.load_workbook(io.BytesIO(copy))
    for sheet in book.sheets_metadata:
        marks.sheets[sheet.name].is_hidden = sheet.visible != SheetVisibleEnum.Visible
    return {name: _rows(book.get_sheet_by_name(name)) for name in names}


def _rows(grid) -> list[Row]:
    before = [None] * (grid.start[1] if grid.start else 0)
    return [before + [cell_text(value) for value in row] for row in grid.iter_rows()]


def _is_calculated(package: Package) -> bool:
    """Whether it was saved by a program that works its formulas out."""
    return _META in package.names and bool(_CALCULATES.search(package.read(_META)))


def _refuse_locked(package: Package) -> None:
    """Refuse a document that is encrypted part by part."""
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise locked()
