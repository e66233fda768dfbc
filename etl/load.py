"""Load files: archived, read, checked and written, one transaction each."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine

from data.policies import policy_on
from data.settings import Settings
from data.warehouse.engine import WarehouseError, reading, writing
from data.warehouse.release import release
from data.warehouse.state import data_version, raise_version, today
from data.warehouse.tables import file
from etl import ledger
from etl.archive import Archive, ArchiveError, sha256_of
from etl.bulk import next_id
from etl.extract.sandbox import Sandbox
from etl.intake import Intake
from etl.known import Known
from etl.parcel import Parcel, files_at, parcel_of
from etl.problem import Problem
from etl.report import FileReport, Report
from etl.returns import Arrival
from etl.sources import SOURCES
from etl.waiting import files_that_may_load

Progress = Callable[[str, int, int], None]
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
        with Sandbox() as sandbox:
            parcels = self._open(paths, sandbox, archived=True)
            total, together = len(parcels), {parcel.sha256 for parcel in parcels}
            while parcels:
                report.files.append(self._load_one(parcels.pop(0), together))
                self.progress("Loading", total - len(parcels), total)
            if any(map(_brought_register, report.files)):
                report.files += self._try_again(sandbox)
        report.data_version = self._release()
        return report

    def check(self, paths: list[Path]) -> Report:
        """The report that loading these files together would give; nothing is written."""
        report = Report()
        try:
            with Sandbox() as sandbox, writing(self.engine) as connection:
                report.data_version = data_version(connection)
                parcels = self._open(paths, sandbox, archived=False)
                together = {parcel.sha256 for parcel in parcels}
                for done, parcel in enumerate(parcels, start=1):
                    with connection.begin_nested():
                        report.files.append(self._take_in(connection, parcel, together))
                    self.progress("Checking", done, len(parcels))
                raise _CheckedOnlyError
        except _CheckedOnlyError:
            return report

    def _open(self, paths: list[Path], sandbox: Sandbox, archived: bool) -> list[Parcel]:
        """All files of some paths, in the order in which they are loaded."""
        files = files_at(paths)
        parcels = []
        for done, path in enumerate(files, start=1):
            data = _bytes_of(path)
            if archived:
                self._archive.keep(sha256_of(data), data)
            parcels.append(parcel_of(data, path.name, sandbox))
            self.progress("Reading", done, len(files))
        return sorted(parcels, key=lambda parcel: parcel.place)

    @property
    def _archive(self) -> Archive:
        return Archive.of(self.settings)

    def _load_one(self, parcel: Parcel, together: set[str]) -> FileReport:
        """One file in a transaction of its own; a fault of ours leaves nothing behind."""
        try:
            with writing(self.engine) as connection:
                return self._take_in(connection, parcel, together)
        except (WarehouseError, ArchiveError):
            raise
        except Exception as error:
            _log.exception("%s could not be loaded", parcel.name)
            return _program_fault(parcel, error)

    def _take_in(self, connection: Connection, parcel: Parcel, together: set[str]) -> FileReport:
        known_as = ledger.latest_with(connection, parcel.sha256)
        if known_as is not None and (
            ledger.is_in_force(connection, known_as)
            or ledger.stays_replaced(connection, known_as, together)
        ):
            return ledger.told_before(connection, known_as, parcel.name)
        day = today(self.settings, connection)
        arrival = Arrival(
            next_id(connection, file),
            ledger.first_received(connection, parcel.sha256) or day,
            day,
            self.backfill,
        )
        placeholder = FileReport(parcel.name, parcel.sha256, "refused")
        ledger.record_file(connection, arrival.file_id, placeholder, day, self.backfill)
        report = self._run(connection, parcel, arrival)
        if known_as is not None and report.status == "refused":
            ledger.strike(connection, arrival.file_id)  # told before, and nothing new to tell
        else:
            raise_version(connection)
        return report

    def _run(self, connection: Connection, parcel: Parcel, arrival: Arrival) -> FileReport:
        """Write a parcel's rows, their record, and what follows from them."""
        secret = self._archive.secret("participants")
        intake = Intake(connection, parcel, Known(connection, arrival.today), secret, arrival)
        report = intake.run()
        ledger.record_outcome(connection, arrival.file_id, report, intake.set_aside)
        return report

    def _release(self) -> int:
        """Publish figures by a characteristic that are due; the data version comes back."""
        with writing(self.engine) as connection:
            day = today(self.settings, connection)
            if release(connection, day, policy_on(day).smallest_shown):
                raise_version(connection)
            return data_version(connection)

    def _try_again(self, sandbox: Sandbox) -> list[FileReport]:
        """Files that referred to something unknown, once a register has brought it."""
        with reading(self.engine) as connection:
            day = today(self.settings, connection)
            waiting = files_that_may_load(connection, day)
        reports = []
        for kept in waiting:
            parcel = parcel_of(self._archive.open(kept.sha256), kept.name, sandbox)
            with writing(self.engine) as connection:
                report = self._run(connection, parcel, kept.again(day))
                raise_version(connection)
            reports.append(replace(report, tried_again=True))
        return reports


def _brought_register(told: FileReport) -> bool:
    return any(s.loaded and s.source and not SOURCES[s.source].is_return for s in told.sheets)


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
