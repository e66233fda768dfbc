"""Forms: sheets of a workbook with labels in column A and values in column B.

One says which return the workbook is, another which file its corrections mend; beside them lies
the hub's own guidance.
"""

from data.kinds import plain
from etl.extract.sheet import Sheet
from etl.recognise.table import ROWS_SEARCHED
from etl.sources import SOURCES

FORM = next(source for source in SOURCES.values() if source.is_form)
READ_ME = "Read me"  # the sheet on which the hub's own workbooks say how to fill them in
CORRECTIONS = "Corrections"  # the sheet of the form that names the file to mend
CORRECTS = "Corrects file"


def is_form(sheet: Sheet) -> bool:
    """Whether a sheet is the Return form; a CSV says in its columns which return it is of."""
    if sheet.is_csv:
        return False
    labels = {plain(text) for text in sheet.cells["c0"].drop_nulls().head(ROWS_SEARCHED)}
    known = [column for column in FORM.columns if column.headings & labels]
    return plain(sheet.name) in FORM.names or len(known) == len(FORM.columns)


def is_guidance(sheet: Sheet) -> bool:
    """Whether a sheet is the hub's own guidance, which holds no data."""
    return plain(sheet.name) == plain(READ_ME)


def labels(sheet: Sheet) -> dict[str, str]:
    """The texts of a form by field, unread: enough to put files in order."""
    texts = {}
    for _, label, *values in sheet.cells.iter_rows():
        column = FORM.column_for(plain(label)) if label else None
        value = next((text for text in values if text is not None), None)
        if column and value:
            texts.setdefault(column.name, value)
    return texts


def mended_sha(sheet: Sheet) -> str | None:
    """The SHA-256 that a sheet Corrections names; None where the sheet is no such form."""
    for _, label, *values in sheet.cells.iter_rows():
        if label and plain(label) == plain(CORRECTS):
            return next((text.casefold() for text in values if text), None)
    return None
