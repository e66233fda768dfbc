"""Ask the warehouse whether the rows and pence that should have been written are there."""

import polars as pl
from sqlalchemy import Connection, func, select

from data.warehouse.tables import fact_spending
from etl.load.facts import facts_on
from etl.report.report import ConservationError
from etl.schema.source import Source


def conserve(
    connection: Connection, source: Source, rows: pl.DataFrame, same: pl.Series, first: int
) -> None:
    """Refuse a load in which accepted rows of a return did not arrive.

    `same` are the rows that stand already, `first` the number of the first return now written. A
    sheet is written whole, or not at all where every row of it stands.
    """
    there = facts_on(connection, source, lambda number: number >= first)
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
