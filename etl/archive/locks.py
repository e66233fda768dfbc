"""Locks that die with whoever holds them: the system lets go of them, however they end."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

_TRIES, _PAUSE_SECONDS = 10, 0.02  # somebody who only looks holds it for less than this


def locked(path: Path) -> int | None:
    """An open file that holds the lock until it is closed; None where another holds it."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    for _ in range(_TRIES):
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return opened
        except BlockingIOError:
            time.sleep(_PAUSE_SECONDS)
    os.close(opened)
    return None


def is_held(path: Path) -> bool:
    """Whether somebody alive holds the lock."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False


@contextlib.contextmanager
def waited_for(path: Path) -> Iterator[None]:
    """Hold a lock, once everybody before has let go of it."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield
    finally:
        os.close(opened)
