"""Refresh after a load: rows in the marts, and figures published.

A return never changes once it is loaded, so its rows in the marts never do either: a load only
adds. Whether a return is the current one is asked when the marts are read.
"""

from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select, text

from data.calendar import Quarter
from data.policies import policy_on
from data.warehouse.bulk import next_id
from data.warehouse.release import release
from data.warehouse.state import set_state, state_value
from data.warehouse.tables import dim_return, marts

_RELEASED = "released_before"  # the first return whose quarter a release has not seen

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


def publish(connection: Connection, day: date) -> bool:
    """Publish figures by a characteristic for the returns that came since they last were, and
    those that have come due; whether any was published."""
    newest, before = next_id(connection, dim_return), state_value(connection, _RELEASED)
    brought = select(dim_return.c.quarter).where(dim_return.c.return_id >= int(before or 0))
    if before != str(newest):
        set_state(connection, _RELEASED, str(newest))
    quarters = {Quarter.parse(text) for text in connection.scalars(brought.distinct())}
    return release(connection, day, policy_on(day).smallest_move, quarters)
