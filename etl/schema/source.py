"""Sources: kinds of sheets that arrive, their columns, keys and what their rows must hold."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import polars as pl

from data.kinds import CODE, MONEY, plain
from data.register import Column, Register
from etl.schema.validating import Validating

Storage = Literal["facts", "sessions", "children", "form"]
Stage = Literal["typed", "checked", "unique"]
EVERY_ROW, ALIKE = pl.lit(True), pl.lit(1)


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
class Step:
    """A step of validation that one kind of sheet needs beside those that all take.

    It is taken once the rows are `typed` (codes and pseudonyms resolved), `checked` (by the checks
    of the source), or `unique` (repeated rows set aside), unless the register that it `asks` holds
    nothing.
    """

    stage: Stage
    run: Callable[[Validating], None]
    asks: str = ""


@dataclass(frozen=True)
class Subject:
    """Stored columns that say what a fact is about: unique in a return where `where` holds.

    `whole` are those of the whole that other rows are about, as a headcount is about its session.
    """

    columns: tuple[str, ...]
    where: pl.Expr | None = None
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Repeat:
    """Stored columns in which rows that stand already agree with rows that were sent again.

    Few rows, or rows that are all alike, may agree by chance. So they are asked about where they
    weigh at least `fewest` (a row weighs `weight`), `apart` of them are beside the commonest value
    of `differ_in`, and they are most of the shorter sheet, or `plenty`.
    """

    columns: tuple[str, ...]
    fewest: int
    differ_in: tuple[str, ...]
    apart: int = 1
    where: pl.Expr = EVERY_ROW  # of those that were sent
    weight: pl.Expr = ALIKE
    plenty: int | None = None


@dataclass(frozen=True)
class Watched:
    """A column of numbers that are held against a partner's earlier ones that are `alike`.

    `fact` names the table that holds them as `stored`, `by_session` where it hangs on sessions,
    which then have the columns that make them alike.
    """

    column: str
    alike: tuple[str, ...]
    fact: str
    stored: str
    by_session: bool = False


@dataclass(frozen=True)
class Source:
    """A kind of sheet. Registers are kept by key; sheets of a return are replaced whole.

    `may_repeat` holds for rows that may stand twice under one key: they load and are queried.
    `filled_in` names the columns that the hub's own workbook brings filled in: alone they tell
    nothing. `guidance` is what that workbook says of the sheet beside its sentence, `place` the
    sheet's place in it; `noun` is what one row is called where other sheets refer to it.
    `summed_over` are columns of words in which total stands where a row sums up others.

    Of a return, `storage` says how its rows are kept: as facts of the return or of its sessions, as
    versions of a child, or as the return itself. A hash of the column `pseudonym` is kept as
    `hashed_as`, and not the pseudonym. Rows that wait for such a return wait for one of their
    `awaited_by`. `again` says how a sheet is known that was sent for another quarter already,
    `elsewhere` one that was sent for another agreement; by the stored day and value named under
    `restarting` rows are told apart whose refs a sender counts from one in every file.
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
    storage: Storage = "facts"
    steps: tuple[Step, ...] = ()
    subject: Subject | None = None
    again: Repeat | None = None
    elsewhere: Repeat | None = None
    restarting: tuple[str, str] | None = None
    watched: Watched | None = None
    pseudonym: str = ""
    hashed_as: str = "ref_hash"
    guidance: str = ""
    place: int = 0
    noun: str = ""
    summed_over: tuple[str, ...] = ()
    awaited_by: Literal["agreement_code", "partner_code"] = "agreement_code"

    @cached_property
    def names(self) -> set[str]:
        """Every name that a sheet of this kind may bear, as `plain` words."""
        return {plain(word) for word in (self.key, self.sheet, *self.synonyms)}

    @property
    def is_form(self) -> bool:
        """Whether it is the form of a return: labels in one column, values in the next."""
        return self.storage == "form"

    @property
    def is_replaced_whole(self) -> bool:
        """Whether a later return takes the place of all its rows; children stay by themselves."""
        return self.is_return and self.storage != "children"

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    @cached_property
    def code(self) -> str | None:
        """The column of the key that holds a code of the row's own."""
        own = {column.name for column in self.columns if column.kind is CODE}
        return next((name for name in self.natural_key if name in own), None)

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


def source_of(
    register: Register, checks: tuple[Check, ...] = (), steps: tuple[Step, ...] = ()
) -> Source:
    """The sheet by which a register arrives; `checks` are what its rows must hold beside kinds,
    `steps` what is asked of them beside what stands."""
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
        steps=steps,
    )
