"""Facts: rows of a return's sheet as the warehouse keeps them, hanging on their return.

Most sources have one table of facts. Those kept by session have a row for each session, and on it
hang children who were on its register, and headcounts.
"""

from collections.abc import Callable
from datetime import date

import polars as pl
from sqlalchemy import Column, ColumnElement, Connection, Select, func, null, select, true

from data.kinds import MONEY
from data.warehouse.bulk import insert, next_id, read
from data.warehouse.tables import dim_session, fact_attendance, fact_headcount, metadata
from etl.report.report import ConservationError
from etl.schema.source import Source

_SESSION = ["session_date", "activity", "setting", "group_name"]
_TYPES = {str: pl.String, int: pl.Int64, float: pl.Float64, date: pl.Date}


def stored(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The rows under the warehouse's names."""
    names = {c.name: c.stored for c in source.columns if c.name in rows.columns}
    return rows.rename(names | {"row": "row_number", "ref_hash": source.hashed_as}, strict=False)


def content_of(source: Source) -> list[str]:
    """What makes a fact of a source the same fact: all its columns but where it stood."""
    if _by_session(source):
        return [*_SESSION, "participant_id", "attended", "seconds", "headcount"]
    table = metadata.tables[source.table]
    return [column.name for column in table.c if column.name not in ("return_id", "row_number")]


def facts_of(connection: Connection, source: Source, returns: list[int], like: pl.Schema):
    """The facts of some returns: return_id, row_number and their content, typed like others."""
    names = ("row_number", *content_of(source))
    schema = {"return_id": pl.Int64} | {name: like[name] for name in names}
    chosen = [query.where(number.in_(returns)) for query, number in _content_queries(source)]
    query = chosen[0].union_all(*chosen[1:]) if len(chosen) > 1 else chosen[0]
    return read(connection, query, schema)


def schema_of(source: Source) -> pl.Schema:
    """How what is kept of a source's rows is typed where nothing was read of a file."""
    columns = [*dim_session.c, *fact_attendance.c, *fact_headcount.c] if _by_session(source) else []
    columns = columns or metadata.tables[source.table].c
    schema = {column.name: _TYPES[column.type.python_type] for column in columns}
    return pl.Schema(schema | ({"attended": pl.Boolean} if _by_session(source) else {}))


def count_facts(
    connection: Connection, source: Source, which: Callable[[Column], ColumnElement[bool]]
) -> int:
    """How many facts hang on the returns whose number is one of `which`."""
    queries = (
        select(func.count()).select_from(joined).where(which(number))
        for joined, _, number in _joined(source)
    )
    return sum(connection.scalar(query) for query in queries)


def fact_rows(source: Source, returns: list[int]) -> list[Select]:
    """Queries of all that is kept of the rows of some returns; a form keeps none."""
    session = dim_session.c if _by_session(source) else ()
    queries = (
        select(*session, *(column for column in fact.c if column.name != "session_id"))
        .select_from(joined)
        .where(number.in_(returns))
        for joined, fact, number in _joined(source)
    )
    return [] if source.is_form else list(queries)


def _by_session(source: Source) -> bool:
    return source.storage == "sessions"


def _joined(source: Source) -> list[tuple]:
    """What facts are selected from, their table, and the column of the return's number."""
    if not _by_session(source):
        table = metadata.tables[source.table]
        return [(table, table, table.c.return_id)]
    session = dim_session.c.session_id
    return [
        (dim_session.join(fact, session == fact.c.session_id), fact, dim_session.c.return_id)
        for fact in (fact_attendance, fact_headcount)
    ]


def _content_queries(source: Source) -> list[tuple[Select, Column]]:
    if not _by_session(source):
        table = metadata.tables[source.table]
        columns = [table.c[name] for name in ("row_number", *content_of(source))]
        return [(select(table.c.return_id, *columns), table.c.return_id)]
    (registered, _, number), (counted, _, _) = _joined(source)
    session = [dim_session.c[name] for name in _SESSION]
    attended = (fact_attendance.c.attended == 1).label("attended")
    child, seconds = fact_attendance.c.participant_id, fact_attendance.c.seconds
    row = fact_attendance.c.row_number
    children = select(number, row, *session, child, attended, seconds, null().label("headcount"))
    heads, counts = (null().label("participant_id"), true().label("attended")), fact_headcount.c
    row = counts.row_number
    headcounts = select(number, row, *session, *heads, counts.seconds, counts.headcount)
    queries = (children.select_from(registered), headcounts.select_from(counted))
    return [(query, number) for query in queries]


def write_facts(connection: Connection, source: Source, rows: pl.DataFrame) -> None:
    """Insert rows that already carry the return_id of their return."""
    if _by_session(source):
        _write_sessions(connection, rows)
    else:
        table = metadata.tables[source.table]
        insert(connection, table, rows.select(table.c.keys()))


def _write_sessions(connection: Connection, rows: pl.DataFrame) -> None:
    """A session is said once, whatever the case in which its setting and group are spelt."""
    key = ["return_id", *_SESSION]
    spelt = rows.select(key).unique(maintain_order=True)
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
    register = register.select(fact_attendance.c.keys()).sort("session_id", "participant_id")
    insert(connection, fact_attendance, register)
    counted = facts.filter(pl.col("participant_id").is_null())
    insert(connection, fact_headcount, counted.select(fact_headcount.c.keys()))


def require_all_written(
    connection: Connection, source: Source, rows: pl.DataFrame, same: int, first: int
) -> None:
    """ConservationError where accepted rows of a return did not arrive, or not all their pence.

    `same` is how many rows stand already, `first` the number of the first return now written. A
    sheet is written whole, or not at all where every row of it stands.
    """
    there, accepted = count_facts(connection, source, lambda n: n >= first), rows.height
    if not accepted - same <= there <= accepted:
        raise ConservationError(
            f"{accepted} rows of {source.sheet} were accepted and {there} arrived."
        )
    money = [column.stored for column in source.columns if column.kind is MONEY]
    if money and there == accepted:
        fact = metadata.tables[source.table].c
        total = sum(fact[name] for name in money)
        pence = connection.scalar(select(func.sum(total)).where(fact.return_id >= first))
        if int(pence or 0) != source.pence(rows):
            raise ConservationError(
                f"{source.pence(rows)} pence of {source.sheet} were accepted, {pence} arrived."
            )
