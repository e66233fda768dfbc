"""What a source is: a kind of sheet, its columns, its key and what its rows must hold."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import polars as pl

from etl.schema.kinds import CODE, MONEY, Kind, plain


@dataclass(frozen=True)
class Column:
    """One column: its name, its heading, and how its cells are read.

    `stored` names the warehouse column where that differs. `refers_to` names a register that must
    hold the code (else the row is refused, or only marked unless it `must_exist`), `or_word` a word
    that may stand instead. `is_done` marks the date of something
    done, which cannot lie in the future; `in_quarter` one inside the return's quarter. `default`
    stands for a blank cell. `hint` says to whom fills in the cell what its kind leaves open.
    `may_be_contact` where an organisation's own address, e-mail or telephone is asked for.
    """

    name: str
    kind: Kind
    header: str = ""
    required: bool = False
    stored: str = ""
    synonyms: tuple[str, ...] = ()
    refers_to: str | None = None
    or_word: str | None = None
    must_exist: bool = True
    is_done: bool = False
    in_quarter: bool = False
    default: object = None
    hint: str = ""
    may_be_contact: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "header", self.header or self.name.replace("_", " ").capitalize())
        object.__setattr__(self, "stored", self.stored or self.name)

    @cached_property
    def headings(self) -> set[str]:
        """Every heading under which the column is known, as `plain` words."""
        return {plain(word) for word in (self.name, self.header, *self.synonyms)}


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
    nothing.
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
