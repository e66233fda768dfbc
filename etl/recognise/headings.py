"""Headings: of which source a sheet is, by the words over its columns, and what is wrong there."""

import re
from dataclasses import replace

from data.kinds import plain
from data.personal import is_personal_heading
from etl.extract.sheet import Sheet
from etl.recognise.marks import held_back, understood
from etl.recognise.nearest import fits, meant_by, missing_meant, values_below
from etl.recognise.refusals import missing_columns, no_text, personal, repeated
from etl.recognise.table import (
    ROWS_SEARCHED,
    Table,
    goes_on,
    table_below,
    table_below_two,
    two_rows,
)
from etl.schema.origin import ORIGIN
from etl.schema.problem import address
from etl.schema.source import Source
from etl.sources import SOURCES

_TABLES = [source for source in SOURCES.values() if not source.is_form]
_OF_PLANS = re.compile(r"plan|budget|forecast|estimate")
KNOWN_HEADINGS = frozenset(
    word for source in _TABLES for column in (*source.columns, *ORIGIN) for word in column.headings
)


def recognise(sheet: Sheet) -> Table | None:
    """The sheet as a table of a source, perhaps a refused one; None where it is of no source.

    A sheet of a workbook that lacks required columns is of a source where its name says so, or
    where most of them are there or are nearly named; a CSV is of the one that it looks most like.
    """
    named = None if sheet.is_csv else _named(sheet.name)
    tables = _tables(sheet, named)
    whole = [_wider(sheet, table) for table in tables if not table.missing]
    whole = whole or _in_two_rows(sheet, tables)
    if whole:
        best = max(whole, key=lambda table: (len(table.columns), -len(table.unknown)))
        return _checked(understood(best, sheet) if best.unknown else best, sheet)
    meant = _likeliest(sheet, tables) if sheet.is_csv else _meant(sheet, named, tables)
    return None if meant is None else _refused(meant, sheet)


def likeliest(sheet: Sheet) -> Table | None:
    """The source that a sheet of no source looks most like, as a refused table.

    None where not one of its headings is known or nearly named, and where it may list people.
    """
    table = _likeliest(sheet, _tables(sheet, None))
    return None if table is None else _refused(table, sheet)


def knows_any(sheet: Sheet) -> bool:
    """Whether any text of the rows searched for a heading is the heading of some column."""
    return any(table.columns for table in _tables(sheet, None))


def _named(name: str) -> Source | None:
    word = plain(name)
    return next((source for source in _TABLES if word in source.names), None)


def _tables(sheet: Sheet, named: Source | None) -> list[Table]:
    """The sheet as a table of each source that may be meant, below its likeliest heading."""
    candidates = [named] if named else _TABLES
    return [table for source in candidates if (table := _best_table(sheet, source))]


def _best_table(sheet: Sheet, source: Source) -> Table | None:
    """The row that reads most like the source's heading."""
    head = sheet.cells.head(ROWS_SEARCHED)
    tables = (table_below(source, row[0], row[1:], sheet.is_csv) for row in head.iter_rows())
    return max(tables, key=lambda table: len(table.columns), default=None)


def _in_two_rows(sheet: Sheet, tables: list[Table]) -> list[Table]:
    """The tables whose heading is whole only where two rows are read as one."""
    pairs = two_rows(sheet)
    split = [table_below_two(t.source, *pair, sheet.is_csv) for t in tables for pair in pairs]
    return [table for table in split if not table.missing]


def _wider(sheet: Sheet, table: Table) -> Table:
    """The table, with the row below its heading where each word there belongs to the heading.

    A heading may be whole in its first row and say more in the second: `Key` over `stage`.
    """
    below = next((pair for pair in two_rows(sheet) if pair[0][0] == table.header_row), None)
    if below is None or not goes_on(table.source, *below):
        return table
    both = table_below_two(table.source, *below, sheet.is_csv)
    return both if len(both.columns) > len(table.columns) else table


