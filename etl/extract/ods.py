"""Open documents, .ods, as LibreOffice and Excel write them."""

import io

from etl.extract import limits
from etl.extract.grid import Row, cell_text, sheet_of
from etl.extract.ods_marks import DocumentMarks
from etl.extract.package import Package, walk
from etl.extract.refusal import (
    cannot_open,
    locked,
    refuse_too_many_cells,
    refuse_too_many_sheets,
)

_MANIFEST = "META-INF/manifest.xml"


def read_ods(data: bytes, package: Package) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    import python_calamine
    from python_calamine import SheetVisibleEnum

    _refuse_locked(package)
    marks = DocumentMarks()
    walk(package.read("content.xml"), limits.SHEET_TAGS, marks.attach)
    marks.finish()
    refuse_too_many_sheets(len(marks.sheets))
    refuse_too_many_cells((sheet.rows, sheet.columns) for sheet in marks.sheets.values())
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        grids = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    except Exception:
        raise cannot_open() from None
    for sheet in book.sheets_metadata:
        marks.sheets[sheet.name].is_hidden = sheet.visible != SheetVisibleEnum.Visible
    return [sheet_of(name, sheet, _rows(grids[name])) for name, sheet in marks.sheets.items()]


def _rows(grid) -> list[Row]:
    before = [None] * (grid.start[1] if grid.start else 0)
    return [before + [cell_text(value) for value in row] for row in grid.iter_rows()]


def _refuse_locked(package: Package) -> None:
    """Refuse a document that is encrypted part by part."""
    if _MANIFEST in package.names and b"encryption-data" in package.read(_MANIFEST):
        raise locked()
