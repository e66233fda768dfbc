"""Register rows are kept by key: a row that changed closes its earlier version."""

from dataclasses import dataclass
from datetime import date

import polars as pl
from sqlalchemy import Connection, Table, func, select, text

from etl.bulk import insert, numbered, read

ALWAYS = date(1, 1, 1)  # the first version of a key stands for the time before it as well
_FEW = 500  # up to so many keys are asked for by name, more are read whole


@dataclass(frozen=True)
class Place:
    """Where rows come from: the file, its sheet, and the day from which they hold."""

    file_id: int
    sheet: str
    received_on: date


def changed(
    connection: Connection, table: Table, key: tuple[str, ...], rows: pl.DataFrame
) -> pl.DataFrame:
    """The rows that are new or differ from what stands, keys in the spelling that stands.

    `rows` has the table's own columns, and row_number. The result has `is_known` as well: whether
    the key stood already.
    """
    content = [name for name in rows.columns if name not in ("row_number", "return_id")]
    current = _current(connection, table, key, rows, content)
    rows = _as_spelled(rows, current, key)
    fresh = rows.join(current, on=content, how="anti", nulls_equal=True)
    known = current.select(key).unique().with_columns(pl.lit(True).alias("is_known"))
    return fresh.join(known, on=list(key), how="left", maintain_order="left").with_columns(
        pl.col("is_known").fill_null(False)
    )


def write_versions(
    connection: Connection,
    table: Table,
    key: tuple[str, ...],
    fresh: pl.DataFrame,
    place: Place,
    first_from: date = ALWAYS,
) -> None:
    """Write rows from `changed`; `first_from` is the day from which a key's first version holds."""
    rows = fresh.with_columns(
        pl.lit(place.file_id, pl.Int64).alias("file_id"),
        pl.lit(place.sheet).alias("sheet"),
        pl.when("is_known")
        .then(pl.lit(place.received_on))
        .otherwise(pl.lit(first_from))
        .alias("valid_from"),
    ).drop("is_known")
    insert(connection, table, numbered(rows, connection, table))
    if fresh["is_known"].any():
        _close_earlier(connection, table, key, place.file_id)


def _current(
    connection: Connection, table: Table, key: tuple[str, ...], rows: pl.DataFrame, content
) -> pl.DataFrame:
    query = select(*(table.c[name] for name in content)).where(table.c.valid_to.is_(None))
    first, asked = table.c[key[0]], rows[key[0]].to_list()
    if rows.height <= _FEW:
        is_text = rows.schema[key[0]] == pl.String
        query = query.where(
            func.lower(first).in_([code.lower() for code in asked]) if is_text else first.in_(asked)
        )
    return read(connection, query, {name: rows.schema[name] for name in content})


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
    """End every version of the touched keys on the day on which its successor began."""
    name = table.name
    same = " and ".join(f"later.{column} = {name}.{column}" for column in key)
    touched = " and ".join(f"new.{column} = {name}.{column}" for column in key)
    connection.execute(
        text(
            f"""
            update {name} set valid_to = (
                select min(later.valid_from) from {name} as later
                where {same} and (
                    later.valid_from > {name}.valid_from
                    or later.valid_from = {name}.valid_from and later.row_id > {name}.row_id
                )
            )
            where exists (
                select 1 from {name} as new where {touched} and new.file_id = :file_id
            )
            """
        ),
        {"file_id": file_id},
    )
