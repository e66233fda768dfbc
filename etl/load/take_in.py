"""Intake of a file: it arrives, is loaded as a whole or not at all, and leaves its record."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Row

from data.settings import Settings
from data.warehouse.bulk import next_id
from data.warehouse.engine import WarehouseError, writing
from data.warehouse.state import raise_version, today
from data.warehouse.tables import file
from etl.archive.archive import Archive, ArchiveError
from etl.archive.discover import Sent
from etl.extract.sandbox import Sandbox
from etl.load import ledger
from etl.load.in_force import is_in_force, stays_replaced
from etl.load.ledger import record_fault, record_file, strike
from etl.load.load_file import load_file
from etl.load.loaded_before import report_again
from etl.load.retry import Waiting
from etl.load.returns import Arrival
from etl.recognise.incoming_file import IncomingFile, open_incoming
from etl.report.report import FAULT, LOST, FileReport
from etl.schema.problem import Problem

_log = logging.getLogger(__name__)


def known_as(connection: Connection, sha256: str, together: set[str]) -> int | None:
    """The arrival under which these bytes stand already, or would only be replaced again.

    `together` are the SHA-256 of all files that are loaded now.
    """
    file_id = ledger.latest_with(connection, sha256)
    if file_id is None:
        return None
    stands = is_in_force(connection, file_id)
    return file_id if stands or stays_replaced(connection, file_id, together) else None


def known_among(connection: Connection, files: list[Sent]) -> set[str]:
    """Those of some files, by their SHA-256, whose bytes stand already."""
    together = {sent.sha256 for sent in files}
    return {sha for sha in together if known_as(connection, sha, together) is not None}


def from_archive(settings: Settings, name: str, sha256: str, sandbox: Sandbox) -> IncomingFile:
    """A file of the archive opened again, under the name that it came with."""
    return open_incoming(Sent(name, Archive.of(settings).open(sha256), sha256), sandbox)


def reopened(settings: Settings, waiting: Waiting, sandbox: Sandbox) -> IncomingFile:
    """A waiting file; one that the archive cannot give back waits on, with a problem."""
    try:
        return from_archive(settings, waiting.name, waiting.sha256, sandbox)
    except ArchiveError as error:
        lost = Problem(LOST, str(error), "It is tried again with the next load.")
        return IncomingFile(waiting.name, waiting.sha256, refused=lost, is_closed=True)


@dataclass(frozen=True)
class Intake:
    """What files are taken in with: `together` are the SHA-256 of all that come now."""

    settings: Settings
    secret: bytes
    backfill: bool
    together: set[str]

    def take_in(self, connection: Connection, incoming: IncomingFile) -> FileReport:
        """Load a file, unless its bytes stand already; its report."""
        number = known_as(connection, incoming.sha256, self.together)
        if number is not None:
            return report_again(connection, number, incoming.name)
        if incoming.is_closed:
            with Sandbox() as sandbox:
                name, sha256 = incoming.name, incoming.sha256
                incoming = from_archive(self.settings, name, sha256, sandbox)
        kept_out = ledger.kept_out(connection, incoming.sha256)
        came_before = ledger.latest_with(connection, incoming.sha256) is not None
        arrival = self._arrive(connection, incoming, kept_out)
        report = load_file(connection, incoming, arrival, self.secret)
        if came_before and kept_out is None and not report.total("loaded"):
            strike(connection, arrival.file_id)  # came before, and brought nothing now
        else:
            raise_version(connection)
        return report

    def record_fault(self, connection: Connection, report: FileReport) -> None:
        """Enter that a file came which a fault of ours kept out: a rebuild tries it again."""
        if ledger.latest_with(connection, report.sha256) is None:
            record_fault(connection, self._arrive(connection, report, None), report)

    def _arrive(
        self, connection: Connection, incoming: IncomingFile | FileReport, kept_out: Row | None
    ) -> Arrival:
        """Enter that a file came; bytes that came before keep the day of their first coming, and
        what a fault of ours `kept_out` keeps its place among the files."""
        day = today(self.settings, connection)
        if kept_out is not None:
            return Arrival(kept_out.file_id, kept_out.received_on, day, kept_out.backfill)
        first = ledger.first_received(connection, incoming.sha256) or day
        arrival = Arrival(next_id(connection, file), first, day, self.backfill)
        record_file(connection, arrival, incoming.name, incoming.sha256)
        return arrival


def load_again(
    connection: Connection, incoming: IncomingFile, arrival: Arrival, secret: bytes
) -> FileReport:
    """Load a file that waited for something; its report."""
    report = load_file(connection, incoming, arrival, secret)
    if report.total("loaded"):
        raise_version(connection)
    return report


def whole_or_not(
    engine: Engine, incoming: IncomingFile, run: Callable[[Connection], FileReport]
) -> FileReport:
    """One file in a transaction of its own; a fault of ours leaves nothing of it behind."""

    def in_transaction() -> FileReport:
        with writing(engine) as connection:
            return run(connection)

    return or_fault(incoming, in_transaction)


def or_fault(incoming: IncomingFile, run: Callable[[], FileReport]) -> FileReport:
    """What `run` reports; a fault of this program is logged and reported, not raised."""
    try:
        return run()
    except (WarehouseError, ArchiveError):
        raise
    except Exception as error:
        _log.exception("%s could not be loaded", incoming.name)
        return _program_fault(incoming, error)


def _program_fault(incoming: IncomingFile, error: Exception) -> FileReport:
    problem = Problem(
        FAULT,
        f"A fault of this program kept the file out ({type(error).__name__}); nothing of it was "
        "loaded.",
        "The file is kept. Tell whoever looks after the dashboard; the log has the details.",
    )
    return FileReport(incoming.name, incoming.sha256, "refused", problems=(problem,))
