"""Time whole processes in turn, A B A B, and compare them pair by pair."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """Seconds on the wall and of CPU, and peak memory in MB.

    CPU adds up the process and those that it waited for; memory is that of the largest of them.
    """

    seconds: float
    peak_mb: float
    cpu_seconds: float


def timed(
    command: list[str],
    stdin: Path | None = None,
    cwd: Path = ROOT,
    may_exit: tuple[int, ...] = (0,),
) -> Run:
    """Run a command to its end; it must exit with one of the statuses given."""
    with open(stdin or os.devnull, "rb") as given:  # noqa: PTH123 -- also os.devnull
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdin=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=cwd
        )
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in may_exit:
        sys.exit(f"{' '.join(command)} failed:\n{said.decode()}")
    return Run(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def paired(ours: Callable[[], Run], theirs: Callable[[], Run], times: int = 3) -> tuple[float, Run]:
    """The median ratio of ours to theirs over pairs, and our median run."""
    pairs = [(ours(), theirs()) for _ in range(times)]
    ratio = statistics.median(mine.seconds / other.seconds for mine, other in pairs)
    runs = sorted((mine for mine, _ in pairs), key=lambda run: run.seconds)
    return ratio, replace(runs[len(runs) // 2], peak_mb=max(run.peak_mb for run in runs))
