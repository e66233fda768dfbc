"""python -m etl sample DIR: write the files of a made-up hub."""

import argparse
from datetime import date
from pathlib import Path

from data.settings import Settings
from etl.cli.command import Arguments, Command, CommandError


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--today", type=_day, metavar="DATE", help="its day; else today")
    parser.add_argument("--scale", type=_scale, default=1, metavar="N", help="N times the children")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"‘{text}’ is not a date like 2026-01-15") from None


def _scale(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError("give a whole number from 1 to 100")
    return int(text)


def _run(given: Arguments, settings: Settings) -> int:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from data.formatting import day as written
    from etl.sample import write_sample
    from etl.sample.marker import write_marker

    day = given.today or settings.fixed_today or datetime.now(ZoneInfo("Europe/London")).date()
    try:
        write_sample(given.folder, day, given.scale)
        write_marker(given.folder, day)
    except OSError as error:
        raise CommandError(f"{given.folder} cannot be written: {error.strerror}.") from None
    print(f"The sample hub, as of {written(day)}, is in {given.folder}.")
    return 0


COMMAND = Command(
    "sample", "write the files of a made-up hub", _declare, _run, needs_database=False
)
