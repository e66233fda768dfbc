"""Retries: what a file waits for is remembered, and it is tried again once that has come.

A file may wait for a code of a register, for children of a partner (`participants`), for scores
before of an agreement (`learning`), or for the file that it mends (`file`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from data.warehouse.tables import dim_return, file, metadata, waiting
from etl.load.loading import Wait
from etl.load.returns import Arrival
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.validate.context import keeper_of


@dataclass(frozen=True)
class Waiting:
    """A kept file that may load now."""

    file_id: int
    sha256: str
    name: str
    received_on: date
    backfill: bool

    def again(self, today: date) -> Arrival:
        """Its arrival as it was, seen from today."""
        return Arrival(self.file_id, self.received_on, today, self.backfill)


def remember(connection: Connection, file_id: int, waits: Iterable[Wait]) -> None:
    """Enter what a file waits for, in place of what it waited for before."""
    connection.execute(waiting.delete().where(waiting.c.file_id == file_id))
    rows = [
        {"file_id": file_id, "register": register, "code": code}
        | {"seen": max(_newest(connection, register).values(), default=0)}
        for register, code in sorted(waits)
    ]
    if rows:
        connection.execute(waiting.insert(), rows)


def files_that_may_load(connection: Connection, but: Collection[int] = ()) -> list[Waiting]:
    """The files for which something has come since they were last tried, oldest first."""
    rows = connection.execute(select(waiting)).all()
    newest = {register: _newest(connection, register) for register in {r.register for r in rows}}
    rows = [row for row in rows if row.file_id not in but]
    ready = {row.file_id for row in rows if newest[row.register].get(row.code, 0) > row.seen}
    files = connection.execute(
        select(file).where(file.c.file_id.in_(ready)).order_by(file.c.file_id)
    )
    return [
        Waiting(row.file_id, row.sha256, row.name, row.received_on, row.backfill) for row in files
    ]


def _newest(connection: Connection, register: str) -> dict[str, int]:
    """The newest number under each code of a register, among what stands."""
    if register == "file":
        query = select(file.c.sha256, func.max(file.c.file_id)).group_by(file.c.sha256)
    elif (source := SOURCES[register]).is_return:
        return _newest_returns(connection, source)
    else:
        table = metadata.tables[source.table]
        key = table.c[source.natural_key[0]]
        query = select(key, func.max(table.c.row_id)).where(table.c.valid_to.is_(None))
        query = query.group_by(key)
    return {code.casefold(): number for code, number in connection.execute(query)}


def _newest_returns(connection: Connection, source: Source) -> dict[str, int]:
    """The newest number of a sheet, by agreement or by the partner whose children it names."""
    keepers = keeper_of(connection) if source.awaited_by == "partner_code" else {}
    query = (
        select(dim_return.c.agreement_code, func.max(dim_return.c.return_id))
        .where(dim_return.c.source == source.key, dim_return.c.valid_to.is_(None))
        .group_by(dim_return.c.agreement_code)
    )
    newest: dict[str, int] = {}
    for code, number in connection.execute(query):
        name = keepers.get(code, code).casefold()
        newest[name] = max(newest.get(name, 0), number)
    return newest
