"""Sandbox: workbooks are read elsewhere, and whatever one does, its process can be killed."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from etl.extract import limits
from etl.extract.reader import LENGTH, request
from etl.schema.problem import RefusedError

_ROOT = Path(__file__).resolve().parents[2]
_TOO_COSTLY = (
    "too_costly",
    "The workbook could not be read within the time and memory allowed.",
    "Copy the data to a new workbook and send that, or send a long table as CSV.",
)


class Sandbox:
    """One reading process, started when first needed and again after each death.

    Use as a context manager; `read` may be called from one thread at a time.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(self, *_: object) -> None:
        self._kill()

    def read(
        self, data: bytes, suffix: str = "", known: frozenset[str] | None = None
    ) -> list[dict]:
        """The sheets of a workbook; RefusedError where it cannot be read in time and memory.

        `suffix` is how its name ends, like `.xlsx`; `known` are the plain names of the hub's own
        sheets, all where none are given: only they refuse a workbook by being too large.
        A reader that died in good time, as where the machine ran out of memory, is tried once more:
        the file may be innocent.
        """
        asking = request(data, suffix, known)
        reply = self._reply(asking) or self._reply(asking) or {"refused": _TOO_COSTLY}
        if "refused" in reply:
            raise RefusedError(*reply["refused"])
        return reply["sheets"]

    def _reply(self, asking: list[bytes]) -> dict | None:
        """The reader's reply; None where it died in good time."""
        process = self._running()
        deadline = time.monotonic() + limits.READER_SECONDS
        alarm = threading.Timer(limits.READER_SECONDS, process.kill)
        alarm.start()
        try:
            return self._exchange(process, asking)
        except (OSError, EOFError):
            self._kill()
            return None if time.monotonic() < deadline else {"refused": _TOO_COSTLY}
        finally:
            alarm.cancel()

    def _running(self) -> subprocess.Popen:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "etl.extract.reader"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={"PATH": os.environ.get("PATH", "")},
            )
        return self._process

    @staticmethod
    def _exchange(process: subprocess.Popen, asking: list[bytes]) -> dict:
        process.stdin.writelines(asking)
        process.stdin.flush()
        (length,) = LENGTH.unpack(_whole(process, LENGTH.size))
        return json.loads(_whole(process, length))

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _whole(process: subprocess.Popen, length: int) -> bytes:
    """So many bytes of what a process says; EOFError where it ends before."""
    data = process.stdout.read(length)
    if len(data) < length:
        raise EOFError
    return data
