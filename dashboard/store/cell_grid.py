"""Periods and agreements of several selections, for one query of the warehouse.

Selections that differ only in period and area are counted together: `period` names quarters,
`place` names agreements, and a count is grouped by both. A count is two columns: how many records
there are, and the sum of the numbers that are their keys.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Text,
    cast,
    column,
    distinct,
    func,
    select,
    values,
)

from dashboard.domain.count import Count
from dashboard.domain.snapshot import Cell
from dashboard.store.moment import Moment
from data.calendar import Quarter
from data.warehouse.tables import dim_return

Spans = Sequence[tuple[Quarter, ...]]
Places = Sequence[tuple[str, ...]]
NOBODY = Count(0, 0)


@dataclass(frozen=True)
class CellGrid:
    """Periods and places, each once; a cell is one of each. One activity, or all, for the lot.

    `whose` names the agreements meant: a cell's `deliverers`, or its `agreements` for the activity.
    """

    moment: Moment
    periods: Spans
    places: Places
    activity: str | None
    whose: str

    @classmethod
    def of(cls, cells: Iterable[Cell], moment: Moment, whose: str = "deliverers") -> "CellGrid":
        cells = tuple(cells)
        return cls(
            moment,
            tuple(dict.fromkeys(cell.quarters for cell in cells)),
            tuple(dict.fromkeys(_codes(cell, whose) for cell in cells)),
            cells[0].selection.activity,
            whose,
        )

    def place_of(self, cell: Cell) -> tuple[int, int]:
        """The numbers of a cell's period and place."""
        return self.periods.index(cell.quarters), self.places.index(_codes(cell, self.whose))

    def place_rows(self) -> CTE:
        """(place, agreement_code): the agreements of each place."""
        pairs = [(n, code) for n, codes in enumerate(self.places) for code in codes]
        return _named("place", "agreement_code", pairs)

    def returns(self, periods: Spans | None = None, name: str = "chosen") -> CTE:
        """(period, place, return_id, agreement_code, quarter) of the returns in force."""
        spans = self.periods if periods is None else periods
        pairs = [(n, str(quarter)) for n, span in enumerate(spans) for quarter in span]
        period, place = _named("period", "quarter", pairs, name), self.place_rows()
        returned = dim_return.c
        return (
            select(period.c.period, place.c.place, returned.return_id)
            .add_columns(returned.agreement_code, returned.quarter)
            .join_from(dim_return, period, period.c.quarter == returned.quarter)
            .join(place, place.c.agreement_code == returned.agreement_code)
            .where(self.moment.in_force(dim_return))
            .cte(name)
        )


def _codes(cell: Cell, whose: str) -> tuple[str, ...]:
    return tuple(agreement.agreement_code for agreement in getattr(cell, whose))


def _named(number: str, word: str, pairs: list[tuple[int, str]], of: str = "") -> CTE:
    """Pairs of a number and a word as a table; never empty, for `values` cannot be."""
    rows = pairs or [(-1, "")]
    table = values(column(number, Integer), column(word, Text), name=f"{of}_{number}s".strip("_"))
    return table.data(rows).cte()


def each_once(number: ColumnElement) -> Iterator[ColumnElement]:
    """The two columns of a count of distinct numbers, blanks left out."""
    yield func.count(distinct(number))
    yield _sum(distinct(number))


def all_of(number: ColumnElement) -> Iterator[ColumnElement]:
    """The two columns of a count of every number that is not blank."""
    yield func.count(number)
    yield _sum(number)


def counts_in(columns: Sequence[int | None]) -> list[Count]:
    """The counts of a row that holds two columns of each."""
    numbers, keys = columns[::2], columns[1::2]
    return [Count(number, key or 0) for number, key in zip(numbers, keys, strict=True)]


def _sum(number: ColumnElement) -> ColumnElement:
    return cast(func.sum(number), BigInteger)
