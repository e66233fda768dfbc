"""Fill the marts for the returns that a load brought.

A return never changes once it is loaded, so its rows in the marts never do either: a load only
adds. Whether a return is the current one is asked when the marts are read.
"""

from pathlib import Path

from sqlalchemy import Connection, text

from data.warehouse.tables import marts

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
