"""One register row written by itself: what stood under its key ends, the new version begins."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, Table, select

from data.warehouse.bulk import next_id

ALWAYS = date(1, 1, 1)  # the first version of a key stands for the time before it as well
_OWN = ("row_id", "file_id", "sheet", "row_number", "valid_from", "valid_to")


def write_version(
    connection: Connection, table: Table, key: str, values: Mapping, origin: Mapping, on: date
) -> None:
    """A new version of the row that `values` name by their `key`; what they do not say stays.

    `origin` is its file_id, sheet and row_number; the version holds from the day `on`.
    """
    standing = _standing(connection, table, key, values[key])
    content = {name: value for name, value in (standing or {}).items() if name not in _OWN}
    if standing:
        ended = table.update().where(table.c.row_id == standing["row_id"])
        connection.execute(ended.values(valid_to=on))
    row = {"row_id": next_id(connection, table), "valid_from": on if standing else ALWAYS}
    connection.execute(table.insert().values({**content, **values, **origin, **row}))


def _standing(connection: Connection, table: Table, key: str, code: str) -> Mapping | None:
    query = select(table).where(table.c[key] == code, table.c.valid_to.is_(None))
    return connection.execute(query).mappings().first()
