"""Refusals of a sheet for what stands in its heading, each with what to do about it."""

from collections.abc import Iterable

from data.formatting import listed, quoted
from data.personal import masked
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.nearest import missing_meant
from etl.recognise.table import Table
from etl.schema.problem import Problem, address


def missing_columns(table: Table, sheet: Sheet) -> Problem:
    """What is wrong where required columns are missing, with the headings nearest to theirs."""
    return Problem(
        "missing_column",
        lacking(table),
        f"{_renamings(table, sheet)}Add what is missing, heading and values, and send the sheet "
        "again.",
    )


def lacking(table: Table) -> str:
    """`This looks like Schools, but ‘Name’ and ‘Area’ are missing.`"""
    verb = "is" if len(table.missing) == 1 else "are"
    return f"This looks like {table.source.sheet}, but {_headings(table.missing)} {verb} missing."


def _renamings(table: Table, sheet: Sheet) -> str:
    """Which of the sheet's own headings may be meant for those that it lacks."""
    meant = missing_meant(sheet, table)
    hints = [
        f"{quoted(masked(table.unknown[index]))} as ‘{column.header}’"
        for index, column in sorted(meant.items())
    ]
    return f"If they are meant, head {listed(hints)}. " if hints else ""


def _headings(columns: Iterable[Column]) -> str:
    """`‘Name’ and ‘Area’`."""
    return listed(f"‘{column.header}’" for column in columns)


def repeated(column: Column, cell: str, row: int) -> Problem:
    """What is wrong where a heading stands twice."""
    message = f"The heading ‘{column.header}’ stands over more than one column."
    return Problem("repeated_heading", message, "Keep one of the columns.", row=row, cell=cell)


def no_text(row: int) -> Problem:
    """What is wrong where a heading holds bytes that are no text."""
    remedy = "Type the headings anew, or copy the data to a new sheet."
    return Problem("nul", "The heading holds bytes that are no text.", remedy, row=row)


def personal(table: Table) -> Problem:
    """What is wrong where headings ask for personal data."""
    headings, row = table.personal, table.header_row
    plural = "" if len(headings) == 1 else "s"
    return Problem(
        "personal_data",
        f"The column{plural} {named_headings(headings)} hold{'' if plural else 's'} personal data,"
        " which the hub does not take in.",
        f"Delete the column{plural} and send the sheet again.",
        row=row,
        cell=address(min(headings), row),
    )


def named_headings(headings: dict[int, str]) -> str:
    """Headings in quotation marks; what is personal in them is masked."""
    return listed(quoted(masked(text)) for text in headings.values())
