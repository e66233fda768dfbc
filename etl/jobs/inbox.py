"""Inbox: the folder where files arrive, whose they are while they are loaded, where they go then.

    inbox/return.xlsx                    has arrived
    inbox/working/<watcher>/return.xlsx  is claimed: one watcher, and no other, is loading it
    inbox/accepted/return.xlsx           is loaded, with return.xlsx.report.txt and .json beside it
    inbox/refused/…                      likewise

1. A watcher first takes the lock `working/<watcher>.lock`, then makes its folder of that name. The
   system lets go of the lock when the watcher ends, however it ends.
2. To claim a file it renames it into its folder. A rename happens once: of two watchers, one gets
   the file and the other finds it gone.
3. When a file is loaded, its reports are written beside its new place first and the file is renamed
   to it last. All watchers do this one at a time, under `working/putting.lock`, so that a number
   for a second file of the same name is given once.
4. A folder in `working` whose lock nobody holds belonged to a watcher that died. Whoever takes that
   lock renames its files back into the inbox. They are loaded once more, and the warehouse knows
   their bytes: what had been loaded before is a duplicate and changes nothing.

So at every moment a file is in the inbox, or claimed and coming back, or put away with its reports.
"""

import contextlib
import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.archive.locks import is_held, locked, waited_for

_NAME_BYTES = 220  # of 255, so that a number and the ending of a report fit behind


@dataclass(frozen=True)
class Reports:
    """What is written beside a file: for people, and for programs in the contract's shape."""

    name: str
    text: str
    data: dict
    keeps_file: bool = True


@dataclass(frozen=True)
class Inbox:
    """The inbox as one watcher sees it; `own` is the folder of its claims."""

    folder: Path
    own: Path

    def claim(self, paths: Iterable[Path]) -> list[Path]:
        """Those of the files that nobody else was quicker to claim, at their new place."""
        return [claimed for path in paths if (claimed := self._claimed(path))]

    def _claimed(self, path: Path) -> Path | None:
        try:
            return path.rename(self.own / path.name)
        except FileNotFoundError:
            return None

    def give_back(self) -> list[str]:
        """Rename what this watcher holds back into the inbox; the names come back."""
        return _returned(self.own, self.folder)

    def take_back(self) -> list[str]:
        """The same for whatever watchers that died had claimed."""
        names = []
        others = [path for path in self.own.parent.iterdir() if path.is_dir() and path != self.own]
        for claims in others:
            with _dead(claims) as is_dead:
                if is_dead:
                    names += _returned(claims, self.folder)
                    claims.rmdir()
        return names

    def put_away(self, claimed: Path, place: str, reports: Reports) -> Path:
        """Write the reports to the folder `place` and move the file there; its new path.

        Of a file that must not be kept only the reports stay.
        """
        folder = self.folder / place
        with waited_for(self.own.parent / "putting.lock"):
            folder.mkdir(exist_ok=True)
            target = _free(folder / _short(reports.name), reports.data["sha256"])
            _write(_beside(target, ".report.txt"), reports.text)
            _write(_beside(target, ".report.json"), json.dumps(reports.data, indent=1) + "\n")
            if reports.keeps_file:
                claimed.rename(target)
            else:
                claimed.unlink()
        return target


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[Inbox]:
    """An inbox with a folder for this process's claims, as long as it runs."""
    working = folder / "working"
    working.mkdir(exist_ok=True)
    own = working / f"{os.getpid()}-{secrets.token_hex(4)}"
    lock = locked(_lock_of(own))
    own.mkdir()
    inbox = Inbox(folder, own)
    try:
        yield inbox
    finally:
        inbox.give_back()
        own.rmdir()
        _lock_of(own).unlink()
        os.close(lock)


@contextlib.contextmanager
def _dead(claims: Path) -> Iterator[bool]:
    """Whether the watcher of a folder of claims has died; if so nobody else sees to it now."""
    lock = None if is_held(_lock_of(claims)) else locked(_lock_of(claims))
    try:
        yield lock is not None and claims.is_dir()
    finally:
        if lock is not None:
            _lock_of(claims).unlink(missing_ok=True)
            os.close(lock)


def _returned(claims: Path, inbox: Path) -> list[str]:
    names = []
    for path in sorted(claims.iterdir()):
        path.rename(_free(inbox / path.name))
        names.append(path.name)
    return names


def _free(path: Path, sha256: str = "") -> Path:
    """The path, or with a number where a file or another file's report has the name."""
    number, free = 1, path
    while free.exists() or _is_anothers(_beside(free, ".report.json"), sha256):
        number += 1
        free = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return free


def _is_anothers(report: Path, sha256: str) -> bool:
    """Whether a report is of other bytes; one of the same was left by a watcher that died."""
    try:
        return json.loads(report.read_text(encoding="utf-8")).get("sha256") != sha256
    except FileNotFoundError:
        return False
    except ValueError:
        return True


def _short(name: str) -> str:
    """A name that a number and an ending can be put behind."""
    path = Path(name)
    spare = _NAME_BYTES - len(os.fsencode(path.suffix))
    return os.fsdecode(os.fsencode(path.stem)[:spare]) + path.suffix


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _lock_of(claims: Path) -> Path:
    return claims.with_name(f"{claims.name}.lock")


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    beside = path.with_name(f".{path.name}")
    try:
        with beside.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
