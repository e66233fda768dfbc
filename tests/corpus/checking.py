"""Checking one file in a process of its own: how it ended, how long it took, what it said."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from etl.report.report import FAULT

_ENDINGS = (0, 1)  # exit statuses of a check that was carried out


@dataclass(frozen=True)
class Limits:
    """What a check of one file may take: seconds on the wall, and MB of its largest process."""

    seconds: float = 30
    megabytes: float = 1024


@dataclass(frozen=True)
class Checked:
    """A check that ended, perhaps because it was killed: `said` is its report, None without one."""

    seconds: float
    megabytes: float
    said: dict | None
    trouble: str = ""

    @property
    def problems(self) -> list[dict]:
        files = self.said["files"] if self.said else []
        return [problem for file in files for problem in file["problems"]]

    @property
    def status(self) -> str:
        files = self.said["files"] if self.said else []
        return ", ".join(file["status"] for file in files) or "-"

    def faults(self, limits: Limits) -> list[str]:
        """What must never be, in words; nothing where all is well."""
        faults = [self.trouble] if self.trouble else []
        if self.megabytes > limits.megabytes:
            faults.append(f"more than {limits.megabytes:,.0f} MB")
        if any(problem["rule"] == FAULT for problem in self.problems):
            faults.append("a fault of the program")
        mute = {problem["rule"] for problem in self.problems if not problem["remedy"].strip()}
        return faults + [f"no remedy: {rule}" for rule in sorted(mute)]


def checked(path: Path, database: str, limits: Limits) -> Checked:
    """Check a file with `python -m etl check`; what it says of itself goes to a file."""
    command = [sys.executable, "-m", "etl", "check", "--json", "--db", database, str(path)]
    with tempfile.TemporaryFile() as report, tempfile.TemporaryFile() as complaints:
        start = time.monotonic()
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=report,
            stderr=complaints,
            start_new_session=True,
        )
        alarm = threading.Timer(limits.seconds, os.killpg, (process.pid, signal.SIGKILL))
        alarm.start()
        _, ended, usage = os.wait4(process.pid, 0)
        alarm.cancel()
        process.returncode = os.waitstatus_to_exitcode(ended)
        texts = (_text_of(report), _text_of(complaints))
    seconds, megabytes = time.monotonic() - start, usage.ru_maxrss / 1024
    return _understood(process.returncode, *texts, seconds, megabytes)


def _text_of(file) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def _understood(
    status: int, report: str, complaints: str, seconds: float, megabytes: float
) -> Checked:
    if status == -signal.SIGKILL:
        return Checked(seconds, megabytes, None, "did not end in time")
    if "Traceback" in complaints or status not in _ENDINGS:
        last_line = (complaints.strip() or report.strip() or "nothing was said").splitlines()[-1]
        return Checked(seconds, megabytes, None, f"exit status {status}: {last_line[:200]}")
    try:
        return Checked(seconds, megabytes, json.loads(report))
    except ValueError:
        return Checked(seconds, megabytes, None, "its report is no JSON")
