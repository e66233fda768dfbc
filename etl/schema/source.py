"""Sources: kinds of sheets that arrive, their columns, keys and what their rows must hold."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import polars as pl

from data.kinds import CODE, MONEY, plain
from data.register import Column, Register


@dataclass(frozen=True)
class Check:
    """A rule over one row: rows for which `fails` holds are refused, or marked by a query."""

    rule: str
    column: str
    fails: pl.Expr
    message: str
    remedy: str
    severity: Literal["error", "query"] = "error"


@dataclass(frozen=True)
class Source:
    """A kind of sheet. Registers are kept by key; sheets of a return are replaced whole.

    `may_repeat` holds for rows that may stand twice under one key: they load and are queried.
    `filled_in` names the columns that the hub's own workbook brings filled in: alone they tell
    nothing. `noun` is what one row is called where other sheets refer to it.
    """

    key: str
    sheet: str
    sentence: str
    columns: tuple[Column, ...]
    natural_key: tuple[str, ...]
    table: str
    is_return: bool = False
    checks: tuple[Check, ...] = ()
    synonyms: tuple[str, ...] = ()
    may_repeat: pl.Expr | None = None
    filled_in: tuple[str, ...] = ()
    noun: str = ""

    @cached_property
    def names(self) -> set[str]:
        """Every name that a sheet of this kind may bear, as `plain` words."""
        return {plain(word) for word in (self.key, self.sheet, *self.synonyms)}

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    def is_searched(self, column: Column) -> bool:
        """Whether what is personal is looked for under a column: in a register not in codes."""
        return self.is_return or not (column.kind is CODE or column.may_be_contact)

    @cached_property
    def _by_heading(self) -> dict[str, Column]:
        return {word: column for column in reversed(self.columns) for word in column.headings}

    def column_for(self, heading: str) -> Column | None:
        return self._by_heading.get(plain(heading))

    def pence(self, rows: pl.DataFrame) -> int:
        """All money on some typed rows, in pence."""
        columns = [column.name for column in self.columns if column.kind is MONEY]
        return sum(int(rows[name].sum() or 0) for name in columns)


def source_of(register: Register, checks: tuple[Check, ...] = ()) -> Source:
    """The sheet by which a register arrives; `checks` are what its rows must hold beside kinds."""
    return Source(
        key=register.key,
        sheet=register.sheet,
        sentence=register.sentence,
        columns=register.columns,
        natural_key=register.natural_key,
        table=register.table,
        synonyms=register.synonyms,
        noun=register.noun,
        checks=checks,
    )
