"""Stored rows of a sheet, by their numbers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from data.warehouse.tables import dim_return, registers
from etl.load.facts import fact_rows
from etl.recognise.forms import FORM
from etl.schema.source import Source

ALWAYS = date(1, 1, 1)


@dataclass(frozen=True)
class StoredRow:
    """A stored row: its values by stored name, and the days on which it stood.

    `return_id` is None for a register's row.
    """

    values: Mapping
    stood_from: date
    stood_to: date | None
    return_id: int | None = None

    @property
    def is_in_force(self) -> bool:
        return self.stood_to is None


def stored_of_sheet(
    connection: Connection, source: Source, file_id: int, sheet: str
) -> dict[int, StoredRow]:
    """Every row that a file's sheet brought, whether it still stands or not."""
    if not source.is_return:
        return _of_register(connection, source, file_id, sheet)
    query = select(dim_return.c.return_id).where(
        dim_return.c.file_id == file_id,
        dim_return.c.sheet == sheet,
        dim_return.c.source == source.key,
    )
    return stored_of_returns(connection, source, connection.scalars(query).all())


def stored_of_returns(
    connection: Connection, source: Source, return_ids: Collection[int]
) -> dict[int, StoredRow]:
    """The rows that hang on some returns of one sheet."""
    returns = {
        row["return_id"]: row
        for row in connection.execute(
            select(dim_return).where(dim_return.c.return_id.in_(return_ids))
        ).mappings()
    }
    return {
        row["row_number"]: _hung(row, returns[row["return_id"]])
        for query in fact_rows(source, list(returns))
        for row in connection.execute(query).mappings()
    }


def _hung(fact: Mapping, opened: Mapping) -> StoredRow:
    """A fact stands as long as its return does; a child's row as long as it says itself."""
    days = fact if "valid_from" in fact else opened
    values = {**opened, **fact}
    return StoredRow(values, days["valid_from"], days["valid_to"], opened["return_id"])


def stored_form(connection: Connection, file_id: int, sheet: str) -> StoredRow | None:
    """What a Return form brought: the newest return that it opened."""
    query = (
        select(dim_return)
        .where(
            dim_return.c.file_id == file_id,
            dim_return.c.sheet == sheet,
            dim_return.c.source == FORM.key,
        )
        .order_by(dim_return.c.return_id.desc())
    )
    row = connection.execute(query).mappings().first()
    return row and StoredRow(row, row["valid_from"], row["valid_to"], row["return_id"])


def _of_register(
    connection: Connection, source: Source, file_id: int, sheet: str
) -> dict[int, StoredRow]:
    table = registers[source.table]
    query = select(table).where(table.c.file_id == file_id, table.c.sheet == sheet)
    return {
        row["row_number"]: StoredRow(row, row["valid_from"], row["valid_to"])
        for row in connection.execute(query.order_by(table.c.row_id)).mappings()
    }
