"""python -m etl trace WHAT …: from a number back to its cell, from a cell on to its number."""

import argparse

from data.settings import Settings
from etl.cli.command import Arguments, Command, CommandError

_SENTENCE = "back to the cell that a number was typed in, or on to what became of it"
_EXAMPLES = """
examples:
  python -m etl trace A-0231 "2025/26 Q1"                   every return that came
  python -m etl trace A-0231 "2025/26 Q1" Progress --row 5  the cells that count today
  python -m etl trace return.xlsx Progress C5               what became of a cell
  python -m etl trace 3fb2a81c                              a file by its SHA-256
  python -m etl trace Y-0107                                a register's key
"""


def _declare(parser: argparse.ArgumentParser) -> None:
    parser.epilog, parser.formatter_class = _EXAMPLES, argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", metavar="WHAT", help="an agreement, a file, or a register's key")
    parser.add_argument("quarter_or_sheet", nargs="?", metavar="QUARTER | SHEET")
    parser.add_argument("sheet_or_cell", nargs="?", metavar="SHEET | CELL | ROW")
    parser.add_argument("--row", type=_row, metavar="N", help="only this row of the sheet")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def _row(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError("give the number of a row, like 5")
    return int(text)


def _run(given: Arguments, settings: Settings) -> int:
    import json

    from data.warehouse.engine import existing_warehouse, reading
    from etl.archive.archive import ArchiveError
    from etl.archive.archive_key import own_archive
    from etl.trace.archived_files import reopener
    from etl.trace.resolve import Tracer
    from etl.trace.text import lines
    from etl.trace.views import NotThereError, as_json

    words = [given.what, given.quarter_or_sheet, given.sheet_or_cell]
    engine = existing_warehouse(settings.database_url)
    try:
        with reading(engine) as connection, reopener(own_archive(connection, settings)) as opener:
            traced = Tracer(connection, opener).trace([w for w in words if w], given.row)
    except (NotThereError, ArchiveError) as missing:
        raise CommandError(str(missing)) from None
    if given.json:
        print(json.dumps(as_json(traced), ensure_ascii=False))
    else:
        print("\n".join(lines(traced)).strip())
    return 0


COMMAND = Command("trace", _SENTENCE, _declare, _run)
