"""python -m etl rejects FILE: give its sender back the rows that could not be loaded."""

import argparse
from pathlib import Path

from data.settings import Settings
from etl.cli.command import Arguments, Command, CommandError


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a path, a loaded file's name, or its SHA-256")
    parser.add_argument("--out", type=Path, metavar="FILE", help="else named for it, here")


def _run(given: Arguments, settings: Settings) -> int:
    from data.warehouse.engine import existing_warehouse, reading
    from data.warehouse.state import today
    from etl.templates.choose_file import find
    from etl.templates.issued_workbook import NotGivenError, put
    from etl.templates.rejects import give_back

    try:
        with reading(existing_warehouse(settings.database_url)) as connection:
            file, data = find(connection, settings, given.file)
            back = give_back(connection, file, data, today(settings, connection))
        path = put(back.given, given.out) if back.given else None
    except NotGivenError as reason:
        raise CommandError(str(reason)) from None
    _tell(back, path)
    return 0


def _tell(back, path: Path | None) -> None:
    from etl.report.grouping import alike

    if path is None:
        print(f"Nothing of {back.file.name} is left to correct.")
    else:
        for sheet, rows in back.rows.items():
            print(f"{sheet}: {rows:,} row{'' if rows == 1 else 's'}")
        print(f"They are in {path}, with each faulty cell marked.")
        print(f"Send it to {back.recipient}.")
        how = "they are added to what was loaded" if back.are_added else "it replaces what was sent"
        print(f"When it comes back corrected, load it: {how}.")
    if back.queries:
        print("Loaded, but worth a question:")
    for group in alike(back.queries):
        print(f"  {group.place}: {group.message} {group.remedy}")


COMMAND = Command("rejects", "give rejected rows back to their sender", _declare, _run)
