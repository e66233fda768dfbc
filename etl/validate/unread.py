"""Unread cells: notes on columns and sheets that are not read, and personal data that lies there.

Nothing of it is taken in, but the file that holds it travels and is kept: its sender is told.
"""

from collections.abc import Iterable, Iterator

import polars as pl

from data.personal import SUSPECT, is_personal_heading, masked, personal_in_text
from etl.extract.sheet import Sheet
from etl.recognise.headings import named_headings
from etl.recognise.table import ROWS_SEARCHED, Table, unheaded
from etl.schema.problem import Problem, address

_LONGEST_HEADING = 4  # words; a sentence that says e-mail is none
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
    unknown = [index for index in table.unknown if index not in table.personal]
    bare = [] if table.refused else _unheaded_columns(sheet, table)
    columns = (_unknown_column(sheet, table, index) for index in unknown)
    return [*hidden, *columns, *bare, *personal]


def _unknown_column(sheet: Sheet, table: Table, index: int) -> Problem:
    return Problem(
        "unknown_column",
        f"The column ‘{masked(table.unknown[index][:60])}’ is not one that the hub reads.",
        "Nothing need be done, unless its heading is misspelt.",
        "note",
        sheet.name,
        table.header_row,
        cell=address(index, table.header_row),
    )


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


def unknown_sheet(sheet: Sheet) -> Problem:
    """A note on a sheet of no source."""
    if sheet.is_csv:
        message = "The headings of this file are none that the hub reads."
        remedy = "Use the headings of the template, and say Agreement code and Quarter in each row."
    else:
        message = f"Sheet ‘{sheet.name}’ is not one that the hub reads."
        remedy = "Nothing need be done, unless it holds data: then rename it as in the template."
    return Problem("unknown_sheet", message, remedy, "note", sheet.name)


def personal_headings(sheet: Sheet) -> Problem | None:
    """What is wrong with an unread sheet that has columns for personal data."""
    for row, *texts in sheet.cells.head(ROWS_SEARCHED).iter_rows():
        words = {at: len(text.split()) for at, text in enumerate(texts) if text}
        longest = _LONGEST_HEADING if len(words) > 1 else _LONGEST_HEADING - 1
        short = [at for at, count in words.items() if count <= longest]
        personal = {at: texts[at] for at in short if is_personal_heading(texts[at])}
        if personal:
            return Problem(
                "personal_data",
                f"This sheet has {named_headings(personal)}: personal data, which the hub does not "
                "take in.",
                "Delete the sheet and send the file again.",
                sheet=sheet.name,
                row=row,
                cell=address(min(personal), row),
            )
    return None


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
