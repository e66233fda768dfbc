"""Commands of `python -m etl`: what one is, and what several of them take or refuse alike."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
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


def declare_files(parser: argparse.ArgumentParser) -> None:
    """The arguments of a command that reads files."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--backfill", action="store_true", help="history: prepared = arrived")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def reported(given: Arguments, loader, act: Callable) -> int:
    """Let a Loader act on the paths given and print its report; the exit status comes back."""
    from etl.archive.archive import ArchiveError
    from etl.archive.discover import PathError
    from etl.report.text import printed, progress

    try:
        with progress() as shown:
            report = act(replace(loader, progress=shown), given.paths)
    except (PathError, ArchiveError) as error:
        raise CommandError(str(error)) from None
    if given.json:
        json.dump(report.as_json(), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        printed(report)
    return report.exit_status
