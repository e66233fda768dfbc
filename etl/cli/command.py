"""What a command of `python -m etl` is, and what several of them take or refuse alike."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.settings import Settings

Arguments = argparse.Namespace


class CommandError(Exception):
    """A command that cannot be carried out; its text says what to do."""


@dataclass(frozen=True)
class Command:
    """One command: `declare` adds its arguments, `run` gives the exit status.

    A file of a command imports what is heavy inside `run`, so that the others start at once.
    """

    name: str
    sentence: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Arguments, Settings], int]
    needs_database: bool = True


def require_paths(paths: list[Path]) -> None:
    """CommandError where a file or folder that is to be read is not there."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        others = " The others were not read either." if len(missing) < len(paths) else ""
        raise CommandError(f"There is no such file or folder: {', '.join(missing)}.{others}")


def takes_nothing(_: argparse.ArgumentParser) -> None:
    """The `declare` of a command that needs only the warehouse."""
