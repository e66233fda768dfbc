"""Ask the warehouse whether the rows and pence that should have been written are there."""

import polars as pl
from sqlalchemy import Connection, func, select

from data.warehouse.tables import (
    dim_session,
    fact_attendance,
    fact_headcount,
    fact_spending,
    metadata,
)
from etl.report import ConservationError
from etl.source import Source


def conserve(
    connection: Connection, source: Source, rows: pl.DataFrame, same: pl.Series, first: int
) -> None:
    """Refuse a load in which accepted rows of a return did not arrive.

    `same` are the rows that stand already, `first` the number of the first return now written. A
    sheet is written whole, or not at all where every row of it stands.
    """
    there = _facts(connection, source, first)
    if not rows.height - len(same) <= there <= rows.height:
        raise ConservationError(
            f"{rows.height} rows of {source.sheet} were accepted and {there} arrived."
        )
    if source.key == "spending" and there == rows.height:
        pence = connection.scalar(
            select(func.sum(fact_spending.c.amount_pence)).where(fact_spending.c.return_id >= first)
        )
        if int(pence or 0) != source.pence(rows):
            raise ConservationError(
                f"{source.pence(rows)} pence of {source.sheet} were accepted, {pence} arrived."
            )


def _facts(connection: Connection, source: Source, first: int) -> int:
    """How many facts hang on the returns numbered from `first`."""
    if source.key == "attendance":
        return sum(_of_sessions(connection, t, first) for t in (fact_attendance, fact_headcount))
    table = metadata.tables[source.table]
    query = select(func.count()).select_from(table).where(table.c.return_id >= first)
    return connection.scalar(query)


def _of_sessions(connection: Connection, table, first: int) -> int:
    same = dim_session.c.session_id == table.c.session_id
    query = select(func.count()).select_from(dim_session).join(table, same)
    return connection.scalar(query.where(dim_session.c.return_id >= first))
