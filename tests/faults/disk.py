"""A disk that fails: at the n-th call that writes, at files beyond a size, and when it is full."""

import errno
import io
import os
import resource
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from unittest.mock import patch

from tests.faults.installation import Installation, Told
from tests.faults.trial import Trial
from tests.support.waiting import PATIENCE_SECONDS

_CALLS = ("fsync", "replace", "link", "mkdir", "chmod", "unlink", "open")


@dataclass
class Calls:
    """Counts what is asked of the file system, and lets the call numbered `at` find it full."""

    at: int = 0
    made: list[str] = field(default_factory=list)

    def asked(self, name: str, act, *given, **more):
        self.made.append(name)
        if len(self.made) == self.at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return act(*given, **more)

    def opened(self, act, path, mode="r", *given, **more):
        if mode == "xb":  # the archive writes in no other way
            return self.asked("open", act, path, mode, *given, **more)
        return act(path, mode, *given, **more)


@contextmanager
def failing(calls: Calls) -> Iterator[Calls]:
    """While this lasts, calls of Python's that write to the disk are counted."""
    with ExitStack() as stack:
        for name in _CALLS:
            replaced = partial(calls.asked, name, getattr(os, name))
            stack.enter_context(patch.object(os, name, replaced))
        stack.enter_context(patch.object(io, "open", partial(calls.opened, io.open)))
        yield calls


def sweep_of_calls(trial: Trial, numbers: Iterable[int] | None = None) -> None:
    """Fail the first call, the second, … until a load makes no more; `numbers` takes a sample."""
    for number in numbers or count(1):
        installation = trial.installation(key=None)
        with failing(Calls(number)) as calls:
            told = installation.load(trial.sent)
        if len(calls.made) < number:
            return
        trial.judge(f"file call {number} ({calls.made[-1]}) failed", installation, told)


def sweep_of_sizes(trial: Trial) -> None:
    """Let no file grow beyond so many bytes, more each time, until a load ends as usual."""
    for size in _growing(2_000, 1.3):
        installation = trial.installation()
        told = _within(installation, trial.sent, size)
        trial.judge(f"files were held to {size:,} bytes", installation, told)
        if told.status != 2:
            return


def _within(installation: Installation, sent: Path, size: int) -> Told:
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))
    return ended(installation.loading(sent, preexec_fn=limit))


def ended(process: subprocess.Popen) -> Told:
    out, err = process.communicate(timeout=PATIENCE_SECONDS)
    return Told(process.returncode, out, err)


def _growing(size: int, times: float) -> Iterator[int]:
    while True:
        yield size
        size = int(size * times)


def _may_mount() -> bool:
    return (
        os.geteuid() == 0
        and not subprocess.run(
            ["unshare", "--mount", "true"], capture_output=True, check=False
        ).returncode
    )


def sweep_of_disks(trial: Trial) -> None:
    """Install on a disk of so many kilobytes, larger each time, until a load ends as usual."""
    if not _may_mount():
        raise PermissionError("to mount a small disk takes root: this fault cannot be tried")
    for size in _growing(500, 1.06):
        with _disk(trial.folder / f"disk-{size}", size) as grow:
            installation = trial.installation(on=trial.folder / f"disk-{size}")
            told = ended(installation.loading(trial.sent))
            grow()
            trial.judge(f"the disk held {size:,} kB", installation, told)
        if told.status != 2:
            return


@contextmanager
def _disk(folder: Path, kilobytes: int) -> Iterator:
    """A file system in memory; what is given makes it large."""
    folder.mkdir()
    mount = partial(subprocess.run, check=True)
    mount(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder])
    try:
        yield lambda: mount(["mount", "-o", "remount,size=64m", folder])
    finally:
        mount(["umount", "--lazy", folder])
