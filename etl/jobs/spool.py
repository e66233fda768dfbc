"""Spool: files handed in on a page wait here, encrypted, while they are checked and loaded.

A job is a folder beside the archive, under a name that nobody guesses:

    sealed/     what was handed in (names and bytes) and the reports, under the installation's key
    act         `check` or `load`: the last thing that was asked for
    lock        held by the process that does it, for as long as it lives
    progress    how far it is
    trouble     why it could not be done, in a sentence

What state a job is in follows from these alone, so that nothing has to be put right after a crash.
"""

import contextlib
import json
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from data.settings import Settings
from etl.archive.archive import Archive, ArchiveError, sha256_of
from etl.archive.locks import is_held

KEPT_SECONDS = 24 * 60 * 60
Act = Literal["check", "load"]
State = Literal["checking", "checked", "loading", "loaded", "interrupted", "failed"]
_ID = re.compile(r"[0-9a-f]{32}")
_MANIFEST = "manifest"


@dataclass(frozen=True)
class Handed:
    """A sealed file that stands where a path stands; its bytes are never on disk in the clear."""

    name: str
    sha256: str
    sealed: Archive

    def is_dir(self) -> bool:
        return False

    def read_bytes(self) -> bytes:
        return self.sealed.open(self.sha256)


@dataclass(frozen=True)
class Job:
    """Some files handed in together."""

    folder: Path
    settings: Settings

    @property
    def id(self) -> str:
        return self.folder.name

    @property
    def sealed(self) -> Archive:
        return Archive(self.folder / "sealed", self.settings.key_file)

    @property
    def files(self) -> list[Handed]:
        """What is still kept of what was handed in."""
        if not self.sealed.path(_MANIFEST).exists():
            return []
        manifest = json.loads(self.sealed.open(_MANIFEST))
        files = [Handed(name, sha256, self.sealed) for name, sha256 in manifest]
        return [file for file in files if self.sealed.path(file.sha256).exists()]

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    @property
    def act(self) -> Act:
        return "load" if _text(self.folder / "act") == "load" else "check"

    @property
    def state(self) -> State:
        act = self.act
        if is_held(self.lock):
            return "loading" if act == "load" else "checking"
        if self.has_report("load"):
            return "loaded"
        if self.trouble:
            return "failed"
        return "checked" if act == "check" and self.has_report("check") else "interrupted"

    @property
    def trouble(self) -> str:
        return _text(self.folder / "trouble")

    @property
    def progress(self) -> tuple[str, int, int] | None:
        """What is being done, how many are done, and of how many."""
        try:
            what, done, total = json.loads(_text(self.folder / "progress"))
        except ValueError:
            return None
        return what, done, total

    def has_report(self, act: Act) -> bool:
        return self.sealed.path(_report(act)).exists()

    def report(self, act: Act) -> dict:
        """The report in the contract's shape, with the contacts of files that go back."""
        return json.loads(self.sealed.open(_report(act)))

    def begin(self, act: Act) -> None:
        """Forget what came of an earlier try."""
        for name in ("progress", "trouble"):
            (self.folder / name).unlink(missing_ok=True)
        self.sealed.forget(_report(act))
        self._write("act", act)

    def report_progress(self, what: str, done: int, total: int) -> None:
        self._write("progress", json.dumps([what, done, total]))

    def tell_trouble(self, sentence: str) -> None:
        self._write("trouble", sentence)

    def keep_report(self, act: Act, report: dict) -> None:
        self.sealed.keep(_report(act), json.dumps(report).encode())

    def drop_files(self, hashes: Iterable[str]) -> None:
        """Delete the bytes of some of the files."""
        for sha256 in hashes:
            self.sealed.forget(sha256)

    def drop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write(self, name: str, text: str) -> None:
        beside = self.folder / f".{name}"
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.folder / name)


def hand_in(settings: Settings, files: Iterable[tuple[str, bytes]]) -> Job:
    """Keep some named files as a new job; ArchiveError, and nothing kept, where it cannot be."""
    job = Job(_folder(settings) / secrets.token_hex(16), settings)
    try:
        job.folder.mkdir(parents=True, mode=0o700)
        manifest = [(name, _sealed(job, data)) for name, data in files]
        job.sealed.keep(_MANIFEST, json.dumps(manifest).encode())
    except OSError as error:
        job.drop()
        raise ArchiveError(
            f"The files could not be kept for checking: {error.strerror}. Nothing was loaded."
        ) from None
    except ArchiveError:
        job.drop()
        raise
    return job


def job_of(settings: Settings, job_id: str) -> Job | None:
    """The job of that name, if there is one."""
    folder = _folder(settings) / job_id
    known = _ID.fullmatch(job_id) and folder.is_dir()
    return Job(folder, settings) if known else None


def sweep(settings: Settings) -> None:
    """Drop jobs that are a day old, and the bytes of those that are done."""
    for job in _jobs(settings):
        with contextlib.suppress(FileNotFoundError, ArchiveError):  # another may be sweeping too
            _sweep(job)


def _sweep(job: Job) -> None:
    if is_held(job.lock):
        return
    if time.time() - job.folder.stat().st_mtime > KEPT_SECONDS:
        job.drop()
    elif job.has_report("load"):
        job.drop_files(file.sha256 for file in job.files)


def _jobs(settings: Settings) -> Iterator[Job]:
    folder = _folder(settings)
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    return filter(None, (job_of(settings, name) for name in names))


def _folder(settings: Settings) -> Path:
    return settings.archive.with_name("spool")


def _report(act: Act) -> str:
    return f"report-{act}"


def _sealed(job: Job, data: bytes) -> str:
    sha256 = sha256_of(data)
    job.sealed.keep(sha256, data)
    return sha256


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
