"""Problems of a sheet or file as a whole: its headings, its size, its place beside others."""

from collections.abc import Iterable

from data.formatting import listed, quoted
from data.personal import masked
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.nearest import missing_meant
from etl.recognise.table import Table
from etl.schema.problem import Problem, address
from etl.schema.source import Source


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


def second_sheet(source: Source, first: Sheet) -> Problem:
    """What is wrong where another sheet of a file holds the same kind of rows."""
    return Problem(
        "second_sheet",
        f"Sheet ‘{first.name}’ of this file holds {source.sheet} already, and one is read.",
        "If its rows are to count, put all rows of one kind on one sheet. If it is your own, leave "
        "it out of what you send.",
    )


def unread_sheet(sheet: Sheet) -> Problem:
    """What is asked about a sheet that was too large to look into."""
    return Problem(
        "unread_sheet",
        f"Sheet ‘{sheet.name}’ is not one that the hub knows and was set aside unread. "
        f"{sheet.unread} So nobody could see whether it holds personal data.",
        "If it holds none, and no rows of the return, nothing need be done. Else delete what "
        "is personal, name the sheet as in the template, and send the file again.",
        "query",
        sheet.name,
    )


def one_reader() -> Problem:
    """What is asked about a workbook whose cells nothing could be held against."""
    return Problem(
        "one_reader",
        "One of the two programs that read each workbook cannot open this one; its cells were "
        "read by the other alone.",
        "Compare some of the figures with your own. If they are right, nothing need be done; "
        "if not, save the workbook again as .xlsx and send that.",
        "query",
    )


def too_large(why: str) -> Problem:
    """Why a file is refused of which no sheet is known and one was too large to look into."""
    remedy = "Send only the rows of the return, on sheets named as in the hub's template."
    return Problem("too_large", why, remedy)


def quoted_rows() -> Problem:
    """What is wrong with a CSV of which each row is one cell."""
    return Problem(
        "unknown_sheet",
        "Each row of this file is one text in quotation marks, commas and all.",
        "Delete the quotation marks at both ends of each line; or open the file in a spreadsheet "
        "program, part the column at its commas, and save it as CSV UTF-8.",
    )


def unknown_file(is_csv: bool, knows_heading: bool) -> Problem:
    """Why a file is refused of which no sheet looks like any that is read."""
    message = "No sheet of this file is one that the hub knows."
    if is_csv and knows_heading:
        message = "The headings of this file are not those of any sheet that the hub reads."
    elif is_csv:
        message = "None of its headings is one that the hub knows."
    remedy = "Use the hub's template: its sheets and headings are the ones that are read."
    return Problem("unknown_sheet", message, remedy)
