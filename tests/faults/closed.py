"""A warehouse or an archive that may not be written, and a warehouse that another program holds."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from data.warehouse.engine import engine_for, writing
from tests.faults.trial import Trial


def read_only(trial: Trial) -> None:
    """The archive's folder cannot be written, nor the warehouse where it is a file."""
    for name in ("archive", "warehouse.db"):
        installation = trial.installation()
        path = installation.folder / name
        if name == "archive":
            path.mkdir()
        if not path.exists():
            continue
        with _fixed(path):
            told = installation.load(trial.sent)
        _must_be_told(trial, name, told)
        trial.judge(f"{name} could not be written", installation, told)


@contextmanager
def _fixed(path: Path) -> Iterator[None]:
    """Nobody may write it meanwhile, not even root, whom permissions do not bind."""
    mode = path.stat().st_mode
    path.chmod(mode & ~0o222)
    if os.geteuid() == 0:
        subprocess.run(["chattr", "+i", path], check=True)
    try:
        yield
    finally:
        if os.geteuid() == 0:
            subprocess.run(["chattr", "-i", path], check=True)
        path.chmod(mode)


def held(trial: Trial) -> None:
    """Another program holds the warehouse for longer than a load waits."""
    installation = trial.installation()
    mark = "&" if "?" in installation.url else "?"
    hurried = replace(installation, url=f"{installation.url}{mark}timeout=1")
    engine = engine_for(installation.url)
    with writing(engine):
        told = hurried.load(trial.sent)
    engine.dispose()
    _must_be_told(trial, "a warehouse held by another", told)
    trial.judge("the warehouse was held by another", installation, told)


def _must_be_told(trial: Trial, what: str, told) -> None:
    if told.status != 2:
        trial.wrong.append(f"{what}: the load ended with {told.status}, as if nothing were amiss")
