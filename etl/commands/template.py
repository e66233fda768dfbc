"""python -m etl template AGREEMENT QUARTER: a return to fill in; of a REGISTER alone, its list."""

import argparse
from pathlib import Path

from data.settings import Settings
from etl.cli.command import Arguments, Command, CommandError


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar="AGREEMENT", help="its code, like A-0231; or a register")
    parser.add_argument("quarter", metavar="QUARTER", nargs="?", help="like ‘2025/26 Q2’")
    parser.add_argument("--from", dest="older", type=Path, metavar="OLDER", help=_OLDER)
    parser.add_argument("--out", type=Path, metavar="FILE", help="else named for both, here")


_OLDER = "an older workbook; what was typed into it goes into the new one"


def _run(given: Arguments, settings: Settings) -> int:
    from etl.templates.issued_workbook import NotGivenError, put

    try:
        made = _made(given, settings)
        path = put(made, given.out)
    except NotGivenError as reason:
        raise CommandError(str(reason)) from None
    print(f"The workbook to fill in is {path}.")
    if made.left_out:
        print(f"What has no place in it stays in {given.older}:")
    for sentence in made.left_out:
        print(f"  {sentence}")
    return 0


def _made(given: Arguments, settings: Settings):
    from data.warehouse.engine import existing_warehouse, reading
    from data.warehouse.state import today
    from etl.templates.register_workbook import register_workbook
    from etl.templates.template import template

    older = _older(given.older) if given.older else None
    with reading(existing_warehouse(settings.database_url)) as connection:
        day = today(settings, connection)
        if given.quarter is None:
            return register_workbook(given.what, day, older)
        return template(connection, given.what, given.quarter, day, older)


def _older(path: Path):
    from etl.templates.older_workbook import older_workbook

    try:
        return older_workbook(path.name, path.read_bytes())
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None


COMMAND = Command(
    "template", "the workbook for an agreement and quarter, or a register", _declare, _run
)
