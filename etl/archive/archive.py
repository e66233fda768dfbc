"""Archive: the bytes of every file, encrypted under their SHA-256 before anything reads them."""

import hashlib
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from data.installation_key import LENGTH, KeyMissingError, derived, read_key
from data.settings import Settings

PARTICIPANTS = "participants"  # what the secret is for that hashes pseudonyms
_NONCE = 12
_UNDONE = ".undone"  # ends the name of a file that is being written
_STALE_SECONDS = 3600  # what was half written so long ago was left by a load that was killed


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
        """The installation's key; whoever loses it loses the archive."""
        try:
            return read_key(self.key_file)
        except KeyMissingError as missing:
            raise ArchiveError(str(missing)) from None

    def make_key(self) -> None:
        """Make the key, unless there is one: a key is never written over."""
        try:
            if not self.key_file.exists():
                self._make_key()
        except OSError as error:
            raise ArchiveError(
                f"The key file {self.key_file} cannot be made: {error.strerror}. "
                "Make its folder writable, or name another in HUB_KEY_FILE."
            ) from None

    def _make_key(self) -> None:
        folder = self.key_file.parent
        folder.mkdir(parents=True, exist_ok=True)
        with _written(folder, secrets.token_bytes(LENGTH)) as beside, suppress(FileExistsError):
            os.link(beside, self.key_file)
            _settle(folder)

    def secret(self, purpose: str) -> bytes:
        """A secret of its own for one purpose, from the installation's key."""
        return derived(self._key, purpose)

    def secret_for_check(self, purpose: str) -> bytes:
        """The same, but one for the moment where the installation has no key yet."""
        has_key = self.key_file.exists()
        return self.secret(purpose) if has_key else derived(secrets.token_bytes(LENGTH), purpose)

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, sha256: str, data: bytes) -> None:
        """Keep bytes, once; nothing is left half written."""
        path = self.path(sha256)
        try:
            self._clear()
            if not path.exists():
                self._write(path, sha256, data)
        except OSError as error:
            raise ArchiveError(
                f"The archive {self.folder} cannot be written: {error.strerror}. "
                "Free some room or make the folder writable; nothing was loaded."
            ) from None

    def _write(self, path: Path, sha256: str, data: bytes) -> None:
        nonce = os.urandom(_NONCE)
        sealed = AESGCM(self.secret("archive")).encrypt(nonce, data, sha256.encode())
        for folder in (self._workbench, path.parent):
            folder.mkdir(parents=True, exist_ok=True)
        with _written(self._workbench, nonce + sealed) as beside:
            beside.replace(path)
        _settle(path.parent)

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
        try:
            self.path(sha256).unlink(missing_ok=True)
        except OSError as error:
            raise ArchiveError(
                f"The archive {self.folder} still holds a file that was refused for personal data: "
                f"{error.strerror}. Make the folder writable and load that file once more."
            ) from None

    @property
    def _workbench(self) -> Path:
        """Where files are written before they are put in place."""
        return self.folder / ".new"

    def _clear(self) -> None:
        """Remove what killed loads left half written."""
        for folder in (self._workbench, self.key_file.parent):
            for left in folder.glob(f".*{_UNDONE}"):
                with suppress(OSError):  # another load clears as well, or the folder is read-only
                    if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                        left.unlink()


@contextmanager
def _written(folder: Path, data: bytes) -> Iterator[Path]:
    """A new file of some bytes, flushed to disk, for the caller to put in place in one step."""
    beside = folder / f".{secrets.token_hex(8)}{_UNDONE}"
    try:
        with beside.open("xb") as file:
            beside.chmod(0o600)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Let a new name in a folder outlast a power cut, where the file system can promise that."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
