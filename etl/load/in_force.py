"""Rows in force: whether what a file brought stands, or was replaced and would stay so."""

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
    own, other = dim_return.alias(), dim_return.alias()
    same = [own.c[name] == other.c[name] for name in ("agreement_code", "quarter", "source")]
    mends = func.coalesce(file.c.mends_file_id == file_id, false())
    query = (
        select(file.c.sha256, or_(_prepared_later(own, other), mends))
        .select_from(own)
        .join(other, and_(*same, other.c.valid_to.is_(None)))
        .join(file, file.c.file_id == other.c.file_id)
        .where(own.c.file_id == file_id, own.c.valid_to.is_not(None))
    )
    return [(sha256, bool(stays)) for sha256, stays in connection.execute(query)]


def _later_children(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    own_rows, other_rows = participant_detail.alias(), participant_detail.alias()
    own, other = dim_return.alias(), dim_return.alias()
    stands = other_rows.c.valid_to.is_(None)
    query = (
        select(file.c.sha256, _prepared_later(own, other))
        .distinct()
        .select_from(own_rows)
        .join(other_rows, and_(own_rows.c.participant_id == other_rows.c.participant_id, stands))
        .join(own, own.c.return_id == own_rows.c.return_id)
        .join(other, other.c.return_id == other_rows.c.return_id)
        .join(file, file.c.file_id == other.c.file_id)
        .where(own_rows.c.file_id == file_id, own_rows.c.valid_to.is_not(None))
    )
    return [(sha256, bool(stays)) for sha256, stays in connection.execute(query)]


def _prepared_later(own, other) -> ColumnElement[bool]:
    return func.coalesce(other.c.prepared_on > own.c.prepared_on, false())


def _later_rows(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    successors = []
    for name, key in _KEYS.items():
        own, other = registers[name].alias(), registers[name].alias()
        same = [own.c[column] == other.c[column] for column in key]
        query = (
            select(file.c.sha256)
            .distinct()
            .select_from(own)
            .join(other, and_(*same, other.c.valid_to.is_(None)))
            .join(file, file.c.file_id == other.c.file_id)
            .where(own.c.file_id == file_id, own.c.valid_to.is_not(None))
        )
        successors += [(sha256, False) for sha256 in connection.scalars(query)]
    return successors
