"""Where the journal ends, noted beside the archive: entries cut off its end are missed by this."""

import os
from dataclasses import dataclass
from pathlib import Path

from data.journal.entry import Entry
from data.settings import Settings


@dataclass(frozen=True)
class EndMark:
    """The last entry's number and seal, as noted outside the warehouse."""

    entry_number: int
    seal: str

    @classmethod
    def of(cls, entry: Entry) -> "EndMark":
        return cls(entry.entry_number, entry.seal)


def place_of(settings: Settings) -> Path:
    return settings.archive / "journal.end"


def note(settings: Settings, mark: EndMark) -> None:
    """Note where the journal ends, in one step; OSError where the folder cannot be written."""
    place = place_of(settings)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(f".{os.getpid()}")
    with beside.open("w", encoding="utf-8") as file:
        file.write(f"{mark.entry_number} {mark.seal}\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)


def noted(settings: Settings) -> EndMark | None:
    """What was noted; None where nothing was, or where it cannot be read."""
    try:
        number, seal = place_of(settings).read_text("utf-8").split()
        return EndMark(int(number), seal)
    except (OSError, ValueError):
        return None
