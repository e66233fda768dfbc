"""Discovery: the files that some paths mean, of a folder all that the hub can read.

What else lies in a folder is noted, so that nobody takes it for loaded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from data.personal import masked_name
from data.settings import Settings
from etl.archive.archive import sha256_of
from etl.extract.file import SUFFIXES
from etl.schema.problem import Problem

MARKER = "sample.toml"  # in the folder of a sample, it says for which day that was made
_REPORTS = (".report.txt", ".report.json")  # what a watcher writes beside a file


class PathError(Exception):
    """A path that cannot be loaded; its text says why."""


class Sent(NamedTuple):
    """A file's name and bytes, as they came, with their SHA-256."""

    name: str
    data: bytes
    sha256: str

    @classmethod
    def of(cls, name: str, data: bytes) -> "Sent":
        return cls(name, data, sha256_of(data))


@dataclass
class Discovered:
    """The files to read, each once, and a note on each that is not read."""

    paths: list[Path] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def read(self) -> list[Sent]:
        """The files' bytes; PathError where one cannot be read."""
        return [Sent.of(path.name, _bytes_of(path)) for path in self.paths]


def discover(paths: Iterable[Path], settings: Settings) -> Discovered:
    """What is meant by some paths; an installation's own files are not meant."""
    discovered = Discovered()
    for path in paths:
        if path.is_dir():
            _look_in(path, settings, discovered)
        else:
            discovered.paths.append(path)
    discovered.paths = list(dict.fromkeys(discovered.paths))
    return discovered


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PathError(f"{path} cannot be read: {error.strerror}.") from None


def _look_in(folder: Path, settings: Settings, discovered: Discovered) -> None:
    inside = list(_files_in(folder, settings))
    read = [path for path in inside if path.suffix.casefold() in SUFFIXES]
    discovered.paths += read
    discovered.notes += [_not_read(path, folder) for path in inside if path not in read]
    if not read:
        discovered.notes.append(_nothing_in(folder))


def _files_in(folder: Path, settings: Settings) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        is_hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not is_hidden and not _is_ours(path, settings):
            yield path


def _is_ours(path: Path, settings: Settings) -> bool:
    """Whether a file is the installation's: its archive, key, warehouse, or what it wrote."""
    whole = path.absolute()
    folders = (settings.archive.absolute(), settings.archive.with_name("spool").absolute())
    return (
        any(folder in whole.parents for folder in folders)
        or whole == settings.key_file.absolute()
        or settings.is_of_database(whole)
        or path.name == MARKER
        or path.name.endswith(_REPORTS)
    )


def _not_read(path: Path, folder: Path) -> Problem:
    kind = f"that end in ‘{path.suffix}’" if path.suffix else "whose name has no ending"
    return Problem(
        "not_read",
        f"Files {kind} are not read.",
        "Nothing need be done, unless it holds data: then send a workbook (.xlsx, .xls, .ods) or a "
        "CSV file.",
        "note",
        value=masked_name(str(path.relative_to(folder))),
    )


def _nothing_in(folder: Path) -> Problem:
    return Problem(
        "nothing_there",
        "This folder holds no file that the hub reads.",
        "Check that it is the right folder.",
        "note",
        value=masked_name(str(folder)),
    )
