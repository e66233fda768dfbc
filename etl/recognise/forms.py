"""Forms: sheets of a workbook with labels in column A and values in column B.

One says which return the workbook is, another which file its corrections mend; beside them lies
the hub's own guidance.
"""

from data.kinds import plain
from etl.extract.sheet import Sheet
from etl.recognise.table import ROWS_SEARCHED
from etl.schema.kinds.dates import read_quarter
from etl.schema.kinds.fault import FaultError
from etl.sources import SOURCES

FORM = next(source for source in SOURCES.values() if source.is_form)
READ_ME = "Read me"  # the sheet on which the hub's own workbooks say how to fill them in
CORRECTIONS = "Corrections"  # the sheet of the form that names the file to mend
CORRECTS = "Corrects file"
_LONGEST_VALUE = 4  # words beside a label; more of them explain it
_NO_LABEL = "a label that stands nowhere on it"


def is_form(sheet: Sheet) -> bool:
    """Whether a sheet is a Return form: by its name, or by its labels whatever it is called.

    A CSV says in its columns which return it is of.
    """
    return not sheet.is_csv and (_is_named(sheet) or has_labels(sheet))


def has_labels(sheet: Sheet) -> bool:
    """Whether a sheet has the labels of a form, with values beside them and no explanations."""
    beside = labels_of(sheet)
    if len(beside) == len(FORM.columns):
        return True
    values = [beside.get(column.name, _NO_LABEL) for column in FORM.required]
    return all(len(value.split()) <= _LONGEST_VALUE for value in values)


def form_rank(sheet: Sheet) -> tuple[bool, bool, bool, bool, bool, int]:
    """How surely a form is the one of its file: by labels, by name, and by what stands there."""
    beside = labels_of(sheet)
    return (
        has_labels(sheet),
        any(beside.values()),
        _is_named(sheet),
        is_called_return(sheet),
        is_quarter(beside.get("quarter") or ""),
        len(beside),
    )


def is_called_return(sheet: Sheet) -> bool:
    """Whether a sheet's name says that it is a return's, as ‘Return - Table 1’ does."""
    return any(name in plain(sheet.name) for name in FORM.names)


def _is_named(sheet: Sheet) -> bool:
    return plain(sheet.name) in FORM.names


def labels_of(sheet: Sheet) -> dict[str, str]:
    """By field whose label stands there, the text beside it; empty where that is blank."""
    beside: dict[str, str] = {}
    for _, label, *values in sheet.cells.head(ROWS_SEARCHED).iter_rows():
        if column := FORM.column_for(label) if label else None:
            beside.setdefault(column.name, next(filter(None, values), ""))
    return beside


def is_guidance(sheet: Sheet) -> bool:
    """Whether a sheet is the hub's own guidance, which holds no data."""
    return plain(sheet.name) == plain(READ_ME)


def is_quarter(text: str) -> bool:
    """Whether a text is a quarter."""
    try:
        return bool(read_quarter(text))
    except FaultError:
        return False


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
