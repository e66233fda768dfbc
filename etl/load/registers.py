"""Registers: rows are kept by key, and a row that changed closes its earlier version."""

from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection, Table, select, text

from data.journal.book import STATUS as JOURNAL
from data.warehouse.bulk import insert, numbered, read
from data.warehouse.tables import file, metadata
from data.warehouse.versions import ALWAYS
from etl.load.facts import stored
from etl.load.returns import Destination
from etl.recognise.table import Table as SheetTable
from etl.schema.problem import Problem, address

_FEW = 500  # up to so many numbers are asked for one by one, more are read whole


@dataclass(frozen=True)
class Place:
    """Where rows come from: the file, its sheet, and the day from which they hold."""

    file_id: int
    sheet: str
    received_on: date


@dataclass(frozen=True)
class Versions:
    """The versions of rows in a table that keeps them by key."""

    connection: Connection
    table: Table
    key: tuple[str, ...]

    def changed(self, rows: pl.DataFrame, file_id: int) -> pl.DataFrame:
        """The rows that are new or differ from what stands, keys in the spelling that stands.

        `rows` has the table's own columns, and row_number. The result says of each whether its key
        `is_known`, and whether it `is_outdated`: what stands came with a later file than `file_id`.
        """
        content = [name for name in rows.columns if name not in ("row_number", "return_id")]
        current = self._current(rows, content)
        rows = _as_spelled(rows, current, self.key)
        fresh = rows.join(current, on=content, how="anti", nulls_equal=True)
        known = current.group_by(self.key).agg(pl.col("file_id").max().alias("stands"))
        return (
            fresh.join(known, on=list(self.key), how="left", maintain_order="left")
            .with_columns(
                pl.col("stands").is_not_null().alias("is_known"),
                (pl.col("stands") > file_id).fill_null(False).alias("is_outdated"),
            )
            .drop("stands")
        )

    def write(self, fresh: pl.DataFrame, place: Place, first_from: date = ALWAYS) -> None:
        """Write rows from `changed`; a key's first version holds from `first_from`.

        Outdated rows are kept, but never stood.
        """
        since = pl.when("is_known").then(pl.lit(place.received_on)).otherwise(pl.lit(first_from))
        rows = fresh.with_columns(
            pl.lit(place.file_id, pl.Int64).alias("file_id"),
            pl.lit(place.sheet).alias("sheet"),
            since.alias("valid_from"),
        )
        ended = pl.when("is_outdated").then("valid_from").alias("valid_to")
        rows = rows.with_columns(ended).drop("is_known", "is_outdated")
        insert(self.connection, self.table, numbered(rows, self.connection, self.table))
        if fresh["is_known"].any():
            self._close_earlier(place.file_id)

    def entered_in_journal(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Those of the rows whose key the journal wrote last: no register changes them."""
        table, key = self.table, self.key[0]
        entered = select(table.c[key]).join(file, file.c.file_id == table.c.file_id)
        entered = entered.where(table.c.valid_to.is_(None), file.c.status == JOURNAL)
        codes = [code.casefold() for code in self.connection.scalars(entered)]
        return rows.filter(pl.col(key).str.to_lowercase().is_in(codes))

    def _current(self, rows: pl.DataFrame, content: list[str]) -> pl.DataFrame:
        table, key = self.table, self.key[0]
        query = select(*(table.c[name] for name in content), table.c.file_id).where(
            table.c.valid_to.is_(None)
        )
        if rows.schema[key] != pl.String and rows.height <= _FEW:  # texts match whatever their case
            query = query.where(table.c[key].in_(rows[key].to_list()))
        schema = {name: rows.schema[name] for name in content} | {"file_id": pl.Int64}
        return read(self.connection, query, schema)

    def _close_earlier(self, file_id: int) -> None:
        """End what stood under the keys of a file's rows on the day on which these began."""
        name = self.table.name
        same = " and ".join(f"new.{column} = {name}.{column}" for column in self.key)
        successor = f"""
            from {name} as new
            where {same} and new.file_id = :file_id
            and new.valid_to is null and new.row_id > {name}.row_id
        """
        self.connection.execute(
            text(
                f"""
                update {name} set valid_to = (select min(new.valid_from) {successor})
                where valid_to is null and exists (select 1 {successor})
                """
            ),
            {"file_id": file_id},
        )


def _as_spelled(rows: pl.DataFrame, current: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Keys in the spelling that they were first given."""
    for name in key:
        if rows.schema[name] == pl.String:
            spelled = {code.casefold(): code for code in current[name].drop_nulls()}
            rows = rows.with_columns(
                pl.Series(name, [spelled.get(c.casefold(), c) for c in rows[name]], pl.String)
            )
    return rows


def write_register(
    to: Destination, rows: pl.DataFrame, sheet: SheetTable
) -> tuple[pl.Series, list[Problem]]:
    """Write a register's accepted rows: the numbers of those that changed nothing, and notes."""
    key, file_id = to.source.natural_key, to.arrival.file_id
    versions = Versions(to.connection, metadata.tables[to.source.table], key)
    fresh = versions.changed(stored(rows, to.source), file_id)
    entered = versions.entered_in_journal(fresh)["row_number"]
    fresh = fresh.filter(~pl.col("row_number").is_in(entered.to_list()))
    versions.write(fresh, Place(file_id, to.sheet, to.arrival.today))
    unchanged = rows["row"].filter(~rows["row"].is_in(fresh["row_number"].to_list()))
    index = sheet.index_of(key[0])
    return unchanged, [_stands(to.sheet, row, key[0], address(index, row)) for row in entered]


def _stands(sheet: str, row: int, key: str, cell: str) -> Problem:
    """A note on a row that says otherwise than what people entered in the journal."""
    return Problem(
        "journal_stands",
        "This row differs from what was entered in the journal under its reference, which stands.",
        "Nothing need be done. To change it, enter the change in the journal.",
        "note",
        sheet,
        row,
        key,
        cell,
    )
