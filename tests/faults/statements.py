"""A database that fails at the n-th write: the drivers' own error, out of their own cursors."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

import psycopg
from sqlalchemy import Engine, event

from tests.faults.trial import Trial

_READS = ("select", "pragma", "with", "show", "set")


@dataclass
class Fuse:
    """Counts writes, and fails the one numbered `at`: instead of doing it, or, with `is_done`, once
    it is done but nobody has heard of it."""

    at: int = 0
    is_done: bool = False
    only_commits: bool = False
    writes: int = 0
    has_blown: bool = False

    def burn(self, error: Exception, act, *given, is_commit: bool = False, **more):
        if self.only_commits and not is_commit:
            return act(*given, **more)
        self.writes += 1
        if self.writes != self.at:
            return act(*given, **more)
        self.has_blown = True
        if self.is_done:
            act(*given, **more)
        raise error


def _is_write(statement) -> bool:
    return isinstance(statement, str) and not statement.lstrip().lower().startswith(_READS)


def _sqlite_with(fuse: Fuse) -> type[sqlite3.Connection]:
    def full() -> sqlite3.OperationalError:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        return error

    class Cursor(sqlite3.Cursor):
        def execute(self, statement, *given):
            act = super().execute
            if not _is_write(statement):
                return act(statement, *given)
            return fuse.burn(full(), act, statement, *given)

        def executemany(self, statement, *given):
            return fuse.burn(full(), super().executemany, statement, *given)

    class Connection(sqlite3.Connection):
        def cursor(self, factory=Cursor):
            return super().cursor(factory)

        def commit(self):
            return fuse.burn(full(), super().commit, is_commit=True)

    return Connection


def _postgresql_with(fuse: Fuse) -> type[psycopg.Connection]:
    def full() -> psycopg.errors.DiskFull:
        return psycopg.errors.DiskFull("could not extend file: No space left on device")

    class Cursor(psycopg.Cursor):
        def execute(self, statement, *given, **more):
            act = super().execute
            if not _is_write(statement):
                return act(statement, *given, **more)
            return fuse.burn(full(), act, statement, *given, **more)

        def executemany(self, *given, **more):
            return fuse.burn(full(), super().executemany, *given, **more)

        def copy(self, *given, **more):
            return fuse.burn(full(), super().copy, *given, **more)

    class Connection(psycopg.Connection):
        def __init__(self, *given, **more):
            super().__init__(*given, **more)
            self.cursor_factory = Cursor

        def commit(self):
            return fuse.burn(full(), super().commit, is_commit=True)

    return Connection


@contextmanager
def failing(fuse: Fuse) -> Iterator[Fuse]:
    """While this lasts, every new connection's writes burn the fuse."""

    def connect(dialect, _record, given, more):
        if dialect.name == "sqlite":
            more["factory"] = _sqlite_with(fuse)
            return None
        return _postgresql_with(fuse).connect(*given, **more)

    event.listen(Engine, "do_connect", connect)
    try:
        yield fuse
    finally:
        event.remove(Engine, "do_connect", connect)


def sweep(trial: Trial, numbers: Iterable[int] | None = None, **how) -> None:
    """Fail the first write, the second, … until a load has none left to fail.

    `numbers` takes a sample of them; `how` as for Fuse.
    """
    for number in numbers or count(1):
        installation = trial.installation()
        with failing(Fuse(number, **how)) as fuse:
            told = installation.load(trial.sent)
        if not fuse.has_blown:
            return
        trial.judge(f"write {number} failed", installation, told)
