"""Many rows at once, as fast as each database's own import."""

import polars as pl
from sqlalchemy import Connection, Table

from data.warehouse.numbering import next_id

_CHUNK = 50_000


def insert(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """Insert a frame whose columns bear the table's names; dates and booleans as they are."""
    if frame.is_empty():
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table, frame)
    else:
        _execute_many(connection, table, frame)


def _copy(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    statement = f"copy {table.name} ({columns}) from stdin with (format csv)"
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in frame.iter_slices(_CHUNK):
            copy.write(part.write_csv(include_header=False, quote_style="non_numeric"))


def _execute_many(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    marks = ", ".join("?" * frame.width)
    statement = f"insert into {table.name} ({columns}) values ({marks})"
    plain = frame.with_columns(
        pl.col(pl.Date).dt.to_string("iso"), pl.col(pl.Boolean).cast(pl.Int8)
    )
    for part in plain.iter_slices(_CHUNK):
        connection.exec_driver_sql(statement, part.rows())


def numbered(frame: pl.DataFrame, connection: Connection, table: Table) -> pl.DataFrame:
    """The frame with the table's key in front, counted on from the last."""
    (key,) = table.primary_key.columns
    first = next_id(connection, table)
    return frame.insert_column(
        0, pl.int_range(first, first + frame.height, dtype=pl.Int64, eager=True).alias(key.name)
    )


def read(connection: Connection, query, schema: dict[str, pl.DataType]) -> pl.DataFrame:
    """A query's rows as a frame with the schema given."""
    return pl.DataFrame(connection.execute(query).all(), schema=schema, orient="row")
