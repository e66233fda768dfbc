"""Rows of a return's sheet become facts that hang on their return."""

from collections.abc import Callable

import polars as pl
from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    func,
    null,
    select,
    true,
    union_all,
)

from data.warehouse.bulk import insert, read
from data.warehouse.numbering import next_id
from data.warehouse.tables import dim_session, fact_attendance, fact_headcount, metadata
from etl.schema.source import Source

_SESSION = ["session_date", "activity", "setting", "group_name"]


def stored(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The rows under the warehouse's names; a hash of a response under its own."""
    names = {c.name: c.stored for c in source.columns if c.name in rows.columns}
    names |= {"row": "row_number"}
    if source.key == "satisfaction":
        names |= {"ref_hash": "response_hash"}
    return rows.rename(names)


def content_of(source: Source) -> list[str]:
    """What makes a fact of a source the same fact: all its columns but where it stood."""
    if source.key == "attendance":
        return [*_SESSION, "participant_id", "attended", "seconds", "headcount"]
    table = metadata.tables[source.table]
    return [column.name for column in table.c if column.name not in ("return_id", "row_number")]


def facts_of(connection: Connection, source: Source, returns: list[int], like: pl.DataFrame):
    """The facts of some returns: return_id and the content columns, typed like a frame."""
    content = content_of(source)
    query = _attendance_of(returns) if source.key == "attendance" else _plain(source, returns)
    schema = {"return_id": pl.Int64} | {name: like.schema[name] for name in content}
    return read(connection, query, schema)


def _plain(source: Source, returns: list[int]) -> Select:
    table = metadata.tables[source.table]
    columns = [table.c[name] for name in content_of(source)]
    return select(table.c.return_id, *columns).where(table.c.return_id.in_(returns))


def _attendance_of(returns: list[int]) -> CompoundSelect:
    session = [dim_session.c.return_id, *(dim_session.c[name] for name in _SESSION)]
    on_register = select(
        *session,
        fact_attendance.c.participant_id,
        (fact_attendance.c.attended == 1).label("attended"),
        fact_attendance.c.seconds,
        null().label("headcount"),
    ).join_from(
        dim_session, fact_attendance, dim_session.c.session_id == fact_attendance.c.session_id
    )
    counted = select(
        *session,
        null().label("participant_id"),
        true().label("attended"),
        fact_headcount.c.seconds,
        fact_headcount.c.headcount,
    ).join_from(dim_session, fact_headcount)
    return union_all(
        *(query.where(dim_session.c.return_id.in_(returns)) for query in (on_register, counted))
    )


def facts_on(
    connection: Connection, source: Source, which: Callable[[Column], ColumnElement[bool]]
) -> int:
    """How many facts hang on the returns whose number is one of `which`."""
    if source.key == "attendance":
        number = dim_session.c.return_id
        counts = [
            select(func.count())
            .select_from(dim_session)
            .join(table, dim_session.c.session_id == table.c.session_id)
            for table in (fact_attendance, fact_headcount)
        ]
    else:
        table = metadata.tables[source.table]
        counts, number = [select(func.count()).select_from(table)], table.c.return_id
    return sum(connection.scalar(query.where(which(number))) for query in counts)


def write_facts(connection: Connection, source: Source, rows: pl.DataFrame) -> None:
    """Insert rows that already carry the return_id of their return."""
    if source.key == "attendance":
        _write_attendance(connection, rows)
    else:
        table = metadata.tables[source.table]
        insert(connection, table, rows.select(table.c.keys()))


def _write_attendance(connection: Connection, rows: pl.DataFrame) -> None:
    """A session is said once, whatever the case in which its setting and group are spelt."""
    key = ["return_id", "session_date", "activity", "setting", "group_name"]
    spelt = rows.select("return_id", *_SESSION).unique(maintain_order=True)
    plain = spelt.with_columns(pl.col("setting", "group_name").str.to_lowercase())
    number = pl.struct(plain.columns).rank("dense").alias("session_id")
    first = next_id(connection, dim_session)
    spelt = spelt.with_columns(plain.select(number + (first - 1)).to_series().cast(pl.Int64))
    sessions = spelt.unique("session_id", keep="first", maintain_order=True)
    insert(connection, dim_session, sessions.select(dim_session.c.keys()))
    facts = rows.select(
        *key,
        "participant_id",
        "row_number",
        pl.col("attended").cast(pl.Int8),
        pl.col("seconds", "headcount").cast(pl.Int32),
    ).join(spelt, on=key, nulls_equal=True)
    facts = facts.drop(key)
    register = facts.filter(pl.col("participant_id").is_not_null()).drop("headcount")
    insert(
        connection,
        fact_attendance,
        register.select(fact_attendance.c.keys()).sort("session_id", "participant_id"),
    )
    counted = facts.filter(pl.col("participant_id").is_null())
    insert(connection, fact_headcount, counted.select(fact_headcount.c.keys()))
