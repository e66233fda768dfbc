"""Rebuilding: the warehouse made anew from archive and journal, each reading and entry in order.

What was published of children's characteristics stays as it was published: it is a record of what
people saw, and counting it anew could give away the few children in between.
"""

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection, Engine, Row, select

from data.journal.book import STATUS as JOURNAL
from data.journal.book import entry_with
from data.journal.writes import apply
from data.settings import Settings
from data.warehouse import tables
from data.warehouse.engine import writing
from data.warehouse.state import raise_version
from etl.archive.archive import PARTICIPANTS
from etl.archive.archive_key import own_archive
from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.load.ledger import record_attempt, record_fault, refused_for_personal_data
from etl.load.load_file import load_file
from etl.load.returns import Arrival
from etl.load.take_in import or_fault
from etl.recognise.incoming_file import IncomingFile, open_incoming
from etl.report.report import FileReport

_RECORDS = (
    tables.state,
    tables.file,
    tables.journal,
    tables.calendar_feed,
    tables.released_characteristic,
)
_OUTCOMES = (tables.load_sheet, tables.set_aside, tables.problem)


def replay(
    engine: Engine, settings: Settings, progress: Callable[[str, int, int], None]
) -> list[FileReport]:
    """Read every file again as it was read at first, all or nothing; the report of each reading.

    ArchiveError where the archive cannot give back a file; the warehouse then stays as it was.
    """
    reports = []
    with writing(engine) as connection, Sandbox() as sandbox:
        archive = own_archive(connection, settings)
        readings = _readings(connection)
        secret = archive.secret(PARTICIPANTS) if readings else b""
        gone = set(refused_for_personal_data(connection))
        _empty(connection, gone)
        for done, reading in enumerate(readings, start=1):
            if reading.status == JOURNAL:
                apply(connection, entry_with(connection, reading.file_id))
            if reading.file_id in gone or reading.status == JOURNAL:
                record_attempt(connection, reading.file_id, reading.tried_on)
            else:
                sent = Sent(reading.name, archive.open(reading.sha256), reading.sha256)
                incoming = open_incoming(sent, sandbox)
                reports.append(_read_again(connection, incoming, _arrival(reading), secret))
            progress("Reading", done, len(readings))
        raise_version(connection)
    return reports


def _readings(connection: Connection) -> list[Row]:
    """Each reading of a file, in order, with what was recorded of the file's arrival."""
    query = select(tables.attempt.c.tried_on, tables.file).join_from(tables.attempt, tables.file)
    return connection.execute(query.order_by(tables.attempt.c.attempt_id)).all()


def _empty(connection: Connection, gone: set[int]) -> None:
    """Take out all but the records; of the files that are `gone`, what became of them too."""
    for table in reversed(tables.metadata.sorted_tables):
        if table in _OUTCOMES:
            connection.execute(table.delete().where(table.c.file_id.not_in(gone)))
        elif table not in _RECORDS:
            connection.execute(table.delete())


def _arrival(reading: Row) -> Arrival:
    return Arrival(reading.file_id, reading.received_on, reading.tried_on, reading.backfill)


def _read_again(
    connection: Connection, incoming: IncomingFile, arrival: Arrival, secret: bytes
) -> FileReport:
    report = or_fault(incoming, partial(_in_savepoint, connection, incoming, arrival, secret))
    if report.is_fault:
        record_fault(connection, arrival, report)
    return report


def _in_savepoint(
    connection: Connection, incoming: IncomingFile, arrival: Arrival, secret: bytes
) -> FileReport:
    with connection.begin_nested():
        return load_file(connection, incoming, arrival, secret)
