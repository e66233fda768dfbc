"""Nearly forms: sheets that say which return a workbook is, under labels of their own."""

from etl.extract.sheet import Sheet
from etl.recognise.forms import FORM, is_quarter
from etl.recognise.nearest import nearest
from etl.recognise.table import ROWS_SEARCHED


def labels_meant(sheet: Sheet) -> dict[str, str]:
    """The labels of a sheet that were meant for those of the form, each with the right one.

    Empty where it names no quarter, or lacks a field that a form must have even in other words.
    """
    fields, meant = {}, {}
    for _, label, *values in sheet.cells.head(ROWS_SEARCHED).iter_rows():
        value = next(filter(None, values), None)
        if not label or not value:
            continue
        column = FORM.column_for(label)
        if near := None if column else nearest(label, FORM.required, [value]):
            meant[label] = near.header
        if column or near:
            fields.setdefault((column or near).name, value)
    is_whole = all(column.name in fields for column in FORM.required)
    return meant if is_whole and is_quarter(fields["quarter"]) else {}
