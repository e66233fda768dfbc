"""Register rows are kept by key: a row that changed closes its earlier version."""

from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection, Table, select, text

from data.journal.book import STATUS as JOURNAL
from data.warehouse.bulk import insert, numbered, read
from data.warehouse.tables import file
from data.warehouse.versions import ALWAYS

_FEW = 500  # up to so many numbers are asked for one by one, more are read whole


@dataclass(frozen=True)
class Place:
    """Where rows come from: the file, its sheet, and the day from which they hold."""

    file_id: int
    sheet: str
    received_on: date


def changed(
    connection: Connection, table: Table, key: tuple[str, ...], rows: pl.DataFrame, file_id: int
) -> pl.DataFrame:
    """The rows that are new or differ from what stands, keys in the spelling that stands.

    `rows` has the table's own columns, and row_number. The result says of each whether its key
    `is_known`, and whether it `is_outdated`: what stands came with a later file than `file_id`.
    """
    content = [name for name in rows.columns if name not in ("row_number", "return_id")]
    current = _current(connection, table, key, rows, content)
    rows = _as_spelled(rows, current, key)
    fresh = rows.join(current, on=content, how="anti", nulls_equal=True)
    known = current.group_by(key).agg(pl.col("file_id").max().alias("stands"))
    return (
        fresh.join(known, on=list(key), how="left", maintain_order="left")
        .with_columns(
            pl.col("stands").is_not_null().alias("is_known"),
            (pl.col("stands") > file_id).fill_null(False).alias("is_outdated"),
        )
        .drop("stands")
    )


def write_versions(
    connection: Connection,
    table: Table,
    key: tuple[str, ...],
    fresh: pl.DataFrame,
    place: Place,
    first_from: date = ALWAYS,
) -> None:
    """Write rows from `changed`; `first_from` is the day from which a key's first version holds.

    Outdated rows are kept, but never stood.
    """
    rows = fresh.with_columns(
        pl.lit(place.file_id, pl.Int64).alias("file_id"),
        pl.lit(place.sheet).alias("sheet"),
        pl.when("is_known")
        .then(pl.lit(place.received_on))
        .otherwise(pl.lit(first_from))
        .alias("valid_from"),
    )
    ended = pl.when("is_outdated").then("valid_from").alias("valid_to")
    rows = rows.with_columns(ended).drop("is_known", "is_outdated")
    insert(connection, table, numbered(rows, connection, table))
    if fresh["is_known"].any():
        _close_earlier(connection, table, key, place.file_id)


def decided_by_people(
    connection: Connection, table: Table, key: tuple[str, ...], rows: pl.DataFrame
) -> pl.DataFrame:
    """Those of the rows whose key was last written by the journal: no register changes them."""
    entered = select(table.c[key[0]]).join(file, file.c.file_id == table.c.file_id)
    entered = entered.where(table.c.valid_to.is_(None), file.c.status == JOURNAL)
    codes = [code.casefold() for code in connection.scalars(entered)]
    return rows.filter(pl.col(key[0]).str.to_lowercase().is_in(codes))


def _current(
    connection: Connection, table: Table, key: tuple[str, ...], rows: pl.DataFrame, content
) -> pl.DataFrame:
    query = select(*(table.c[name] for name in content), table.c.file_id).where(
        table.c.valid_to.is_(None)
    )
    if rows.schema[key[0]] != pl.String and rows.height <= _FEW:  # texts match whatever their case
        query = query.where(table.c[key[0]].in_(rows[key[0]].to_list()))
    schema = {name: rows.schema[name] for name in content} | {"file_id": pl.Int64}
    return read(connection, query, schema)


def _as_spelled(rows: pl.DataFrame, current: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Keys in the spelling that they were first given."""
    for name in key:
        if rows.schema[name] == pl.String:
            spelled = {code.casefold(): code for code in current[name].drop_nulls()}
            rows = rows.with_columns(
                pl.Series(name, [spelled.get(c.casefold(), c) for c in rows[name]], pl.String)
            )
    return rows


def _close_earlier(
    connection: Connection, table: Table, key: tuple[str, ...], file_id: int
) -> None:
    """End what stood under the keys of a file's rows on the day on which these began."""
    name = table.name
    same = " and ".join(f"new.{column} = {name}.{column}" for column in key)
    successor = f"""
        from {name} as new
        where {same} and new.file_id = :file_id
        and new.valid_to is null and new.row_id > {name}.row_id
    """
    connection.execute(
        text(
            f"""
            update {name} set valid_to = (select min(new.valid_from) {successor})
            where valid_to is null and exists (select 1 {successor})
            """
        ),
        {"file_id": file_id},
    )
