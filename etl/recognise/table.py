"""Tables: sheets whose heading is read, in one row or in two, and the cells under no heading.

A heading in two rows is one such as `Session` over `date`, merged over several columns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from data.kinds import plain
from data.personal import is_personal_heading
from data.register import Column
from etl.extract.sheet import Sheet
from etl.schema.origin import MENDED_ROW, ORIGIN
from etl.schema.problem import Problem, address
from etl.schema.source import Source

ROWS_SEARCHED = 40  # a heading lower than this is not looked for
Row = tuple  # its number, then its texts


@dataclass(frozen=True)
class Table:
    """A sheet understood: its source, its heading's row, and each column's index in the sheet.

    `refused` says why none of its rows can be read. `is_csv` where each row must say itself which
    return it is of.
    """

    source: Source
    header_row: int
    columns: dict[int, Column]
    unknown: dict[int, str]
    refused: Problem | None = None
    is_csv: bool = False

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
    def lacking(self) -> tuple[Column, ...]:
        """The columns of its source that it lacks, and that no other stands for."""
        there = {column.name for column in self.columns.values()}
        origin = ORIGIN if self.source.is_return and self.is_csv else ()
        columns = (*self.source.columns, *origin)
        return tuple(c for c in columns if c.name not in there and c.instead_of not in there)

    @property
    def missing(self) -> tuple[Column, ...]:
        """Those of them that are required."""
        return tuple(column for column in self.lacking if column.required)

    @property
    def has_code(self) -> bool:
        """Whether the column is there that holds each row's own code."""
        return self.source.code in {column.name for column in self.columns.values()}

    @property
    def has_origin(self) -> bool:
        """Whether each row says itself which agreement and quarter it is of."""
        return {"agreement_code", "quarter"} <= {column.name for column in self.columns.values()}


def table_below(
    source: Source, row: int, texts: Iterable[str | None], is_csv: bool = False
) -> Table:
    """The table of a source whose heading is a row of texts."""
    columns, unknown = {}, {}
    for index, text in enumerate(texts):
        if text is None:
            continue
        column = source.column_for(text) or _column_beside(source, text)
        if column:
            columns[index] = column
        else:
            unknown[index] = text
    return Table(source, row, columns, unknown, is_csv=is_csv)


def table_below_two(source: Source, upper: Row, lower: Row, is_csv: bool = False) -> Table:
    """The same, of a heading in two rows: each word with what stands above it, or either."""
    return table_below(source, lower[0], _joined(source, upper, lower), is_csv)


def two_rows(sheet: Sheet) -> list[tuple[Row, Row]]:
    """Each of the rows searched for a heading with the one right below it."""
    rows = sheet.cells.head(ROWS_SEARCHED).rows()
    return [(upper, lower) for upper, lower in pairwise(rows) if lower[0] == upper[0] + 1]


def goes_on(source: Source, upper: Row, lower: Row) -> bool:
    """Whether each word of the lower row belongs to a heading, as no row of data's does."""
    return all(any(map(source.column_for, texts)) for texts in _meanings(upper, lower) if texts)


def _column_beside(source: Source, heading: str) -> Column | None:
    """A column that is not of the source but says where its rows belong."""
    beside = (*ORIGIN, MENDED_ROW) if source.is_return else (MENDED_ROW,)
    return next((column for column in beside if plain(heading) in column.headings), None)


def _joined(source: Source, upper: Row, lower: Row) -> Iterator[str | None]:
    meanings = _meanings(upper, lower)
    for above, below, together in zip(upper[1:], lower[1:], meanings, strict=True):
        known = (text for text in (*together, above) if text and source.column_for(text))
        yield next(known, " ".join(filter(None, (above, below))) or None)


def _meanings(upper: Row, lower: Row) -> Iterator[list[str]]:
    """What each word of the lower row may mean, the words above it first."""
    group = None
    for above, below in zip(upper[1:], lower[1:], strict=True):
        group = above or group
        together = [f"{text} {below}" for text in (above, group) if text]
        yield [*together, below] if below else []


def unheaded(sheet: Sheet, table: Table) -> dict[int, int]:
    """How many cells stand under no heading and are only left out, by the index of their column.

    In a CSV they are fields too many, in a workbook what stands beside the table.
    """
    columns = range(table.width if sheet.is_csv else sheet.width)
    bare = (index for index in columns if index not in table.columns | table.unknown)
    counts = {index: len(filled_below(sheet, table, [index])) for index in bare}
    return {index: count for index, count in counts.items() if count}


def filled_below(sheet: Sheet, table: Table, columns: Iterable[int]) -> pl.Series:
    """The rows below the heading with a cell in any of some columns."""
    filled = pl.any_horizontal(False, *(pl.col(f"c{index}").is_not_null() for index in columns))
    return sheet.cells.filter((pl.col("row") > table.header_row) & filled)["row"]
