"""Views of uploads: how far handed-in files are, and what became of each."""

from dataclasses import dataclass
from typing import Literal

COUNTS = ("rows", "loaded", "unchanged", "rejected", "set_aside")
State = Literal["checking", "checked", "loading", "loaded", "interrupted", "failed"]


@dataclass(frozen=True)
class Remark:
    """One thing that is wrong or odd; `place` names its cells and `cells` says how many."""

    place: str
    message: str
    remedy: str
    cells: int


@dataclass(frozen=True)
class Contact:
    """The organisation to which a file goes back."""

    partner_code: str
    name: str
    contact: str | None


@dataclass(frozen=True)
class HandedFile:
    """One file's outcome; `rows` = loaded + unchanged + rejected + set aside."""

    name: str
    sha256: str
    status: Literal["loaded", "partly", "refused", "duplicate"]
    counts: dict[str, int]
    errors: tuple[Remark, ...] = ()
    queries: tuple[Remark, ...] = ()
    notes: tuple[Remark, ...] = ()
    contacts: tuple[Contact, ...] = ()
    is_personal: bool = False  # refused for personal data: its bytes are gone
    is_waiting: bool = False  # for a register: it is kept and tried again by itself
    is_tried_again: bool = False  # it had come before, and waited for a register


@dataclass(frozen=True)
class HandedIn:
    """Some files handed in together; `files` is empty until they have been checked."""

    id: str
    state: State
    files: tuple[HandedFile, ...] = ()
    progress: tuple[str, int, int] | None = None  # what, how many, of how many
    trouble: str = ""
    is_loading: bool = False  # what was last asked for was a load, not a check
    may_load: bool = False  # something is kept that would load
