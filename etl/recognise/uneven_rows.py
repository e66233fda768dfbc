"""Uneven rows of a CSV: those with more fields than the heading, in which any may have been split,
and those with fewer.
"""

from collections.abc import Iterable

import polars as pl

from data.formatting import counted
from etl.extract.sheet import Fault, Sheet
from etl.recognise.table import Table, filled_below


def uneven_rows(sheet: Sheet, table: Table) -> list[Fault]:
    """The faults of the rows below a CSV's heading that have more or fewer fields than it.

    Blank fields beyond it are nothing only where all rows end in them.
    """
    heading = sheet.uneven.get(table.header_row, sheet.width)
    below = sheet.cells["row"].filter(sheet.cells["row"] > table.header_row)
    uneven = {row: sheet.uneven[row] for row in below.filter(below.is_in(list(sheet.uneven)))}
    regular = below.filter(~below.is_in(list(uneven)))
    longer = {row for row, fields in uneven.items() if fields > heading}
    longer.update(filled_below(sheet, table, range(table.width, sheet.width)))
    faults = []
    if sheet.width > heading and (longer or _is_alone(regular, uneven, heading)):
        longer.update(regular)
    elif sheet.width > heading and len(regular):
        faults.append(_all_longer(regular[0]))
    short = {row: n for row, n in uneven.items() if n < table.width and row not in longer}
    return [*faults, *map(_longer, sorted(longer)), *_shorter(short.items())]


def _is_alone(regular: pl.Series, uneven: dict[int, int], heading: int) -> bool:
    """Whether a row of many that are longer than the heading is none, or another is as long as it.

    What ends one row alone was pushed there.
    """
    return len(regular) == 1 or any(fields >= heading for fields in uneven.values())


def _longer(row: int) -> Fault:
    return Fault(
        row,
        None,
        None,
        "fields",
        "This row has more fields than the heading.",
        'Put quotation marks around what holds a comma, like "1,250", or delete what stands to '
        "the right of the last column.",
    )


def _all_longer(row: int) -> Fault:
    return Fault(
        row,
        None,
        None,
        "fields",
        "From this row on each row ends in a blank field more than the heading has.",
        "Nothing need be done if each line ends in a comma; if a text holds commas, put quotation "
        "marks around it and send the file again.",
        "query",
    )


def _shorter(rows: Iterable[tuple[int, int]]) -> Iterable[Fault]:
    """Too few fields may only lack blanks at the end of the row."""
    for row, fields in rows:
        message = (
            f"This row has {counted(fields, 'field')}, fewer than the heading. The ones missing at "
            "its end were read as blank."
        )
        remedy = "Check the row: if a field is missing before its end, send it again."
        yield Fault(row, None, None, "fields", message, remedy, "query")
