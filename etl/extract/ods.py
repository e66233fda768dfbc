"""Open documents, .ods, as LibreOffice writes them."""

import io

from etl.extract import limits
from etl.extract.refusal import HIDDEN_SHEET, cannot_open
from etl.extract.texts import cell_text


def read_ods(data: bytes) -> list[dict]:
    """Each sheet as `read_workbook` gives it."""
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(io.BytesIO(data))
        return [
            _read_sheet(sheet, book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False))
            for sheet in book.sheets_metadata[: limits.SHEETS]
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise cannot_open(error) from None


def _read_sheet(sheet, grid: list[list]) -> dict:
    from python_calamine import SheetVisibleEnum

    texts = [[number, [cell_text(value) for value in row]] for number, row in enumerate(grid, 1)]
    rows = [row for row in texts if any(text is not None for text in row[1])]
    notes = [] if sheet.visible == SheetVisibleEnum.Visible else [HIDDEN_SHEET]
    return {"name": sheet.name, "rows": rows, "faults": [], "notes": notes}
