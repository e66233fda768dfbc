"""End mark of the journal, beside the archive: entries cut off its end are missed by this.

The note is sealed with the installation's key, so that nobody without it writes another.
"""

import hashlib
import hmac
import os
import secrets
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

    def sealed_with(self, secret: bytes) -> str:
        sentence = f"the journal ends with {self.entry_number} {self.seal}"
        return hmac.new(secret, sentence.encode(), hashlib.sha256).hexdigest()


def place_of(settings: Settings) -> Path:
    return settings.archive / "journal.end"


def note(settings: Settings, secret: bytes, mark: EndMark) -> None:
    """Note where the journal ends, in one step; OSError where the folder cannot be written.

    Of two entries made at once the later stays noted, whichever is noted first.
    """
    before = noted(settings, secret)
    if before and before.entry_number > mark.entry_number:
        return
    place = place_of(settings)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(f".{secrets.token_hex(8)}")
    try:
        with beside.open("x", encoding="utf-8") as file:
            file.write(f"{mark.entry_number} {mark.seal} {mark.sealed_with(secret)}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)


def noted(settings: Settings, secret: bytes) -> EndMark | None:
    """What was noted; None where nothing was, or where it is no note of this hub's."""
    try:
        number, seal, sealed = place_of(settings).read_text("utf-8").split()
        mark = EndMark(int(number), seal)
    except (OSError, ValueError):
        return None
    return mark if hmac.compare_digest(sealed, mark.sealed_with(secret)) else None
