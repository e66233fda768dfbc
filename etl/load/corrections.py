"""Corrections files: rows that a return's sender has mended are added to that return.

A corrections file has a form on its sheet Corrections that names the file it mends, and says on
each row which row of that file it stands for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from sqlalchemy import Connection, and_, select

from data.warehouse.bulk import read
from data.warehouse.tables import dim_return, file, load_sheet, problem
from etl.load.facts import stored
from etl.load.problems import problem_from
from etl.load.returns import Destination, among, returns_where, write_new, write_sheet
from etl.schema.problem import PROMISE, Problem
from etl.schema.source import Source

_KEY = ["agreement_code", "quarter"]
_UNREAD = ("formula", "readers_disagree")  # rules of cells, not of what was typed in them


def unknown_file(sheet: str) -> Problem:
    """What is wrong with a corrections file that names none that came."""
    return Problem(
        "unknown_file",
        "The hub has no file that these corrections could mend.",
        f"Send the return itself first; this file {PROMISE}.",
        sheet=sheet,
    )


@dataclass(frozen=True)
class MendedFile:
    """The file whose returns a corrections file adds rows to."""

    connection: Connection
    file_id: int

    @classmethod
    def of(cls, connection: Connection, sha256: str) -> "MendedFile | None":
        """The newest arrival of a file; of a corrections file the one that it mends itself."""
        row = connection.execute(
            select(file.c.file_id, file.c.mends_file_id)
            .where(file.c.sha256 == sha256)
            .order_by(file.c.file_id.desc())
        ).first()
        return None if row is None else cls(connection, row.mends_file_id or row.file_id)

    def unread_cells(self, source: Source) -> Sequence[Problem]:
        """Problems of its cells that could not be read, with their rows and values."""
        sheet = and_(
            load_sheet.c.file_id == problem.c.file_id, load_sheet.c.sheet == problem.c.sheet
        )
        query = (
            select(problem)
            .join(load_sheet, sheet)
            .where(problem.c.file_id == self.file_id, load_sheet.c.source == source.key)
            .where(problem.c.rule.in_(_UNREAD), problem.c.value.is_not(None))
        )
        return [problem_from(row) for row in self.connection.execute(query)]

    def contradicted(self, source: Source, rows: pl.DataFrame) -> pl.Series:
        """Numbers of those rows that say otherwise than a row of its returns that stands."""
        facts = stored(rows, source)
        returns = self._returns(source, facts)
        if returns.is_empty():
            return facts["row_number"].clear()
        same, there = among(self.connection, source, facts, returns)
        words, subject = pl.col(pl.String).str.to_lowercase(), source.subject
        different = facts.join(same, on="row_number", how="anti")
        if subject.where is not None:
            different = different.filter(subject.where)
        clash = different.with_columns(words).join(
            there.with_columns(words), on=[*_KEY, *subject.columns], how="semi", nulls_equal=True
        )
        return clash["row_number"]

    def as_prepared(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows with the day on which the return that they mend was prepared."""
        query = select(dim_return.c.agreement_code, dim_return.c.quarter, dim_return.c.prepared_on)
        query = query.where(dim_return.c.file_id == self.file_id).distinct()
        schema = dict.fromkeys(_KEY, pl.String) | {"prepared_on": pl.Date}
        days = read(self.connection, query, schema).unique(_KEY)
        return rows.drop("prepared_on").join(days, on=_KEY, how="left", maintain_order="left")

    def add_rows(self, to: Destination, rows: pl.DataFrame) -> pl.Series:
        """Add accepted rows to the returns that the file brought; the numbers of rows that stand
        there already come back.

        Rows of an agreement and quarter of which it brought nothing become a return themselves.
        """
        returns = self._returns(to.source, rows)
        beside = rows.join(returns, on=_KEY, how="semi")
        alone = rows.join(returns, on=_KEY, how="anti")
        same = [alone["row"].clear()]
        if beside.height:
            facts = stored(beside, to.source)
            there, _ = among(to.connection, to.source, facts, returns)
            same.append(there["row_number"])
            fresh = facts.join(there, on="row_number", how="anti")
            write_new(to, fresh, mends=self.file_id)
        if alone.height:
            same.append(write_sheet(to, alone))
        return pl.concat(same)

    def _returns(self, source: Source, rows: pl.DataFrame) -> pl.DataFrame:
        """The newest return of the file for each agreement and quarter, and what mends it."""
        file_id, mends = dim_return.c.file_id, dim_return.c.mends_file_id
        own = returns_where(self.connection, source.key, rows, file_id == self.file_id)
        newest = own.sort("return_id").unique(_KEY, keep="last")
        beside = returns_where(self.connection, source.key, rows, mends == self.file_id)
        return pl.concat([newest, beside.join(newest, on=_KEY, how="semi")])
