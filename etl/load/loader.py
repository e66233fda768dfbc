"""Load files: archived, read, checked and written, one transaction each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine, Row, select

from data.calendar import Quarter
from data.policies import policy_on
from data.settings import Settings
from data.warehouse.engine import reading, writing
from data.warehouse.numbering import next_id
from data.warehouse.release import release
from data.warehouse.state import data_version, raise_version, set_state, state_value, today
from data.warehouse.tables import dim_return, file
from etl.archive.archive import PARTICIPANTS, Archive, ArchiveError
from etl.archive.archive_key import archive_to_fill, own_archive
from etl.archive.discover import sought
from etl.extract.sandbox import Sandbox
from etl.load import ledger
from etl.load.already_loaded import told_before
from etl.load.attempt import attempt, or_fault
from etl.load.retry import Waiting, files_that_may_load
from etl.load.returns import Arrival
from etl.recognise.incoming_file import Parcel, Sent, closed, parcel_of
from etl.report.report import LOST, FileReport, Report
from etl.schema.problem import Problem

_RELEASED = "released_before"  # the first return whose quarter a release has not seen
Progress = Callable[[str, int, int], None]


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
        found = sought(paths, self.settings)
        report, files = Report(notes=found.notes), _sent(found.paths)
        archive_to_fill(self.engine, self.settings)
        self._forget_personal_data()
        for sent in files:
            self._archive.keep(sent.sha256, sent.data)
        with reading(self.engine) as connection:
            known = _known_among(connection, files)
        with Sandbox() as sandbox:
            parcels = self._parcels(files, known, sandbox)
            del files  # a large file's bytes are let go before its rows are made
            total, together = len(parcels), {parcel.sha256 for parcel in parcels}
            while parcels:
                report.files.append(self._load_one(parcels.pop(0), together))
                self.progress("Loading", total - len(parcels), total)
            self._try_again(report, sandbox)
        report.data_version = self._release()
        return report

    def check(self, paths: list[Path]) -> Report:
        """The report that loading these files together would give; nothing is written."""
        found = sought(paths, self.settings)
        report, files = Report(notes=found.notes), _sent(found.paths)
        with reading(self.engine) as connection:
            archive = own_archive(connection, self.settings)
            known = _known_among(connection, files)
        with Sandbox() as sandbox:
            parcels = self._parcels(files, known, sandbox)
        secret = archive.secret_for_check(PARTICIPANTS)
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
        secret = self._archive.secret(PARTICIPANTS)
        report = self._whole_or_not(
            parcel, lambda connection: self._take_in(connection, parcel, secret, together)
        )
        if report.is_refused_for_personal_data:
            self._archive.forget(parcel.sha256)
        if report.is_fault:
            self._record_fault(report)
        return report

    def _forget_personal_data(self) -> None:
        """Drop what a load left that was killed between refusing a file and forgetting it."""
        with reading(self.engine) as connection:
            for sha256 in ledger.refused_for_personal_data(connection).values():
                self._archive.forget(sha256)

    def _record_fault(self, report: FileReport) -> None:
        """Enter that a file came which a fault of ours kept out: a rebuild tries it again."""
        with writing(self.engine) as connection:
            if ledger.latest_with(connection, report.sha256) is None:
                arrival = self._arrive(connection, report.name, report.sha256, None)
                ledger.record_fault(connection, arrival, report)

    def _whole_or_not(self, parcel: Parcel, run: Callable[[Connection], FileReport]) -> FileReport:
        """One file in a transaction of its own; a fault of ours leaves nothing of it behind."""

        def in_transaction() -> FileReport:
            with writing(self.engine) as connection:
                return run(connection)

        return or_fault(parcel, in_transaction)

    def _take_in(
        self, connection: Connection, parcel: Parcel, secret: bytes, together: set[str]
    ) -> FileReport:
        known_as = _known_as(connection, parcel.sha256, together)
        if known_as is not None:
            return told_before(connection, known_as, parcel.name)
        if parcel.is_closed:
            with Sandbox() as sandbox:
                parcel = self._from_archive(parcel.sha256, parcel.name, sandbox)
        kept_out = ledger.kept_out(connection, parcel.sha256)
        came_before = kept_out is None and ledger.latest_with(connection, parcel.sha256) is not None
        arrival = self._arrive(connection, parcel.name, parcel.sha256, kept_out)
        report = attempt(connection, parcel, arrival, secret)
        if came_before and not report.total("loaded"):
            ledger.strike(connection, arrival.file_id)  # came before, and brought nothing now
        else:
            raise_version(connection)
        return report

    def _arrive(
        self, connection: Connection, name: str, sha256: str, kept_out: Row | None
    ) -> Arrival:
        """Enter that a file came; bytes that came before keep the day of their first coming, and
        what a fault of ours `kept_out` keeps its place among the files."""
        day = today(self.settings, connection)
        if kept_out is not None:
            return Arrival(kept_out.file_id, kept_out.received_on, day, kept_out.backfill)
        first = ledger.first_received(connection, sha256) or day
        arrival = Arrival(next_id(connection, file), first, day, self.backfill)
        ledger.record_file(connection, arrival, name, sha256)
        return arrival

    def _try_again(self, report: Report, sandbox: Sandbox) -> None:
        """Load what waited for something that has come, round by round, until nothing has."""
        failed: set[int] = set()
        while True:
            with reading(self.engine) as connection:
                day = today(self.settings, connection)
                waiting = files_that_may_load(connection, but=failed)
            if not waiting:
                return
            opened = [(kept, self._opened(kept, sandbox)) for kept in waiting]
            opened.sort(key=lambda pair: pair[1].place)
            for kept, parcel in opened:
                again = self._load_again(parcel, kept.again(day))
                if again.is_fault:
                    failed.add(kept.file_id)
                report.add_again(again)

    def _opened(self, kept: Waiting, sandbox: Sandbox) -> Parcel:
        """A waiting file; what the archive cannot give back is told, and waits on."""
        try:
            return self._from_archive(kept.sha256, kept.name, sandbox)
        except ArchiveError as error:
            lost = Problem(LOST, str(error), "It is tried again with the next load.")
            return Parcel(kept.name, kept.sha256, refused=lost, is_closed=True)

    def _load_again(self, parcel: Parcel, arrival: Arrival) -> FileReport:
        if parcel.is_closed:
            told = FileReport(parcel.name, parcel.sha256, "refused", problems=(parcel.refused,))
            return replace(told, tried_again=True, was_given=False)

        def run(connection: Connection) -> FileReport:
            report = attempt(connection, parcel, arrival, self._archive.secret(PARTICIPANTS))
            if report.total("loaded"):
                raise_version(connection)
            return report

        return replace(self._whole_or_not(parcel, run), tried_again=True, was_given=False)

    def _release(self) -> int:
        """Publish figures by a characteristic for the returns that came since they last were, and
        those that have come due; the data version comes back."""
        with writing(self.engine) as connection:
            day = today(self.settings, connection)
            newest, before = next_id(connection, dim_return), state_value(connection, _RELEASED)
            brought = select(dim_return.c.quarter).where(dim_return.c.return_id >= int(before or 0))
            if before != str(newest):
                set_state(connection, _RELEASED, str(newest))
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


def _known_among(connection: Connection, files: list[Sent]) -> set[str]:
    together = {sent.sha256 for sent in files}
    return {sha for sha in together if _known_as(connection, sha, together) is not None}


def _sent(paths: list[Path]) -> list[Sent]:
    return [Sent.of(path.name, _bytes_of(path)) for path in paths]


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PathError(f"{path} cannot be read: {error.strerror}.") from None
