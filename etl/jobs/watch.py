"""Watcher: files are loaded as they arrive in a folder, each put away with a report beside it."""

import io
import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from data.personal import masked_name
from data.warehouse.engine import WarehouseError
from etl.archive.archive import ArchiveError, sha256_of
from etl.archive.discover import PathError
from etl.jobs.inbox import Inbox, Reports
from etl.jobs.stable_files import Settling
from etl.load.loader import Loader
from etl.report.report import FileReport, Report
from etl.report.text import printed, progress

LOOK_SECONDS = 5.0  # between two looks at the folder
LONGEST_PAUSE_SECONDS = 300.0  # between two tries while something stands in the way
STOPS = (signal.SIGINT, signal.SIGTERM)
_PLACES = {"loaded": "accepted", "partly": "accepted", "duplicate": "accepted"}
_IN_THE_WAY = (WarehouseError, ArchiveError, PathError, OSError)
_DELETED = (
    "\nThe file held personal data, which the hub does not keep. It was deleted from the inbox; "
    "this report is all that stays.\n"
)
_log = logging.getLogger(__name__)


@dataclass
class Watcher:
    """Watches one inbox; `say` is told one line per file, `loader` opens the warehouse anew.

    `stopping` ends it once the files in hand are put away.
    """

    inbox: Inbox
    loader: Callable[[], Loader]
    say: Callable[[str], None]
    settling: Settling
    stopping: Event = field(default_factory=Event)
    went_wrong: bool = False  # something was refused or loaded in part
    _unreadable: set[Path] = field(default_factory=set)

    def once(self) -> None:
        """Load what has arrived by now; raises what stands in the way."""
        self._take_back()
        self.settling.look()
        self.stopping.wait(self.settling.seconds)
        for path in self.look():
            self.say(f"{masked_name(path.name)}: still growing, and left for the next time.")

    def run(self, every: float) -> None:
        """Look again and again, whatever stands in the way, until told to stop."""
        pause = every
        while not self.stopping.is_set():
            try:
                self.look()
                pause = every
            except Exception as error:
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
                self.say(f"{_in_the_way(error)} Trying again in {pause:.0f} seconds.")
            self.stopping.wait(pause)

    def look(self) -> list[Path]:
        """Load what has settled; what has not is given back."""
        self._take_back()
        settled, awaited = self.settling.look()
        if settled and not self.stopping.is_set():
            with _undisturbed():
                self._load([path for path in settled if self._is_readable(path)])
        return awaited

    def _take_back(self) -> None:
        for name in self.inbox.take_back():
            self.say(f"{masked_name(name)}: taken back from a watcher that ended half way.")

    def _is_readable(self, path: Path) -> bool:
        """Whether the watcher may open a file; one that it may not is told once."""
        if os.access(path, os.R_OK):
            return True
        if path not in self._unreadable:
            self._unreadable.add(path)
            self.say(f"{masked_name(path.name)}: may not be read. Change its permissions.")
        return False

    def _load(self, settled: list[Path]) -> None:
        """All that settled together, registers first; what fails goes back to the inbox."""
        if not settled:
            return
        loader = self.loader()  # before anything is claimed, so that it stays while this fails
        claimed = self.inbox.claim(settled)
        try:
            report = self._loaded(loader, claimed)
            for path in claimed:
                self._put_away(path, report)
            self._tell_of_others(claimed, report)
        finally:
            loader.engine.dispose()
            self.inbox.give_back()

    def _loaded(self, loader: Loader, claimed: list[Path]) -> Report:
        if len(claimed) > 1:
            self.say(f"{len(claimed)} files have arrived and are being loaded.")
        with progress() as shown:
            return replace(loader, progress=shown).load(claimed)

    def _put_away(self, path: Path, report: Report) -> None:
        sha256, name = sha256_of(path.read_bytes()), masked_name(path.name)
        outcome = next((f for f in report.files if (f.sha256, f.name) == (sha256, name)), None)
        if outcome is None:
            self.say(f"{name}: changed while it was being loaded; it is loaded again.")
            return
        self.went_wrong |= Report([outcome]).exit_status > 0
        place = _PLACES.get(outcome.status, "refused")
        target = self.inbox.put_away(path, place, _reports(path, outcome))
        self.say(_line(outcome, f"{place}/{masked_name(target.name)}.report.txt"))

    def _tell_of_others(self, claimed: list[Path], report: Report) -> None:
        """Files that had come before and waited for a register that came now."""
        names = {masked_name(path.name) for path in claimed}
        for file in report.files:
            if file.tried_again and file.name not in names:
                self.say(f"{file.name}, which had waited: {_outcome(file)}.")


def _reports(path: Path, file: FileReport) -> Reports:
    """A file refused for personal data leaves only its hash, verdict and addresses."""
    text = io.StringIO()
    printed(Report([file]), text)
    if not file.is_refused_for_personal_data:
        return Reports(path.name, text.getvalue(), file.as_json())
    problems = tuple(replace(problem, value=None) for problem in file.problems)
    data = replace(file, problems=problems).as_json()
    return Reports(file.name, text.getvalue() + _DELETED, data, keeps_file=False)


def _line(file: FileReport, report: str) -> str:
    wrong = file.status == "refused" or file.total("rejected") or file.status == "partly"
    return f"{file.name}: {_outcome(file)}{f'; what to mend is in {report}' if wrong else ''}."


def _outcome(file: FileReport) -> str:
    rows, loaded = file.total("rows"), file.total("loaded") + file.total("unchanged")
    return {
        "loaded": f"loaded, {loaded:,} rows",
        "partly": f"loaded in part, {loaded:,} of {rows:,} rows",
        "duplicate": "sent before, nothing to load",
        "refused": "refused, and deleted for the personal data in it"
        if file.is_refused_for_personal_data
        else "refused",
    }[file.status]


def _in_the_way(error: Exception) -> str:
    """What stands in the way, in one line."""
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"{error.strerror or type(error).__name__}{where}: the files stay in the inbox."
    if isinstance(error, _IN_THE_WAY):
        return f"{error} The files stay in the inbox."
    _log.error("a load failed", exc_info=error)
    return f"A fault of this program ({type(error).__name__}): the files stay in the inbox."


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep Ctrl-C until the files in hand are put away, and from the process that reads them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
