"""Whether what a file brought still stands, or was replaced and would stay so if it came again."""

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from data.warehouse.tables import dim_return, file, participant_detail, registers
from etl.sources import SOURCES

_KEYS = {s.table: s.natural_key for s in SOURCES.values() if not s.is_return}


def is_in_force(connection: Connection, file_id: int) -> bool:
    """Whether something of a file was loaded and nothing of it has been replaced since."""
    tables = (dim_return, *registers.values())
    versions = [
        connection.execute(
            select(func.count(), func.count(table.c.valid_to)).where(table.c.file_id == file_id)
        ).one()
        for table in tables
    ]
    return any(there for there, _ in versions) and not any(ended for _, ended in versions)


def stays_replaced(connection: Connection, file_id: int, together: set[str]) -> bool:
    """Whether loading a replaced file once more would change nothing in the end.

    So it is where all that stands in its place came with files loaded `together` with it now (by
    their SHA-256), was prepared later, or mends it.
    """
    successors = [
        *_later_returns(connection, file_id),
        *_later_children(connection, file_id),
        *_later_rows(connection, file_id),
    ]
    return bool(successors) and all(
        sha256 in together or stays_there for sha256, stays_there in successors
    )


def _later_returns(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    mine, theirs = dim_return.alias(), dim_return.alias()
    same = [mine.c[name] == theirs.c[name] for name in ("agreement_code", "quarter", "source")]
    mends = func.coalesce(file.c.mends_file_id == file_id, false())
    query = (
        select(file.c.sha256, or_(_prepared_later(mine, theirs), mends))
        .select_from(mine)
        .join(theirs, and_(*same, theirs.c.valid_to.is_(None)))
        .join(file, file.c.file_id == theirs.c.file_id)
        .where(mine.c.file_id == file_id, mine.c.valid_to.is_not(None))
    )
    return [(sha256, bool(stays)) for sha256, stays in connection.execute(query)]


def _later_children(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    my_rows, their_rows = participant_detail.alias(), participant_detail.alias()
    mine, theirs = dim_return.alias(), dim_return.alias()
    stands = their_rows.c.valid_to.is_(None)
    query = (
        select(file.c.sha256, _prepared_later(mine, theirs))
        .distinct()
        .select_from(my_rows)
        .join(their_rows, and_(my_rows.c.participant_id == their_rows.c.participant_id, stands))
        .join(mine, mine.c.return_id == my_rows.c.return_id)
        .join(theirs, theirs.c.return_id == their_rows.c.return_id)
        .join(file, file.c.file_id == theirs.c.file_id)
        .where(my_rows.c.file_id == file_id, my_rows.c.valid_to.is_not(None))
    )
    return [(sha256, bool(stays)) for sha256, stays in connection.execute(query)]


def _prepared_later(mine, theirs) -> ColumnElement[bool]:
    return func.coalesce(theirs.c.prepared_on > mine.c.prepared_on, false())


def _later_rows(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    found = []
    for name, key in _KEYS.items():
        mine, theirs = registers[name].alias(), registers[name].alias()
        same = [mine.c[column] == theirs.c[column] for column in key]
        query = (
            select(file.c.sha256)
            .distinct()
            .select_from(mine)
            .join(theirs, and_(*same, theirs.c.valid_to.is_(None)))
            .join(file, file.c.file_id == theirs.c.file_id)
            .where(mine.c.file_id == file_id, mine.c.valid_to.is_not(None))
        )
        found += [(sha256, False) for sha256 in connection.scalars(query)]
    return found
