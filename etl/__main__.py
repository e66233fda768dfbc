"""The command line of the write side."""

import argparse
import json
import os
import sys

from data.settings import SettingError, settings_from
from data.warehouse.engine import WarehouseError
from etl.cli.command import CommandError
from etl.commands import commands

NOTHING_DONE = 2


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 0, 1 where something was refused, 2 where nothing ran."""
    given = _parser().parse_args(arguments)
    try:
        return given.run(given, settings_from(os.environ, getattr(given, "db", None)))
    except (WarehouseError, SettingError, CommandError) as error:
        print(error, file=sys.stderr)
        if getattr(given, "json", False):
            print(json.dumps({"error": str(error)}, ensure_ascii=False))
        return NOTHING_DONE
    except KeyboardInterrupt:
        print("Stopped. What had been loaded stays; nothing is half done.", file=sys.stderr)
        return NOTHING_DONE


class _OneLine(argparse.ArgumentParser):
    """Tells a mistake in one line, without the usage."""

    def error(self, message: str) -> None:
        self.exit(NOTHING_DONE, f"{message[0].upper()}{message[1:]} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="python -m etl", description=__doc__)
    choices = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in commands():
        chosen = choices.add_parser(command.name, help=command.sentence)
        command.declare(chosen)
        if command.needs_database:
            chosen.add_argument("--db", metavar="URL", help="the warehouse; else HUB_DATABASE_URL")
        chosen.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
