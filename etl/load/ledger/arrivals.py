"""What is known of the arrivals of the same bytes: the first, the newest, and one kept out."""

from datetime import date

from sqlalchemy import Connection, Row, func, select

from data.warehouse.tables import file, problem
from etl.report.report import FAULT


def first_received(connection: Connection, sha256: str) -> date | None:
    """The day on which these bytes first arrived."""
    return connection.scalar(select(func.min(file.c.received_on)).where(file.c.sha256 == sha256))


def latest_with(connection: Connection, sha256: str) -> int | None:
    """The newest arrival of these bytes."""
    return connection.scalar(select(func.max(file.c.file_id)).where(file.c.sha256 == sha256))


def kept_out(connection: Connection, sha256: str) -> Row | None:
    """The newest arrival of these bytes, where a fault of this program kept it out."""
    query = select(file).join_from(file, problem)
    newest = file.c.file_id == latest_with(connection, sha256)
    return connection.execute(query.where(newest, problem.c.rule == FAULT)).first()
