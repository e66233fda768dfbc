"""Validation state of one table: the object that every step is handed and leaves its work in."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import polars as pl
from sqlalchemy import Connection

from data.formatting import shortened
from data.personal import personal_in_text
from etl.extract.sheet import Sheet
from etl.recognise.rows import sort_rows
from etl.recognise.table import Table
from etl.schema.problem import PERSONAL, Problem, address
from etl.schema.source import Source
from etl.validate.context import Context, Validated


@dataclass
class Validation:
    """A table on its way from text to rows that may be loaded, handed from step to step.

    `texts` are its data rows as sent, `typed` what was read of them so far: both have `row`, and a
    column of `typed` is null where the cell was faulty. `repeated` are rows set aside because they
    say the same as another, `totals` those that sum up others and yet are filled in like lines,
    each with the column that says so.
    """

    sheet: Sheet
    table: Table
    context: Context
    texts: pl.DataFrame
    typed: pl.DataFrame
    set_aside: dict[int, str]
    second_heading: int | None
    totals: dict[int, str] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    waits: set[tuple[str, str]] = field(default_factory=set)  # (register, code)
    _unreadable: set[int] = field(default_factory=set)
    _refused_cells: set[tuple[int, str]] = field(default_factory=set)

    @classmethod
    def of(cls, sheet: Sheet, table: Table, context: Context) -> "Validation":
        rows = sort_rows(sheet, table)
        texts, second, totals = rows.data, rows.second_heading, rows.totals
        typed = texts.select("row")
        return cls(sheet, table, context, texts, typed, rows.set_aside, second, totals)

    @property
    def source(self) -> Source:
        return self.table.source

    @property
    def connection(self) -> Connection:
        return self.context.known.connection

    @property
    def agreement_of(self) -> dict[str, str]:
        """Each objective's agreement."""
        return self.context.known.agreement_of

    @property
    def area_of(self) -> dict[str, str]:
        """Each agreement's area."""
        return self.context.known.area_of

    @property
    def is_correction(self) -> bool:
        return self.context.mended is not None

    @property
    def names_its_returns(self) -> bool:
        """Whether each row says itself which return it is of, as in a CSV."""
        is_alone = self.context.origin is None and not self.is_correction
        return self.source.is_return and is_alone

    @property
    def refused(self) -> set[int]:
        """The rows that must not be loaded."""
        return {p.row for p in self.problems if p.severity == "error" and p.row is not None}

    @property
    def valid(self) -> pl.DataFrame:
        """The typed rows that no problem keeps out so far."""
        refused = self.refused
        return self.typed.filter(~pl.col("row").is_in(list(refused))) if refused else self.typed

    def report(self, rows: Iterable[int], problem: Problem) -> None:
        """Report a problem for each of some rows; its value is what stands under its column."""
        rows = list(rows)
        if not rows:
            return
        is_sent = problem.column in self.texts.columns
        value = pl.col(problem.column) if is_sent else pl.lit(None).alias("value")
        sent = self.texts.filter(pl.col("row").is_in(rows)).select("row", value)
        for row, text in sent.iter_rows():
            self.report_cell(row, replace(problem, value=text))

    def report_cell(self, row: int, problem: Problem) -> None:
        """Report one problem; one error a cell is enough, and personal data is never repeated."""
        column, is_error = problem.column, problem.severity == "error"
        if row in self._unreadable or (is_error and (row, column) in self._refused_cells):
            return
        if is_error and column:
            self._refused_cells.add((row, column))
        problem = self._without_personal_data(problem)
        index = self.table.index_of(column) if column else None
        is_hidden = problem.rule == PERSONAL or (column and column == self.source.pseudonym)
        self.problems.append(
            replace(
                problem,
                sheet=self.sheet.name,
                row=row,
                cell=None if index is None else address(index, row),
                value=None if is_hidden else shortened(problem.value),
            )
        )

    def _without_personal_data(self, problem: Problem) -> Problem:
        """The problem; where its value holds personal data, that is the problem instead."""
        value = problem.value
        if not value or problem.rule == PERSONAL or not self._is_searched(problem.column):
            return problem
        what = personal_in_text(value)
        if not what:
            return problem
        remedy = "Delete it; the hub takes in no personal data."
        return replace(problem, rule=PERSONAL, message=f"This cell holds {what}.", remedy=remedy)

    def _is_searched(self, name: str | None) -> bool:
        column = self.table.columns.get(self.table.index_of(name))
        return self.source.is_return if column is None else self.source.is_searched(column)

    def silence(self, rows: Iterable[int]) -> None:
        """Report nothing more of some rows: they could not be read at all."""
        self._unreadable |= set(rows)

    def wait_for(self, register: str, codes: Iterable[str]) -> None:
        """Note codes of a register whose coming may mend the rows that are refused."""
        self.waits |= {(register, code.casefold()) for code in codes}

    def outcome(self) -> Validated:
        """What the steps have left: the rows that may be loaded, and what keeps out the others."""
        repeated, refused = self.repeated, list(self.refused)
        once = self.typed.filter(~pl.col("row").is_in(repeated)) if repeated else self.typed
        rows = once.filter(~pl.col("row").is_in(refused)) if refused else once
        pence = self.source.pence(once)
        return Validated(
            rows,
            self.problems,
            self.set_aside | dict.fromkeys(repeated, "the same row again"),
            once.height - rows.height,
            pence,
            pence - self.source.pence(rows),
            self.typed.height,
            self.waits,
        )
