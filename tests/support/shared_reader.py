"""One process that reads the workbooks of all tests: to start one takes longer than most tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from unittest.mock import patch

from etl.extract.sandbox import Sandbox


class SharedReader(Sandbox):
    """A sandbox for loads of several threads; they take turns."""

    def __init__(self) -> None:
        super().__init__()
        self._turn = Lock()

    def read(
        self, data: bytes, suffix: str = "", known: frozenset[str] | None = None
    ) -> list[dict]:
        with self._turn:
            return super().read(data, suffix, known)


@contextmanager
def shared_reader() -> Iterator[None]:
    """Whoever enters a sandbox in this process enters the same one."""
    shared = SharedReader()
    with patch.object(Sandbox, "__enter__", lambda _: shared):
        try:
            yield
        finally:
            shared.__exit__()
