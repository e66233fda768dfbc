"""The bytes of every file, kept encrypted under their SHA-256 before anything reads them."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from data.settings import Settings

_NONCE = 12


class ArchiveError(Exception):
    """The archive cannot be written or read; its text says what to do."""


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Archive:
    """A folder of encrypted files, and the installation's key that opens them."""

    folder: Path
    key_file: Path

    @classmethod
    def of(cls, settings: Settings) -> "Archive":
        return cls(settings.archive, settings.key_file)

    @cached_property
    def _key(self) -> bytes:
        """The installation's key, made at first use; whoever loses it loses the archive."""
        try:
            if not self.key_file.exists():
                self.key_file.parent.mkdir(parents=True, exist_ok=True)
                _write_once(self.key_file, secrets.token_bytes(32))
            key = self.key_file.read_bytes()
        except OSError as error:
            raise ArchiveError(
                f"The key file {self.key_file} cannot be used: {error.strerror}. "
                "Make its folder writable, or name another in HUB_KEY_FILE."
            ) from None
        if len(key) != 32:
            raise ArchiveError(f"The key file {self.key_file} is damaged. Restore it.")
        return key

    def secret(self, purpose: str) -> bytes:
        """A secret of its own for one purpose, from the installation's key."""
        return _derived(self._key, purpose)

    def secret_for_check(self, purpose: str) -> bytes:
        """The same, but one for the moment where the installation has no key yet."""
        has_key = self.key_file.exists()
        return self.secret(purpose) if has_key else _derived(secrets.token_bytes(32), purpose)

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, sha256: str, data: bytes) -> None:
        """Keep bytes, once; nothing is left half written."""
        path = self.path(sha256)
        if path.exists():
            return
        nonce = os.urandom(_NONCE)
        sealed = AESGCM(self.secret("archive")).encrypt(nonce, data, sha256.encode())
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_once(path, nonce + sealed)
        except OSError as error:
            raise ArchiveError(
                f"The archive {self.folder} cannot be written: {error.strerror}. "
                "Free some room or make the folder writable; nothing was loaded."
            ) from None

    def open(self, sha256: str) -> bytes:
        """The bytes as they came."""
        try:
            sealed = self.path(sha256).read_bytes()
            opened = AESGCM(self.secret("archive")).decrypt(
                sealed[:_NONCE], sealed[_NONCE:], sha256.encode()
            )
        except (OSError, InvalidTag, ValueError):
            raise ArchiveError(
                f"The archived file {sha256[:12]}… cannot be opened. Restore the archive and its "
                "key from the backup."
            ) from None
        return opened

    def forget(self, sha256: str) -> None:
        """Drop the bytes of a file that was refused for personal data."""
        self.path(sha256).unlink(missing_ok=True)


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key)


def _write_once(path: Path, data: bytes) -> None:
    """Write beside, flush to disk, then put in place in one step."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            beside.chmod(0o600)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
