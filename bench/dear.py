"""What `etl check` takes for a file that is dear to read, against an ordinary one of its size."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.dear_files import DEAR, ORDINARY
from bench.processes import Run, timed


@dataclass(frozen=True)
class Told:
    """Bytes of a file, peak memory of its check in MB, and its CPU ÷ that of an ordinary file's."""

    name: str
    size: int
    peak_mb: float
    ratio: float


def against_ordinary(folder: Path) -> Iterator[Told]:
    """Each dear file checked, then an ordinary one of as many bytes in its place."""
    for name, (suffix, _) in DEAR.items():
        path = folder / f"file{suffix}"
        _make(path, name)
        size, dear = path.stat().st_size, _checked(path)
        _make(path, ORDINARY, str(size))
        yield Told(name, size, dear.peak_mb, dear.cpu_seconds / _checked(path).cpu_seconds)
        path.unlink()


def _make(path: Path, *what: str) -> None:
    """Elsewhere, for the peak of a process counts what its parent held as it began."""
    timed([sys.executable, "-m", "bench.dear_files", str(path), *what])


def _checked(path: Path) -> Run:
    """Both processes of a check: the CPU of the two together, the memory of the larger."""
    beside = [f"HUB_ARCHIVE={path.parent / 'archive'}", f"HUB_KEY_FILE={path.parent / 'hub.key'}"]
    check = [sys.executable, "-m", "etl", "check", str(path), "--db", str(path.parent / "none.db")]
    return timed(["env", *beside, *check], may_exit=(0, 1))
