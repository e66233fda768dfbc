"""The key that a warehouse was filled with, known again by a mark that gives nothing of it away."""

from hmac import compare_digest
from pathlib import Path

from sqlalchemy import Connection, select

from data.installation_key import KeyMissingError, derived, read_key
from data.settings import Settings
from data.warehouse.state import set_state, state_value
from data.warehouse.tables import file

_MARK = "key_mark"
_REMEDY = (
    "Restore hub.key from the backup, or name where it lies in HUB_KEY_FILE: with another key the "
    "archive does not open and no child is known again."
)


def own_key(connection: Connection, settings: Settings) -> bytes:
    """The installation's key; KeyMissingError where it is gone, or is not this warehouse's own."""
    mark, path = mark_of(connection), settings.key_file
    if mark and not path.exists():
        raise KeyMissingError(
            f"The key file {path} is gone, and this warehouse was filled with it. {_REMEDY}"
        )
    key = read_key(path)
    if mark and not compare_digest(mark, _marked(key)):
        raise _another(path)
    return key


def mark_of(connection: Connection) -> str | None:
    """The mark of the key; None where a warehouse holds no file, whatever key may have been."""
    return state_value(connection, _MARK) if is_filled(connection) else None


def is_filled(connection: Connection) -> bool:
    return connection.scalar(select(file.c.file_id).limit(1)) is not None


def remember_key(connection: Connection, key: bytes) -> None:
    """From now on the warehouse takes no other key."""
    set_state(connection, _MARK, _marked(key))


def _marked(key: bytes) -> str:
    return derived(key, "mark of the key").hex()


def _another(path: Path) -> KeyMissingError:
    return KeyMissingError(
        f"The key file {path} holds another key than this warehouse was filled with. {_REMEDY}"
    )
