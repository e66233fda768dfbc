"""What a sender should know of a sheet although nothing on it is wrong."""

from data.personal import masked
from etl.extract.sheet import Sheet
from etl.recognise.cells_without_heading import unheaded
from etl.recognise.headings import Table
from etl.schema.problem import Problem, address
from etl.validate.personal_data import personal_beside

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
        Problem(rule, told, _REMEDIES.get(rule, _IF_MEANT), "note", sheet.name, cell=cell)
        for rule, told, cell in sheet.notes
    ]
    if table is None:
        return hidden
    personal = personal_beside(sheet, table) if table.source.is_return else ()
    # Columns that refuse their sheet are told with it, not as such that need not concern anybody.
    unknown = [index for index in table.unknown if index not in table.personal]
    bare = [] if table.refused else _unheaded_columns(sheet, table)
    told = (_unknown_column(sheet, table, index) for index in unknown)
    return [*hidden, *told, *bare, *personal]


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
    """Columns with cells but no heading, each told at the cell where its heading would stand."""
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
    if sheet.is_csv:
        told = "The headings of this file are none that the hub reads."
        remedy = "Use the headings of the template, and say Agreement code and Quarter in each row."
    else:
        told = f"Sheet ‘{sheet.name}’ is not one that the hub reads."
        remedy = "Nothing need be done, unless it holds data: then rename it as in the template."
    return Problem("unknown_sheet", told, remedy, "note", sheet.name)


def empty_sheet(name: str, table: Table, is_begun: bool) -> Problem:
    """`is_begun` where rows stand there of which nobody filled in more than the hub had."""
    has = "no row that was filled in" if is_begun else "a heading but no rows"
    return Problem(
        "empty_sheet",
        f"Sheet {table.source.sheet} has {has}.",
        "Nothing need be done; rows of an earlier return, if any, stay.",
        "note",
        name,
        table.header_row,
    )


def earlier_stands(name: str, table: Table) -> Problem:
    return Problem(
        "earlier_stands",
        f"Nothing of this sheet could be taken in, so the {table.source.sheet} of an earlier "
        "return stays in force.",
        "Correct what is told of this sheet and send it again.",
        "note",
        name,
        table.header_row,
    )


def journal_stands(sheet: str, table: Table, row: int) -> Problem:
    """A register row that says otherwise than what people entered in the journal."""
    key = table.source.natural_key[0]
    return Problem(
        "journal_stands",
        "This row differs from what was entered in the journal under its reference, which stands.",
        "Nothing need be done. To change it, enter the change in the journal.",
        "note",
        sheet,
        row,
        key,
        address(table.index_of(key), row),
    )
