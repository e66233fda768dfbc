"""Fill the marts for the returns that a load brought, or for all of them.

A return never changes once it is loaded, so its rows in the marts never do either: a load only
adds. Whether a return is the current one is asked when the marts are read.
"""

from pathlib import Path

from sqlalchemy import Connection, func, select, text

from data.warehouse.tables import dim_return, marts

QUERIES = {
    f"mart_{path.stem}": path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parent / "marts").glob("*.sql"))
}


def refresh(connection: Connection, first: int, last: int) -> None:
    """Add to every mart the rows of the returns numbered first to last."""
    for name, query in QUERIES.items():
        columns = ", ".join(column.name for column in marts[name].columns)
        connection.execute(
            text(f"insert into {name} ({columns}) {query}"), {"first": first, "last": last}
        )


def rebuild_marts(connection: Connection) -> None:
    """Make every mart anew from the facts; the result is the same as after the loads."""
    for table in marts.values():
        connection.execute(table.delete())
    refresh(connection, 0, connection.scalar(select(func.max(dim_return.c.return_id))) or 0)