def _meant(sheet: Sheet, named: Source | None, tables: list[Table]) -> Table | None:
    """The source that a sheet with missing columns was surely meant for."""
    if named:
        return next(iter(tables), None)
    hinted = [t for t in tables if is_hinted(sheet, t) and len(t.columns) >= _fewest(t.source)]
    nearly = hinted or [table for table in tables if is_nearly_whole(sheet, table)]
    return max(nearly, key=lambda t: (len(t.columns), -len(t.missing)), default=None)


def is_named(sheet: Sheet, table: Table) -> bool:
    """Whether a sheet is called by a name of its table's source, as in the template."""
    return plain(sheet.name) in table.source.names


def is_hinted(sheet: Sheet, table: Table) -> bool:
    """Whether the name of a sheet, or of a CSV, says something of a table's source."""
    name = plain(sheet.name)
    return not is_of_a_plan(sheet) and any(known in name for known in table.source.names)


def is_of_a_plan(sheet: Sheet) -> bool:
    """Whether a sheet is called a plan: what is still to be spent is nobody's spending."""
    return _OF_PLANS.search(plain(sheet.name)) is not None


def _fewest(source: Source) -> int:
    """How many headings a sheet of a likely name must have."""
    return max(2, len(source.required) // 2)


def is_nearly_whole(sheet: Sheet, table: Table) -> bool:
    """Whether most of the required columns are there, if only in other words.

    Where but one is required, it is known by the others.
    """
    required, known = len(table.source.required), len(table.columns)
    lost = len(table.missing) - len(missing_meant(sheet, table)) if known else required
    return 2 * lost < required or (required == 1 and known >= 3)


def _likeliest(sheet: Sheet, tables: list[Table]) -> Table | None:
    """The table with the most headings known or nearly named, and the fewest others missing."""
    ranks = [(_rank(sheet, table), table) for table in tables if _may_be(table)]
    rank, table = max(ranks, key=lambda pair: pair[0], default=((False, 0), None))
    return table if rank[1] else None


def _rank(sheet: Sheet, table: Table) -> tuple[bool, int, int, int]:
    """How likely a table is meant: by its name, its headings, what stands below, what it lacks."""
    near = meant_by(sheet, table.header_row, table.unknown, table.lacking)
    count = len(table.columns) + len(near) if table.columns or len(near) > 1 else 0
    lost = len(table.missing) - sum(column.required for column in near.values())
    fitting = sum(
        fits(column, values_below(sheet, index, table.header_row))
        for index, column in table.columns.items()
    )
    return (is_hinted(sheet, table) and count > 1, count, fitting, -lost)


def _may_be(table: Table) -> bool:
    """Whether a table may be of its source: no register where it rather lists people."""
    people = any(map(is_personal_heading, table.unknown.values()))
    return table.source.is_return or not people or table.has_code


def _refused(table: Table, sheet: Sheet) -> Table:
    refused = personal(table) if table.personal else missing_columns(table, sheet)
    return replace(_each_once(table), refused=refused)


def _checked(table: Table, sheet: Sheet) -> Table:
    """The table, refused where a heading stands twice, is no text or asks for personal data."""
    once = _each_once(table)
    twice = next((index for index in table.columns if index not in once.columns), None)
    row = table.header_row
    faulty = any(fault.row == row and fault.rule == "nul" for fault in sheet.faults)
    refused = (
        (personal(table) if table.personal else None)
        or (repeated(table.columns[twice], address(twice, row), row) if twice is not None else None)
        or (no_text(row) if faulty else None)
        or (held_back(once, sheet) if table.unknown else None)
    )
    return replace(once, refused=refused)


def _each_once(table: Table) -> Table:
    """The table with the first of each of its columns."""
    first = {column.name: index for index, column in reversed(table.columns.items())}
    return replace(table, columns={index: table.columns[index] for index in sorted(first.values())})
