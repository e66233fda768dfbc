"""Numbers for new rows, counted on from the last."""

from sqlalchemy import Connection, Table, func, select


def next_id(connection: Connection, table: Table) -> int:
    """The next free number of a table's key; the writer's lock keeps it free."""
    (key,) = table.primary_key.columns
    return (connection.scalar(select(func.max(key))) or 0) + 1
