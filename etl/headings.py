"""Which source a sheet is of, and under which of its columns the cells stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from etl.extract.sheet import Sheet
from etl.kinds import plain
from etl.origin import ORIGIN
from etl.personal import is_personal_heading, masked
from etl.problem import Problem, address
from etl.source import Column, Source
from etl.sources import SOURCES

_ROWS_SEARCHED = 40  # a heading lower than this is not looked for


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

    def heading_cell(self, name: str) -> str | None:
        """Where a column's heading stands."""
        index = self.index_of(name)
        return None if index is None else address(index, self.header_row)

    @property
    def has_origin(self) -> bool:
        """Whether each row says itself which agreement and quarter it is of."""
        return {"agreement_code", "quarter"} <= {column.name for column in self.columns.values()}


def is_form(sheet: Sheet) -> bool:
    """Whether a sheet is the Return form: labels in its first column, values in the next."""
    if sheet.is_csv:
        return False
    labels = {plain(text) for text in sheet.cells["c0"].drop_nulls().head(_ROWS_SEARCHED)}
    form = SOURCES["return"]
    known = [column for column in form.columns if column.headings & labels]
    return plain(sheet.name) in form.names or len(known) == len(form.columns)


def recognise(sheet: Sheet) -> Table | None:
    """The sheet as a table of a source, perhaps a refused one; None where it is of no source."""
    named = None if sheet.is_csv else _named(sheet.name)
    candidates = [named] if named else list(SOURCES.values())
    tables = [_best_table(sheet, source) for source in candidates if source.key != "return"]
    tables = [table for table in tables if table]
    whole = [table for table in tables if not _missing(table, sheet)]
    if whole:
        return _checked(max(whole, key=lambda table: (len(table.columns), -len(table.unknown))))
    meant = _meant(sheet, named, tables)
    if meant is None:
        return None
    return replace(meant, refused=_personal(meant) or _missing_columns(meant, sheet))


def _named(name: str) -> Source | None:
    word = plain(name)
    return next((source for source in SOURCES.values() if word in source.names), None)


def _best_table(sheet: Sheet, source: Source) -> Table | None:
    """The row that reads most like the source's heading."""
    head = sheet.cells.head(_ROWS_SEARCHED)
    tables = (_as_heading(source, row[0], row[1:]) for row in head.iter_rows())
    return max(tables, key=lambda table: len(table.columns), default=None)


def _as_heading(source: Source, row: int, texts: Iterable[str | None]) -> Table:
    columns, unknown = {}, {}
    for index, text in enumerate(texts):
        if text is None:
            continue
        column = source.column_for(text) or _origin_column(source, text)
        if column:
            columns[index] = column
        else:
            unknown[index] = text
    return Table(source, row, columns, unknown)


def _origin_column(source: Source, heading: str) -> Column | None:
    word = plain(heading)
    return next((c for c in ORIGIN if source.is_return and word in c.headings), None)


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


def _missing_columns(table: Table, sheet: Sheet) -> Problem:
    missing = _missing(table, sheet)
    names = ", ".join(f"‘{column.header}’" for column in missing)
    plural = "columns are" if len(missing) > 1 else "column is"
    return Problem(
        "missing_column",
        f"This looks like {table.source.sheet}, but its required {plural} missing: {names}.",
        "Add the heading and its values, and send the sheet again.",
    )


def _checked(table: Table) -> Table:
    """The table, refused where a heading stands twice or asks for personal data."""
    first = {column.name: index for index, column in reversed(table.columns.items())}
    if len(first) < len(table.columns):
        kept = {index: table.columns[index] for index in sorted(first.values())}
        twice = next(index for index in table.columns if index not in kept)
        return replace(table, columns=kept, refused=_repeated(table, twice))
    return replace(table, refused=_personal(table))


def _repeated(table: Table, index: int) -> Problem:
    return Problem(
        "repeated_heading",
        f"The heading ‘{table.columns[index].header}’ stands over more than one column.",
        "Keep one of the columns.",
        row=table.header_row,
        cell=address(index, table.header_row),
    )


def _personal(table: Table) -> Problem | None:
    found = [index for index, text in table.unknown.items() if is_personal_heading(text)]
    if not (table.source.is_return and found):
        return None
    index = found[0]
    return Problem(
        "personal_data",
        f"The column ‘{masked(table.unknown[index])}’ holds personal data, which the hub does not "
        "take in.",
        "Delete the column and send the sheet again.",
        row=table.header_row,
        cell=address(index, table.header_row),
    )
