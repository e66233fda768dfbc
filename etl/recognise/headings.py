"""Which source a sheet is of, and under which of its columns the cells stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.kinds import plain
from data.personal import is_personal_heading
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.heading_faults import missing_columns, no_text, personal_columns, repeated
from etl.recognise.split_headings import Row, goes_on, joined, two_rows
from etl.schema.origin import MENDED_ROW, ORIGIN
from etl.schema.problem import Problem, address
from etl.schema.source import Source
from etl.sources import SOURCES

READ_ME = "Read me"  # the sheet on which the hub's own workbooks say how to fill them in
ROWS_SEARCHED = 40  # a heading lower than this is not looked for


@dataclass(frozen=True)
class Table:
    """A sheet understood: its source, its heading's row, and each column's index in the sheet.

    `refused` says why none of its rows can be read.
    """

    source: Source
    header_row: int
    columns: dict[int, Column]
    unknown: dict[int, str]
    refused: Problem | None = None

    def index_of(self, name: str) -> int | None:
        return next((i for i, column in self.columns.items() if column.name == name), None)

    @property
    def width(self) -> int:
        """How many columns the table has, up to the last one with a heading."""
        return max(self.columns.keys() | self.unknown.keys(), default=-1) + 1

    def heading_cell(self, name: str) -> str | None:
        """Where a column's heading stands."""
        index = self.index_of(name)
        return None if index is None else address(index, self.header_row)

    @property
    def personal(self) -> dict[int, str]:
        """The headings that ask for personal data, which a sheet of a return must not have."""
        if not self.source.is_return:
            return {}
        return {at: text for at, text in self.unknown.items() if is_personal_heading(text)}

    @property
    def has_origin(self) -> bool:
        """Whether each row says itself which agreement and quarter it is of."""
        return {"agreement_code", "quarter"} <= {column.name for column in self.columns.values()}


def is_form(sheet: Sheet) -> bool:
    """Whether a sheet is the Return form: labels in its first column, values in the next."""
    if sheet.is_csv:
        return False
    labels = {plain(text) for text in sheet.cells["c0"].drop_nulls().head(ROWS_SEARCHED)}
    form = SOURCES["return"]
    known = [column for column in form.columns if column.headings & labels]
    return plain(sheet.name) in form.names or len(known) == len(form.columns)


def is_guidance(sheet: Sheet) -> bool:
    """Whether a sheet is the hub's own guidance, which holds no data."""
    return not sheet.is_csv and plain(sheet.name) == plain(READ_ME)


def recognise(sheet: Sheet) -> Table | None:
    """The sheet as a table of a source, perhaps a refused one; None where it is of no source."""
    named = None if sheet.is_csv else _named(sheet.name)
    candidates = [named] if named else list(SOURCES.values())
    tables = [_best_table(sheet, source) for source in candidates if source.key != "return"]
    tables = [table for table in tables if table]
    whole = [_wider(sheet, table) for table in tables if not _missing(table, sheet)]
    whole = whole or _split_headings(sheet, tables)
    if whole:
        best = max(whole, key=lambda table: (len(table.columns), -len(table.unknown)))
        return _checked(best, sheet)
    meant = _meant(sheet, named, tables)
    if meant is None:
        return None
    refused = _personal(meant) or missing_columns(meant.source, _missing(meant, sheet))
    return replace(_each_once(meant), refused=refused)


def _named(name: str) -> Source | None:
    word = plain(name)
    return next((source for source in SOURCES.values() if word in source.names), None)


def _best_table(sheet: Sheet, source: Source) -> Table | None:
    """The row that reads most like the source's heading."""
    head = sheet.cells.head(ROWS_SEARCHED)
    tables = (_as_heading(source, row[0], row[1:]) for row in head.iter_rows())
    return max(tables, key=lambda table: len(table.columns), default=None)


def _split_headings(sheet: Sheet, tables: list[Table]) -> list[Table]:
    """The tables whose heading is whole only where two rows are read as one."""
    pairs = two_rows(sheet, ROWS_SEARCHED)
    split = [_as_one(table.source, *pair) for table in tables for pair in pairs]
    return [table for table in split if not _missing(table, sheet)]


def _wider(sheet: Sheet, table: Table) -> Table:
    """The table, with the row below its heading where each word there belongs to the heading.

    A heading may be whole in its first row and say more in the second: `Key` over `stage`.
    """
    pairs = two_rows(sheet, ROWS_SEARCHED)
    below = next((pair for pair in pairs if pair[0][0] == table.header_row), None)
    if below is None or not goes_on(table.source, *below):
        return table
    both = _as_one(table.source, *below)
    return both if len(both.columns) > len(table.columns) else table


def _as_one(source: Source, upper: Row, lower: Row) -> Table:
    return _as_heading(source, lower[0], joined(source, upper, lower))


def _as_heading(source: Source, row: int, texts: Iterable[str | None]) -> Table:
    columns, unknown = {}, {}
    for index, text in enumerate(texts):
        if text is None:
            continue
        column = source.column_for(text) or _column_beside(source, text)
        if column:
            columns[index] = column
        else:
            unknown[index] = text
    return Table(source, row, columns, unknown)


def _column_beside(source: Source, heading: str) -> Column | None:
    """A column that is not of the source but says where its rows belong."""
    beside = (*ORIGIN, MENDED_ROW) if source.is_return else (MENDED_ROW,)
    return next((column for column in beside if plain(heading) in column.headings), None)


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
    hinted = [table for table in tables if _hinted(sheet.name, table.source)]
    best = max(hinted, key=lambda table: len(table.columns), default=best)
    return best if len(best.columns) >= max(2, len(best.source.required) // 2) else None


def _hinted(name: str, source: Source) -> bool:
    return any(word in plain(name) for word in source.names)


def _checked(table: Table, sheet: Sheet) -> Table:
    """The table, refused where a heading stands twice, is no text or asks for personal data."""
    once = _each_once(table)
    twice = next((index for index in table.columns if index not in once.columns), None)
    row = table.header_row
    faulty = any(fault.row == row and fault.rule == "nul" for fault in sheet.faults)
    refused = (
        _personal(table)
        or (twice is not None and repeated(table.columns[twice], twice, row))
        or (faulty and no_text(row))
    )
    return replace(once, refused=refused or None)


def _each_once(table: Table) -> Table:
    """The table with the first of each of its columns."""
    first = {column.name: index for index, column in reversed(table.columns.items())}
    return replace(table, columns={index: table.columns[index] for index in sorted(first.values())})


def _personal(table: Table) -> Problem | None:
    return personal_columns(table.personal, table.header_row) if table.personal else None
