"""The installation's key, and the secrets of one purpose each that are derived from it."""

from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH = 32


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
