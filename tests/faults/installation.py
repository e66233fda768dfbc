"""A hub of its own in a folder, loaded as people load it: on the command line."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Engine, select

from data.settings import Settings, settings_from
from data.warehouse.engine import existing_warehouse, reading
from data.warehouse.tables import file, load_sheet
from etl.__main__ import main
from etl.archive.archive import Archive, sha256_of
from tests.support.drawn_sheets import TODAY, Hub
from tests.support.independent_count import Uncountable, rows_of

ROOT = Path(__file__).resolve().parents[2]
KEY = b"the same key for all of them...."


@dataclass(frozen=True)
class Told:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def is_plain(self) -> bool:
        """Whether it went as usual, or told its fault in one plain sentence."""
        if self.status == 2:
            return self.err.count("\n") == 1 and not self.out and "rror:" not in self.err
        return self.status in (0, 1) and not self.err


@dataclass(frozen=True)
class Installation:
    """A warehouse, an archive and a key; `url` is the warehouse's address."""

    folder: Path
    url: str

    @cached_property
    def environment(self) -> dict[str, str]:
        return {
            "HUB_DATABASE_URL": self.url,
            "HUB_ARCHIVE": str(self.folder / "archive"),
            "HUB_KEY_FILE": str(self.folder / "hub.key"),
            "HUB_TODAY": TODAY,
        }

    @property
    def settings(self) -> Settings:
        return settings_from(self.environment)

    @property
    def archive(self) -> Archive:
        return Archive.of(self.settings)

    def load(self, *paths: Path) -> Told:
        """Load in this process."""
        out, err = io.StringIO(), io.StringIO()
        environment = patch.dict(os.environ, self.environment)
        with environment, redirect_stdout(out), redirect_stderr(err):
            status = main(["load", *map(str, paths)])
        return Told(status, out.getvalue(), err.getvalue())

    def loading(self, *paths: Path, **how) -> subprocess.Popen:
        """A load in a process group of its own; `how` as for Popen."""
        return self.started("load", *paths, **how)

    def started(self, *words, **how) -> subprocess.Popen:
        """A command in a process group of its own; `how` as for Popen."""
        return subprocess.Popen(
            [sys.executable, "-m", "etl", *map(str, words)],
            cwd=ROOT,
            env=os.environ | self.environment | {"PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **how,
        )

    def contents(self) -> dict:
        """All rows of all tables, but for the clock."""
        with self.opened() as engine:
            return Hub(engine, self.folder).everything()

    def recorded(self) -> list:
        """(sha256, name, sheet, rows, accounted) of every sheet on record."""
        sums = sum(load_sheet.c[name] for name in ("loaded", "unchanged", "rejected", "set_aside"))
        columns = (file.c.sha256, file.c.name, load_sheet.c.sheet, load_sheet.c.rows, sums)
        with self.opened() as engine, reading(engine) as connection:
            return connection.execute(select(*columns).join_from(file, load_sheet)).all()

    @contextmanager
    def opened(self) -> Iterator[Engine]:
        engine = existing_warehouse(self.url)
        try:
            yield engine
        finally:
            engine.dispose()

    def kept(self) -> set[str]:
        """The SHA-256 of every file in the archive."""
        return {path.name for path in self.archive.folder.glob("??/*")}

    def undone(self) -> list[Path]:
        """What stands beside the archive's files and the key, half written."""
        return [path for path in self.folder.rglob(".*") if path.is_file()]


def unexplained(installation: Installation, originals: dict[str, bytes]) -> tuple[int, int]:
    """How many rows are on record, and how many of them or of their files are not explained.

    The rows of each recorded sheet are counted a second way in the `originals`, which are known by
    their SHA-256; a file that is on record must have its bytes in the archive, but for one that
    was refused for personal data.
    """
    rows, astray = 0, 0
    for sha256, name, sheet, said, accounted in installation.recorded():
        counted = counted_rows(originals[sha256], name)[sheet]
        rows += said
        astray += abs(counted - said) + abs(said - accounted)
        kept = installation.archive.path(sha256)
        if kept.exists() and installation.archive.open(sha256) != originals[sha256]:
            astray += said
    return rows, astray


def counted_rows(data: bytes, name: str) -> dict[str, int]:
    try:
        return rows_of(data, name)
    except Uncountable:
        return {}


def originals_in(folder: Path) -> dict[str, bytes]:
    found = [path.read_bytes() for path in folder.iterdir()]
    return {sha256_of(data): data for data in found}
