"""Have workbooks read elsewhere: whatever a file does, it does to a process that can be killed."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from etl.extract import limits
from etl.extract.reader import LENGTH
from etl.problem import RefusedError

_ROOT = Path(__file__).resolve().parents[2]


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

    def read(self, data: bytes) -> list[dict]:
        """The sheets of a workbook; RefusedError where it cannot be read in time and memory."""
        process = self._running()
        alarm = threading.Timer(limits.READER_SECONDS, process.kill)
        alarm.start()
        try:
            reply = self._exchange(process, data)
        except (OSError, EOFError):
            self._kill()
            raise RefusedError(
                "too_costly",
                "The workbook could not be read within the time and memory allowed.",
                "Copy the data to a new workbook and send that.",
            ) from None
        finally:
            alarm.cancel()
        if "refused" in reply:
            raise RefusedError(*reply["refused"])
        return reply["sheets"]

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
    def _exchange(process: subprocess.Popen, data: bytes) -> dict:
        process.stdin.write(LENGTH.pack(len(data)))
        process.stdin.write(data)
        process.stdin.flush()
        head = process.stdout.read(LENGTH.size)
        if len(head) < LENGTH.size:
            raise EOFError
        return json.loads(process.stdout.read(LENGTH.unpack(head)[0]))

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None
