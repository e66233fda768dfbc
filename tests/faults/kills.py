"""Loads that are killed: all of them, their reader alone, or the server under them."""

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tests.faults.disk import ended
from tests.faults.installation import Installation
from tests.faults.trial import Trial
from tests.support.waiting import PATIENCE_SECONDS

_PROC = Path("/proc")


def random_kills(trial: Trial, times: int, seed: int) -> None:
    """Kill a load's whole process group, at moments spread over the time that a load takes.

    Half of them fall anywhere, half after the load has begun to write.
    """
    chance = random.Random(seed)
    begins, ends = _timed(trial)
    for number in range(times):
        once_writing = bool(number % 2)
        kill(trial, chance.uniform(0, ends - begins * once_writing), once_writing)


def kill(trial: Trial, moment: float, once_writing: bool) -> None:
    """Kill a load's whole process group so many seconds after it has started, or has begun to
    write."""
    installation = trial.installation(key=None)
    process = installation.loading(trial.sent)
    if once_writing:
        _wait_for_writing(installation, process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    _kill_group(process)
    trial.judge(f"kill after {moment:.3f} s, once writing: {once_writing}", installation)


def _timed(trial: Trial) -> tuple[float, float]:
    """Seconds until a load begins to write, and until it ends."""
    installation = trial.installation(key=None)
    start = time.monotonic()
    process = installation.loading(trial.sent)
    _wait_for_writing(installation, process)
    begins = time.monotonic() - start
    ended(process)
    return begins, time.monotonic() - start


def _wait_for_writing(installation: Installation, process: subprocess.Popen) -> None:
    while process.poll() is None and not installation.archive.folder.exists():
        time.sleep(0.002)


def _kill_group(process: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def kills_of_the_reader(trial: Trial, times: int, seed: int) -> None:
    """Kill the process that reads workbooks; the load goes on and nothing is refused for it."""
    chance = random.Random(seed)
    for number in range(times):
        installation = trial.installation()
        process = installation.loading(trial.sent)
        reader = _reader_of(process)
        moment = chance.uniform(0, 0.6)
        time.sleep(moment)
        _kill(reader)
        told = ended(process)
        if installation.contents() != trial.undisturbed:
            trial.wrong.append(f"reader {number}: its load was not whole without a second one")
        trial.judge(f"reader {number} killed after {moment:.3f} s", installation, told)


def _reader_of(process: subprocess.Popen) -> int:
    """The first child of a load, as soon as it has one."""
    while process.poll() is None:
        for child in _children_of(process.pid):
            return child
        time.sleep(0.002)
    raise AssertionError("the load ended without a reader")


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _children_of(pid: int) -> Iterator[int]:
    with suppress(OSError):
        for task in _PROC.joinpath(str(pid), "task").iterdir():
            yield from map(int, task.joinpath("children").read_text().split())


def orphans(trial: Trial, times: int, seed: int) -> None:
    """Kill the load alone: its reader must not outlive it."""
    chance = random.Random(seed)
    for number in range(times):
        installation = trial.installation()
        process = installation.loading(trial.sent)
        reader = _reader_of(process)
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        process.communicate()
        if not _is_gone(reader, within=PATIENCE_SECONDS):
            trial.wrong.append(f"orphan {number}: a reader outlived its load")
        trial.judge(f"orphan {number}", installation)


def _is_gone(pid: int, within: float) -> bool:
    deadline = time.monotonic() + within
    while _PROC.joinpath(str(pid)).exists():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def kills_of_the_watcher(trial: Trial, times: int, seed: int) -> None:
    """Kill a watcher at its work; the next one puts every file away, once."""
    chance = random.Random(seed)
    begins, ends = _timed(trial)
    for number in range(times):
        installation = trial.installation(key=None)
        inbox = installation.folder / "inbox"
        shutil.copytree(trial.sent, inbox)
        watch = ("watch", "--once", "--settle", "0.1", inbox)
        process = installation.started(*watch)
        _wait_for_writing(installation, process)
        time.sleep(chance.uniform(0, ends - begins))
        _kill_group(process)
        ended(installation.started(*watch))
        if left := [path.name for path in inbox.iterdir() if path.is_file()]:
            trial.wrong.append(f"watcher {number}: {', '.join(left)} stayed in the inbox")
        if _put_away(inbox) != _sent_but_personal(trial):
            trial.wrong.append(f"watcher {number}: files are lost or there twice")
        trial.judge(f"watcher {number}", installation)


def _put_away(inbox: Path) -> list[bytes]:
    away = [path for place in ("accepted", "refused") for path in inbox.joinpath(place).iterdir()]
    return sorted(path.read_bytes() for path in away if ".report." not in path.name)


def _sent_but_personal(trial: Trial) -> list[bytes]:
    return sorted(data for sha256, data in trial.originals.items() if trial.is_to_keep(sha256))


def restarts(trial: Trial, times: int, seed: int) -> None:
    """Kill the server at a random moment of a load, and start it again; PostgreSQL only."""
    chance = random.Random(seed)
    begins, ends = _timed(trial)
    for number in range(times):
        installation = trial.installation(key=None)
        process = installation.loading(trial.sent)
        _wait_for_writing(installation, process)
        moment = chance.uniform(0, ends - begins)
        time.sleep(moment)
        trial.warehouses.kill()
        if number % 2:
            told = ended(process)
            trial.warehouses.start()
        else:
            trial.warehouses.start()
            told = ended(process)
        trial.judge(f"restart {number} after {moment:.3f} s (seed {seed})", installation, told)
