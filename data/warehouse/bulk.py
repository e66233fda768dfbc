"""Rows in bulk, as fast as each database's own import, and numbers for new ones."""

import polars as pl
from sqlalchemy import Connection, Table, func, select

_CHUNK = 50_000
_AT_ONCE = 100  # rows in one statement; SQLite takes 32,766 values


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
    """A hundred rows to a statement, which takes half the time of one by one; then the rest."""
    plain = frame.with_columns(
        pl.col(pl.Date).dt.to_string("iso"), pl.col(pl.Boolean).cast(pl.Int8)
    )
    in_hundreds = plain.height - plain.height % _AT_ONCE
    for part in plain.head(in_hundreds).iter_slices(_CHUNK):
        statement = _insertion(table, plain.columns, rows=_AT_ONCE)
        connection.exec_driver_sql(statement, _flat(part, rows=_AT_ONCE))
    if rest := plain.slice(in_hundreds).rows():
        connection.exec_driver_sql(_insertion(table, plain.columns, rows=1), rest)


def _insertion(table: Table, names: list[str], rows: int) -> str:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    values = ", ".join([f"({marks})"] * rows)
    return f"insert into {table.name} ({columns}) values {values}"


def _flat(frame: pl.DataFrame, rows: int) -> list[tuple]:
    """The frame's values row after row, cut into tuples of so many rows."""
    values: list = [None] * (frame.height * frame.width)
    for index, column in enumerate(frame.iter_columns()):
        values[index :: frame.width] = column.to_list()
    size = rows * frame.width
    return [tuple(values[start : start + size]) for start in range(0, len(values), size)]


def next_id(connection: Connection, table: Table) -> int:
    """The next free number of a table's key; the writer's lock keeps it free."""
    (key,) = table.primary_key.columns
    return (connection.scalar(select(func.max(key))) or 0) + 1


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
