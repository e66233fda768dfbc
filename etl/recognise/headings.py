"""Headings: of which source a sheet is, by the words over its columns, and what is wrong there."""

from dataclasses import replace

from data.formatting import listed, quoted
from data.kinds import plain
from data.personal import masked
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.table import (
    ROWS_SEARCHED,
    Table,
    goes_on,
    table_below,
    table_below_two,
    two_rows,
)
from etl.schema.origin import ORIGIN
from etl.schema.problem import Problem, address
from etl.schema.source import Source
from etl.sources import SOURCES

_TABLES = [source for source in SOURCES.values() if not source.is_form]
KNOWN_HEADINGS = frozenset(
    word for source in _TABLES for column in (*source.columns, *ORIGIN) for word in column.headings
)


def recognise(sheet: Sheet) -> Table | None:
    """The sheet as a table of a source, perhaps a refused one; None where it is of no source."""
    named = None if sheet.is_csv else _named(sheet.name)
    candidates = [named] if named and not named.is_form else [] if named else _TABLES
    tables = [table for source in candidates if (table := _best_table(sheet, source))]
    whole = [_wider(sheet, table) for table in tables if not _missing(table, sheet)]
    whole = whole or _in_two_rows(sheet, tables)
    if whole:
        best = max(whole, key=lambda table: (len(table.columns), -len(table.unknown)))
        return _checked(best, sheet)
    meant = _meant(sheet, named, tables)
    if meant is None:
        return None
    refused = _personal(meant) or _missing_columns(meant.source, _missing(meant, sheet))
    return replace(_each_once(meant), refused=refused)


def _named(name: str) -> Source | None:
    word = plain(name)
    return next((source for source in SOURCES.values() if word in source.names), None)


def _best_table(sheet: Sheet, source: Source) -> Table | None:
    """The row that reads most like the source's heading."""
    head = sheet.cells.head(ROWS_SEARCHED)
    tables = (table_below(source, row[0], row[1:]) for row in head.iter_rows())
    return max(tables, key=lambda table: len(table.columns), default=None)


def _in_two_rows(sheet: Sheet, tables: list[Table]) -> list[Table]:
    """The tables whose heading is whole only where two rows are read as one."""
    pairs = two_rows(sheet)
    split = [table_below_two(table.source, *pair) for table in tables for pair in pairs]
    return [table for table in split if not _missing(table, sheet)]


def _wider(sheet: Sheet, table: Table) -> Table:
    """The table, with the row below its heading where each word there belongs to the heading.

    A heading may be whole in its first row and say more in the second: `Key` over `stage`.
    """
    below = next((pair for pair in two_rows(sheet) if pair[0][0] == table.header_row), None)
    if below is None or not goes_on(table.source, *below):
        return table
    both = table_below_two(table.source, *below)
    return both if len(both.columns) > len(table.columns) else table


def _missing(table: Table, sheet: Sheet) -> list[Column]:
    there = {column.name for column in table.columns.values()}
    required = list(table.source.required)
    if table.source.is_return and sheet.is_csv:
        required += [column for column in ORIGIN if column.required]
    return [column for column in required if column.name not in there]


def _meant(sheet: Sheet, named: Source | None, tables: list[Table]) -> Table | None:
    """The source that a sheet with missing columns was most likely meant for."""
    best = max(tables, key=lambda t: (len(t.columns), -len(_missing(t, sheet))), default=None)
    if named or best is None:
        return best
    word = plain(sheet.name)
    hinted = [table for table in tables if any(name in word for name in table.source.names)]
    best = max(hinted, key=lambda table: len(table.columns), default=best)
    return best if len(best.columns) >= max(2, len(best.source.required) // 2) else None


def _checked(table: Table, sheet: Sheet) -> Table:
    """The table, refused where a heading stands twice, is no text or asks for personal data."""
    once = _each_once(table)
    twice = next((index for index in table.columns if index not in once.columns), None)
    row = table.header_row
    faulty = any(fault.row == row and fault.rule == "nul" for fault in sheet.faults)
    refused = (
        _personal(table)
        or (twice is not None and _repeated(table.columns[twice], address(twice, row), row))
        or (faulty and _no_text(row))
    )
    return replace(once, refused=refused or None)


def _each_once(table: Table) -> Table:
    """The table with the first of each of its columns."""
    first = {column.name: index for index, column in reversed(table.columns.items())}
    return replace(table, columns={index: table.columns[index] for index in sorted(first.values())})


def _missing_columns(source: Source, missing: list[Column]) -> Problem:
    plural = "columns are" if len(missing) > 1 else "column is"
    return Problem(
        "missing_column",
        f"This looks like {source.sheet}, but its required {plural} missing: "
        f"{', '.join(f'‘{column.header}’' for column in missing)}.",
        "Add the heading and its values, and send the sheet again.",
    )


def _repeated(column: Column, cell: str, row: int) -> Problem:
    message = f"The heading ‘{column.header}’ stands over more than one column."
    return Problem("repeated_heading", message, "Keep one of the columns.", row=row, cell=cell)


def _no_text(row: int) -> Problem:
    remedy = "Type the headings anew, or copy the data to a new sheet."
    return Problem("nul", "The heading holds bytes that are no text.", remedy, row=row)


def _personal(table: Table) -> Problem | None:
    """What is wrong where headings ask for personal data."""
    headings, row = table.personal, table.header_row
    if not headings:
        return None
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
