"""Run a load or a check on the command line: progress meanwhile, then its report."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from etl.cli.command import Arguments, CommandError


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
