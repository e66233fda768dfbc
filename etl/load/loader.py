"""Loader: files are archived, read, checked and written, one transaction each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine

from data.settings import Settings
from data.warehouse.engine import reading, writing
from data.warehouse.refresh import publish
from data.warehouse.state import data_version, raise_version, today
from etl.archive.archive import PARTICIPANTS, Archive
from etl.archive.archive_key import archive_to_fill, own_archive
from etl.archive.discover import Sent, discover
from etl.extract.sandbox import Sandbox
from etl.load.ledger import refused_for_personal_data
from etl.load.retry import files_that_may_load
from etl.load.returns import Arrival
from etl.load.take_in import Intake, known_among, load_again, reopened, whole_or_not
from etl.recognise.incoming_file import IncomingFile, closed, open_incoming
from etl.report.report import FileReport, Report

Progress = Callable[[str, int, int], None]


class _CheckedOnlyError(Exception):
    """Ends a check: what it wrote is rolled back."""


@dataclass(frozen=True)
class Loader:
    """Loads into one warehouse; `progress` takes a word, how many are done and of how many."""

    engine: Engine
    settings: Settings
    backfill: bool = False
    progress: Progress = lambda *_: None

    def load(self, paths: list[Path]) -> Report:
        """Load files, each wholly or not at all; then try again what waited for a register."""
        discovered = discover(paths, self.settings)
        report, files = Report(notes=discovered.notes), discovered.read()
        archive_to_fill(self.engine, self.settings)
        self._forget_personal_data()
        for sent in files:
            self._archive.keep(sent.sha256, sent.data)
        with reading(self.engine) as connection:
            known = known_among(connection, files)
        with Sandbox() as sandbox:
            incoming = self._opened(files, known, sandbox)
            del files  # a large file's bytes are let go before its rows are made
            intake = self._intake(self._archive.secret(PARTICIPANTS), incoming)
            total = len(incoming)
            while incoming:
                report.files.append(self._load_one(incoming.pop(0), intake))
                self.progress("Loading", total - len(incoming), total)
            for again in self._try_again(sandbox):
                report.add_again(again)
        report.data_version = self._publish()
        return report

    def check(self, paths: list[Path]) -> Report:
        """The report that loading these files together would give; nothing is written."""
        discovered = discover(paths, self.settings)
        report, files = Report(notes=discovered.notes), discovered.read()
        with reading(self.engine) as connection:
            archive = own_archive(connection, self.settings)
            known = known_among(connection, files)
        with Sandbox() as sandbox:
            incoming = self._opened(files, known, sandbox)
        intake = self._intake(archive.secret_for_check(PARTICIPANTS), incoming)
        try:
            with writing(self.engine) as connection:
                report.data_version = data_version(connection)
                for done, file in enumerate(incoming, start=1):
                    with connection.begin_nested():
                        report.files.append(intake.take_in(connection, file))
                    self.progress("Checking", done, len(incoming))
                raise _CheckedOnlyError
        except _CheckedOnlyError:
            return report

    @property
    def _archive(self) -> Archive:
        return Archive.of(self.settings)

    def _opened(self, files: list[Sent], known: set[str], sandbox: Sandbox) -> list[IncomingFile]:
        """The files opened, but for those whose bytes are known, in the order of loading."""
        incoming = []
        for done, sent in enumerate(files, start=1):
            is_known = sent.sha256 in known
            incoming.append(closed(sent) if is_known else open_incoming(sent, sandbox))
            self.progress("Reading", done, len(files))
        return sorted(incoming, key=lambda file: file.place)

    def _intake(self, secret: bytes, incoming: list[IncomingFile]) -> Intake:
        return Intake(self.settings, secret, self.backfill, {file.sha256 for file in incoming})

    def _load_one(self, incoming: IncomingFile, intake: Intake) -> FileReport:
        report = whole_or_not(self.engine, incoming, lambda c: intake.take_in(c, incoming))
        if report.is_refused_for_personal_data:
            self._archive.forget(incoming.sha256)
        if report.is_fault:
            with writing(self.engine) as connection:
                intake.record_fault(connection, report)
        return report

    def _forget_personal_data(self) -> None:
        """Drop what a load left that was killed between refusing a file and forgetting it."""
        with reading(self.engine) as connection:
            for sha256 in refused_for_personal_data(connection).values():
                self._archive.forget(sha256)

    def _try_again(self, sandbox: Sandbox) -> Iterator[FileReport]:
        """Load what waited for something that has come, round by round, until nothing has."""
        failed: set[int] = set()
        while True:
            with reading(self.engine) as connection:
                day = today(self.settings, connection)
                ready = files_that_may_load(connection, but=failed)
            if not ready:
                return
            opened = [(waiting, reopened(self.settings, waiting, sandbox)) for waiting in ready]
            opened.sort(key=lambda pair: pair[1].place)
            for waiting, incoming in opened:
                report = self._load_again(incoming, waiting.again(day))
                if report.is_fault:
                    failed.add(waiting.file_id)
                yield replace(report, tried_again=True, was_given=False)

    def _load_again(self, incoming: IncomingFile, arrival: Arrival) -> FileReport:
        if incoming.is_closed:
            problems = (incoming.refused,)
            return FileReport(incoming.name, incoming.sha256, "refused", problems=problems)
        secret = self._archive.secret(PARTICIPANTS)
        return whole_or_not(
            self.engine, incoming, lambda c: load_again(c, incoming, arrival, secret)
        )

    def _publish(self) -> int:
        """Publish what may be by now; the data version comes back."""
        with writing(self.engine) as connection:
            if publish(connection, today(self.settings, connection)):
                raise_version(connection)
            return data_version(connection)
