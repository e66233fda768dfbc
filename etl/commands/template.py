"""python -m etl template AGREEMENT QUARTER: the workbook that a partner fills in."""

import argparse
from pathlib import Path

from data.settings import Settings
from etl.cli.command import Arguments, Command, CommandError


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("agreement", metavar="AGREEMENT", help="its code, like A-0231")
    parser.add_argument("quarter", metavar="QUARTER", help="like ‘2025/26 Q2’")
    parser.add_argument("--out", type=Path, metavar="FILE", help="else named for both, here")


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import existing_warehouse, reading
    from data.warehouse.state import today
    from etl.templates.issued_workbook import NotGivenError, put
    from etl.templates.template import template

    try:
        with reading(existing_warehouse(settings.database_url)) as connection:
            day = today(settings, connection)
            made = template(connection, given.agreement, given.quarter, day)
        path = put(made, given.out)
    except NotGivenError as reason:
        raise CommandError(str(reason)) from None
    print(f"The workbook to fill in is {path}.")
    return 0


COMMAND = Command("template", "the workbook for an agreement and quarter", _declare, _run)
