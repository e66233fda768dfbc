"""Unread cells: notes on columns and sheets that are not read, and personal data that lies there.

Nothing of it is taken in, but the file that holds it travels and is kept: its sender is told.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

import polars as pl

from data.formatting import listed, quoted
from data.personal import SUSPECT, masked, personal_in_text
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.forms import FORM
from etl.recognise.headings import is_nearly_whole, is_of_a_plan, likeliest
from etl.recognise.nearest import fits, meant_by, values_below
from etl.recognise.nearly_forms import labels_meant
from etl.recognise.refusals import lacking, missing_columns
from etl.recognise.table import Table, unheaded
from etl.schema.problem import Problem, address

_IF_MEANT = "Nothing need be done if these rows are meant to be read."
_REMEDIES = {
    "hidden_columns": "Nothing need be done if these columns are meant to be read.",
    "merged_cells": "Nothing need be done, unless the value is meant for every row: then type it "
    "into each.",
    "comments": "Nothing need be done, unless a comment holds data: then type it into a cell.",
    "struck_out": "Nothing need be done if they still hold; else delete what is struck through.",
    "filter": "Nothing need be done if the rows out of sight are meant to be read.",
}


def notes_on(sheet: Sheet, table: Table | None = None) -> list[Problem]:
    """What was read although it may not have been meant, and the columns that were not read."""
    hidden = [
        Problem(rule, message, _REMEDIES.get(rule, _IF_MEANT), "note", sheet.name, cell=cell)
        for rule, message, cell in sheet.notes
    ]
    if table is None:
        return hidden
    personal = personal_beside(sheet, table) if table.source.is_return else ()
    # A column that refuses its sheet is no column that need not concern anybody.
    unknown = {at: text for at, text in table.unknown.items() if at not in table.personal}
    bare = [] if table.refused else _unheaded_columns(sheet, table)
    columns = _unknown_columns(sheet, table, unknown) if unknown else ()
    return [*hidden, *columns, *bare, *personal]


def _unknown_columns(sheet: Sheet, table: Table, unknown: dict[int, str]) -> Iterator[Problem]:
    """A note on each column that is not read, with the one that was probably meant.

    A query where the cells below would be of that column's kind, unless the sheet is refused.
    """
    row = table.header_row
    blank = [] if table.refused else _blank_columns(sheet, table)
    meant = meant_by(sheet, row, unknown, (*table.lacking, *blank))
    for index, heading in unknown.items():
        column = meant.get(index)
        is_fit = column is not None and fits(column, values_below(sheet, index, row))
        if column in blank and not is_fit:
            column = None
        message = f"The column ‘{masked(heading[:60])}’ is not one that the hub reads."
        remedy, severity = "Nothing need be done, unless its heading is misspelt.", "note"
        if column:
            is_blank = column in blank
            lies = "holds nothing" if is_blank else "is missing"
            mend = "move its cells under" if is_blank else "head the column"
            message = f"{message} ‘{column.header}’, which is near to it, {lies}."
            remedy = (
                f"If that is meant, {mend} ‘{column.header}’ and send the sheet again; if not, "
                "nothing need be done."
            )
            severity = "query" if table.refused is None and is_fit else "note"
        cell = address(index, row)
        yield Problem("unknown_column", message, remedy, severity, sheet.name, row, cell=cell)


def _blank_columns(sheet: Sheet, table: Table) -> list[Column]:
    """The columns that stand with nothing below, but those of which a blank means something."""
    return [
        column
        for index, column in table.columns.items()
        if column.default is None and not values_below(sheet, index, table.header_row)
    ]


def _unheaded_columns(sheet: Sheet, table: Table) -> list[Problem]:
    """Columns with cells but no heading, each noted at the cell where its heading would stand."""
    return [
        Problem(
            "unknown_column",
            f"Column {address(index, table.header_row).rstrip('0123456789')} has no heading; "
            f"{'its one cell was' if count == 1 else f'its {count:,} cells were'} not read.",
            "Nothing need be done, unless it holds data: then give the column its heading.",
            "note",
            sheet.name,
            table.header_row,
            cell=address(index, table.header_row),
        )
        for index, count in unheaded(sheet, table).items()
    ]


def unknown_sheet(sheet: Sheet, read: Collection[str], is_of_registers: bool) -> Problem:
    """A note on a sheet of no source, with the one that it looks like.

    A query where its rows may have been meant for the hub; `read` are the keys of the sources of
    which the file has another sheet.
    """
    if sheet.is_csv:
        message = "This file was not read."
        remedy = "Use the headings of the template, and say Agreement code and Quarter in each row."
        return Problem("unknown_sheet", message, remedy, "note", sheet.name)
    if not is_of_registers and FORM.key not in read and (meant := labels_meant(sheet)):
        return _nearly_form(sheet, meant)
    message = f"Sheet ‘{sheet.name}’ is not one that the hub reads."
    like = likeliest(sheet)
    if like is None or not like.columns or like.source.is_return == is_of_registers:
        remedy = "Nothing need be done, unless it holds data: then rename it as in the template."
        return Problem("unknown_sheet", message, remedy, "note", sheet.name)
    is_first = like.source.key not in read and len(like.columns) > 2
    remedy, severity = "Nothing need be done if it is your own.", "note"
    if is_first or (is_nearly_whole(sheet, like) and not is_of_a_plan(sheet)):
        remedy = f"{remedy} If its rows are to count: {missing_columns(like, sheet).remedy}"
        severity = "query"
    return Problem("unknown_sheet", f"{message} {lacking(like)}", remedy, severity, sheet.name)


def _nearly_form(sheet: Sheet, meant: Mapping[str, str]) -> Problem:
    others = listed(f"‘{right}’ in place of {quoted(masked(own))}" for own, right in meant.items())
    return Problem(
        "unknown_sheet",
        f"Sheet ‘{sheet.name}’ looks like the form {FORM.sheet}, but was not read: its labels are "
        "others.",
        f"If it says which return this is, write {others} and send the file again.",
        "query",
        sheet.name,
    )


def personal_beside(sheet: Sheet, table: Table | None = None) -> Iterator[Problem]:
    """A query for each column of a sheet with personal data in cells that are not read.

    Without a table none of the sheet's cells is read. A row of a CSV that is longer than its
    heading is rejected, so that nothing more need be said of it.
    """
    width = table.width if table and sheet.is_csv else sheet.width
    above = sheet.cells.filter(pl.col("row") < table.header_row) if table else sheet.cells
    for index in range(width):
        name = f"c{index}"
        if table and index in table.personal:
            continue
        cells = above if table and index in table.columns else sheet.cells
        suspects = cells.filter(pl.col(name).str.contains(SUSPECT))
        yield from personal_among(sheet.name, index, suspects.select("row", name).iter_rows())


def personal_among(sheet: str, index: int, cells: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    """A query for each kind of personal data in unread cells of a column, each with its row."""
    kinds: dict[str, list[int]] = {}
    for row, text in cells:
        if what := personal_in_text(text):
            kinds.setdefault(what, []).append(row)
    for what, rows in kinds.items():
        more = f", and so do {len(rows) - 1:,} more below it" if len(rows) > 1 else ""
        yield Problem(
            "personal_data",
            f"This cell, which is not read, holds {what}{more}.",
            "Delete it and send the file again; the hub takes in no personal data.",
            "query",
            sheet,
            rows[0],
            cell=address(index, rows[0]),
        )
