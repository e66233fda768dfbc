"""The installation's key, the secrets derived from it, and the mark that its warehouse keeps of it.

The mark gives nothing of the key away.
"""

from hmac import compare_digest
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, select

from data.settings import Settings
from data.warehouse.state import KEY_MARK, set_state, state_value
from data.warehouse.tables import file

LENGTH = 32
_REMEDY = (
    "Restore hub.key from the backup, or name where it lies in HUB_KEY_FILE: with another key the "
    "archive does not open and no child is known again."
)


class KeyMissingError(Exception):
    """The key cannot be used; its text says what to do."""


def read_key(path: Path) -> bytes:
    """The key that an installation has; whoever loses it loses the archive."""
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        raise KeyMissingError(
            f"There is no key file {path} yet. It is made by the first load: python -m etl load "
            "PATH. If there was one, restore it from the backup."
        ) from None
    except OSError as error:
        raise KeyMissingError(
            f"The key file {path} cannot be used: {error.strerror}. "
            "Make it readable, or name another in HUB_KEY_FILE."
        ) from None
    if len(key) != LENGTH:
        raise KeyMissingError(f"The key file {path} is damaged. Restore it.")
    return key


def derived(key: bytes, purpose: str) -> bytes:
    """A secret of its own for one purpose."""
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=purpose.encode()).derive(key)


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
    return state_value(connection, KEY_MARK) if is_filled(connection) else None


def is_filled(connection: Connection) -> bool:
    return connection.scalar(select(file.c.file_id).limit(1)) is not None


def remember_key(connection: Connection, key: bytes) -> None:
    """From now on the warehouse takes no other key."""
    set_state(connection, KEY_MARK, _marked(key))


def _marked(key: bytes) -> str:
    return derived(key, "mark of the key").hex()


def _another(path: Path) -> KeyMissingError:
    return KeyMissingError(
        f"The key file {path} holds another key than this warehouse was filled with. {_REMEDY}"
    )
