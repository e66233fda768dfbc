"""Load files: archived, read, checked and written, one transaction each."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, select

from data.policies import policy_on
from data.settings import Settings
from data.warehouse.engine import WarehouseError, reading, writing
from data.warehouse.quarters import Quarter
from data.warehouse.release import release
from data.warehouse.state import data_version, raise_version, today
from data.warehouse.tables import dim_return, file
from etl import ledger
from etl.archive import Archive, ArchiveError
from etl.bulk import next_id
from etl.extract.sandbox import Sandbox
from etl.intake import Intake
from etl.known import Known
from etl.parcel import Parcel, Sent, closed, files_at, parcel_of
from etl.problem import Problem
from etl.report import FileReport, Report
from etl.returns import Arrival
from etl.sources import SOURCES
from etl.waiting import files_that_may_load

Progress = Callable[[str, int, int], None]
_PARTICIPANTS = "participants"  # the secret that hashes pseudonyms
_log = logging.getLogger(__name__)


class PathError(Exception):
    """A path that cannot be loaded; its text says why."""


class _CheckedOnlyError(Exception):
    """Ends a check: what it wrote is rolled back."""


@dataclass(frozen=True)
class Loader:
    """Loads into one warehouse; `progress` is told what is done, how many, and of how many."""

    engine: Engine
    settings: Settings
    backfill: bool = False
    progress: Progress = lambda *_: None

    def load(self, paths: list[Path]) -> Report:
        """Load files, each wholly or not at all; then try again what waited for a register."""
        report = Report()
        files = _files_at(paths)
        for sent in files:
            self._archive.keep(sent.sha256, sent.data)
        with reading(self.engine) as connection:
            known = _known_among(connection, files)
            first = next_id(connection, dim_return)
        with Sandbox() as sandbox:
            parcels = self._parcels(files, known, sandbox)
            del files  # a large file's bytes are let go before its rows are made
            total, together = len(parcels), {parcel.sha256 for parcel in parcels}
            while parcels:
                report.files.append(self._load_one(parcels.pop(0), together))
                self.progress("Loading", total - len(parcels), total)
            if any(map(_brought_register, report.files)):
                self._try_again(report, sandbox)
        report.data_version = self._release(first)
        return report

    def check(self, paths: list[Path]) -> Report:
        """The report that loading these files together would give; nothing is written."""
        report = Report()
        files = _files_at(paths)
        with reading(self.engine) as connection:
            known = _known_among(connection, files)
        with Sandbox() as sandbox:
            parcels = self._parcels(files, known, sandbox)
        secret = self._archive.secret_for_check(_PARTICIPANTS)
        try:
            with writing(self.engine) as connection:
                report.data_version = data_version(connection)
                together = {parcel.sha256 for parcel in parcels}
                for done, parcel in enumerate(parcels, start=1):
                    with connection.begin_nested():
                        report.files.append(self._take_in(connection, parcel, secret, together))
                    self.progress("Checking", done, len(parcels))
                raise _CheckedOnlyError
        except _CheckedOnlyError:
            return report

    def _parcels(self, files: list[Sent], known: set[str], sandbox: Sandbox) -> list[Parcel]:
        """The files opened, but for those whose bytes are known, in the order of loading."""
        parcels = []
        for done, sent in enumerate(files, start=1):
            is_known = sent.sha256 in known
            parcels.append(closed(sent) if is_known else parcel_of(sent, sandbox))
            self.progress("Reading", done, len(files))
        return sorted(parcels, key=lambda parcel: parcel.place)

    def _from_archive(self, sha256: str, name: str, sandbox: Sandbox) -> Parcel:
        return parcel_of(Sent(name, self._archive.open(sha256), sha256), sandbox)

    @property
    def _archive(self) -> Archive:
        return Archive.of(self.settings)

    def _load_one(self, parcel: Parcel, together: set[str]) -> FileReport:
        secret = self._archive.secret(_PARTICIPANTS)
        report = self._whole_or_not(
            parcel, lambda connection: self._take_in(connection, parcel, secret, together)
        )
        if report.is_refused_for_personal_data:
            self._archive.forget(parcel.sha256)
        return report

    def _whole_or_not(self, parcel: Parcel, run: Callable[[Connection], FileReport]) -> FileReport:
        """One file in a transaction of its own; a fault of ours leaves nothing behind."""
        try:
            with writing(self.engine) as connection:
                return run(connection)
        except (WarehouseError, ArchiveError):
            raise
        except Exception as error:
            _log.exception("%s could not be loaded", parcel.name)
            return _program_fault(parcel, error)

    def _take_in(
        self, connection: Connection, parcel: Parcel, secret: bytes, together: set[str]
    ) -> FileReport:
        known_as = _known_as(connection, parcel.sha256, together)
        if known_as is not None:
            return ledger.told_before(connection, known_as, parcel.name)
        if parcel.is_closed:
            with Sandbox() as sandbox:
                parcel = self._from_archive(parcel.sha256, parcel.name, sandbox)
        day = today(self.settings, connection)
        first = ledger.first_received(connection, parcel.sha256)
        arrival = Arrival(next_id(connection, file), first or day, day, self.backfill)
        placeholder = FileReport(parcel.name, parcel.sha256, "refused")
        ledger.record_file(connection, arrival.file_id, placeholder, day, self.backfill)
        report = _run(connection, parcel, arrival, secret)
        if first and not report.total("loaded"):
            ledger.strike(connection, arrival.file_id)  # came before, and brought nothing now
        else:
            raise_version(connection)
        return report

    def _try_again(self, report: Report, sandbox: Sandbox) -> None:
        """Load what waited for a code, round by round, until a round brings nothing new."""
        while True:
            with reading(self.engine) as connection:
                day = today(self.settings, connection)
                waiting = files_that_may_load(connection, day)
            opened = [
                (self._from_archive(kept.sha256, kept.name, sandbox), kept) for kept in waiting
            ]
            opened.sort(key=lambda pair: pair[0].place)
            told = [self._load_again(parcel, kept.again(day)) for parcel, kept in opened]
            for file_report in told:
                report.add_again(file_report)
            if not any(file_report.total("loaded") for file_report in told):
                return

    def _load_again(self, parcel: Parcel, arrival: Arrival) -> FileReport:
        def run(connection: Connection) -> FileReport:
            report = _run(connection, parcel, arrival, self._archive.secret(_PARTICIPANTS))
            if report.total("loaded"):
                raise_version(connection)
            return report

        return replace(self._whole_or_not(parcel, run), tried_again=True)

    def _release(self, first: int) -> int:
        """Publish figures by a characteristic for the returns numbered from `first`, and those that
        have come due; the data version comes back."""
        with writing(self.engine) as connection:
            day = today(self.settings, connection)
            brought = select(dim_return.c.quarter).where(dim_return.c.return_id >= first)
            quarters = {Quarter.parse(text) for text in connection.scalars(brought.distinct())}
            if release(connection, day, policy_on(day).smallest_shown, quarters):
                raise_version(connection)
            return data_version(connection)


def _known_as(connection: Connection, sha256: str, together: set[str]) -> int | None:
    """The arrival under which these bytes stand already, or would only be replaced again."""
    file_id = ledger.latest_with(connection, sha256)
    if file_id is None:
        return None
    stands = ledger.is_in_force(connection, file_id)
    return file_id if stands or ledger.stays_replaced(connection, file_id, together) else None


def _run(connection: Connection, parcel: Parcel, arrival: Arrival, secret: bytes) -> FileReport:
    """Write a parcel's rows, and the record of what became of them."""
    intake = Intake(connection, parcel, Known(connection, arrival.today), secret, arrival)
    report = intake.run()
    ledger.record_outcome(connection, arrival.file_id, report, intake.set_aside)
    return report


def _brought_register(told: FileReport) -> bool:
    return any(s.loaded and s.source and not SOURCES[s.source].is_return for s in told.sheets)


def _known_among(connection: Connection, files: list[Sent]) -> set[str]:
    together = {sent.sha256 for sent in files}
    return {sha for sha in together if _known_as(connection, sha, together) is not None}


def _files_at(paths: list[Path]) -> list[Sent]:
    return [Sent.of(path.name, _bytes_of(path)) for path in files_at(paths)]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PathError(f"{path} cannot be read: {error.strerror}.") from None


def _program_fault(parcel: Parcel, error: Exception) -> FileReport:
    told = Problem(
        "program_fault",
        f"A fault of this program kept the file out ({type(error).__name__}); nothing of it was "
        "loaded.",
        "The file is kept. Tell whoever looks after the dashboard; the log has the details.",
    )
    return FileReport(parcel.name, parcel.sha256, "refused", problems=(told,))
