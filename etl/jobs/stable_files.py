"""Stable files: those of a folder that have stopped growing."""

import time
from dataclasses import dataclass, field
from pathlib import Path

SETTLE_SECONDS = 3.0  # a file that did not change for so long has arrived
_UNFINISHED = (".part", ".crdownload", ".download", ".filepart", ".partial", ".tmp")
_Looks = tuple[int, int]  # size and time of the last change


def is_meant(path: Path) -> bool:
    """Whether a file is one that was sent, not a lock, a hidden file or half a download."""
    name = path.name.casefold()
    hidden = name.startswith((".", "~$"))
    return not hidden and not name.endswith(_UNFINISHED) and not path.is_symlink()


@dataclass
class Settling:
    """Remembers how files looked; one is settled when it looked the same for `seconds`."""

    folder: Path
    seconds: float
    _seen: dict[Path, tuple[_Looks, float]] = field(default_factory=dict)

    def look(self) -> tuple[list[Path], list[Path]]:
        """The files that have settled, by name, and those that are still awaited."""
        now, before = time.monotonic(), self._seen
        looks = {path: _looks(path) for path in sorted(self.folder.iterdir()) if is_meant(path)}
        there = {path: look for path, look in looks.items() if look is not None}
        self._seen = {
            path: before[path] if path in before and before[path][0] == look else (look, now)
            for path, look in there.items()
        }
        settled = [
            path
            for path, (_, since) in self._seen.items()
            if path in before and now - since >= self.seconds
        ]
        return settled, [path for path in there if path not in settled]


def _looks(path: Path) -> _Looks | None:
    """None for what is no file, or has just been taken away."""
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return (stat.st_size, stat.st_mtime_ns) if path.is_file() else None
