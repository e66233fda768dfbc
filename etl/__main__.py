"""The command line of the write side: python -m etl load | check | sample | rebuild | status."""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from data.settings import SettingError, Settings, settings_from
from data.warehouse.engine import WarehouseError

NOTHING_DONE = 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 where something was refused, 2 where nothing ran."""
    given = _parser().parse_args(arguments)
    try:
        settings = settings_from(os.environ, getattr(given, "db", None))
        return given.run(given, settings)
    except (WarehouseError, SettingError, CommandError) as error:
        print(error, file=sys.stderr)
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("Stopped. What had been loaded stays; nothing is half done.", file=sys.stderr)
        return NOTHING_DONE


class CommandError(Exception):
    """A command that cannot be carried out; its text says what to do."""


class _OneLine(argparse.ArgumentParser):
    """Tells a mistake in one line, without the usage."""

    def error(self, message: str) -> None:
        self.exit(NOTHING_DONE, f"{message[0].upper()}{message[1:]} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="python -m etl", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, help_text in (
        ("load", _load, "load files and folders"),
        ("check", _check, "read everything, write nothing"),
    ):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        command.add_argument("--backfill", action="store_true", help="history: prepared = arrived")
        command.add_argument("--json", action="store_true", help="one JSON object on stdout")
        _with_database(command, run)
    sample = commands.add_parser("sample", help="write the files of a made-up hub")
    sample.add_argument("folder", type=Path, metavar="DIR")
    sample.add_argument("--today", type=_day, metavar="DATE", help="its day; else today")
    sample.add_argument("--scale", type=_scale, default=1, metavar="N", help="N times the children")
    sample.set_defaults(run=_sample)
    _with_database(commands.add_parser("rebuild", help="make all marts anew"), _rebuild)
    _with_database(commands.add_parser("status", help="what the warehouse holds"), _status)
    upgrade = commands.add_parser("upgrade", help="bring an older warehouse up to date")
    _with_database(upgrade, _upgrade)
    return parser


def _with_database(command: argparse.ArgumentParser, run) -> None:
    command.add_argument("--db", metavar="URL", help="the warehouse; else HUB_DATABASE_URL")
    command.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"‘{text}’ is not a date like 2026-01-15") from None


def _scale(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError("give a whole number from 1 to 100")
    return int(text)


def _load(given: argparse.Namespace, settings: Settings) -> int:
    from data.warehouse.engine import open_warehouse
    from etl.load import Loader

    _require_paths(given.paths)
    return _run(given, settings, Loader(open_warehouse(settings.database_url), settings), "load")


def _check(given: argparse.Namespace, settings: Settings) -> int:
    from data.warehouse.engine import warehouse_to_check
    from etl.load import Loader

    _require_paths(given.paths)
    engine = warehouse_to_check(settings.database_url)
    return _run(given, settings, Loader(engine, settings), "check")


def _run(given: argparse.Namespace, settings: Settings, loader, act: str) -> int:
    from dataclasses import replace

    from etl.archive import ArchiveError
    from etl.load import PathError
    from etl.sample.marker import keep_sample_day
    from etl.told import printed, progress

    try:
        if act == "load":
            keep_sample_day(loader.engine, given.paths)
        with progress() as shown:
            loader = replace(loader, backfill=given.backfill, progress=shown)
            report = getattr(loader, act)(given.paths)
    except (PathError, ArchiveError) as error:
        raise CommandError(str(error)) from None
    if given.json:
        json.dump(report.as_json(), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        printed(report)
    return report.exit_status


def _require_paths(paths: list[Path]) -> None:
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CommandError(f"There is no such file or folder: {', '.join(missing)}.")


def _sample(given: argparse.Namespace, settings: Settings) -> int:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from etl.sample import write_sample
    from etl.sample.marker import write_marker

    day = given.today or settings.fixed_today or datetime.now(ZoneInfo("Europe/London")).date()
    try:
        write_sample(given.folder, day, given.scale)
        write_marker(given.folder, day)
    except OSError as error:
        raise CommandError(f"{given.folder} cannot be written: {error.strerror}.") from None
    print(f"The sample hub, as of {day.day} {day:%B %Y}, is in {given.folder}.")
    return 0


def _rebuild(given: argparse.Namespace, settings: Settings) -> int:
    from data.warehouse.engine import existing_warehouse, writing
    from data.warehouse.refresh import rebuild_marts
    from data.warehouse.state import raise_version

    with writing(existing_warehouse(settings.database_url)) as connection:
        rebuild_marts(connection)
        raise_version(connection)
    print("All marts were made anew.")
    return 0


def _status(given: argparse.Namespace, settings: Settings) -> int:
    from data.warehouse.engine import existing_warehouse
    from etl.told import print_status

    print_status(existing_warehouse(settings.database_url))
    return 0


def _upgrade(given: argparse.Namespace, settings: Settings) -> int:
    from data.warehouse.engine import open_warehouse

    open_warehouse(settings.database_url)
    print("The warehouse is up to date.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
