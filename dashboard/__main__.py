"""The hub's figures on the command line: `python -m dashboard kpis | flags | funds | …`."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date

from dashboard import jsons, printing
from dashboard.access import COMMAND_LINE, Denied, NotFound
from dashboard.journal import Journal
from dashboard.kpi import FUNCTIONS
from dashboard.selection import SPANS, Selection
from dashboard.store import Store
from data.activities import ACTIVITIES
from data.hub import HUB, HUB_WIDE, slug_of
from data.installation_key import KeyMissingError
from data.journal.verifying import said
from data.settings import SettingError, settings_from
from data.warehouse.engine import WarehouseError, existing_warehouse
from data.warehouse.quarters import Quarter, academic_year, parse_year


def main(words: list[str] | None = None) -> int:
    """Run one command; 2 with one line on standard error where it cannot be done."""
    asked = _parser().parse_args(words)
    try:
        settings = settings_from(os.environ, asked.db)
        opened = asked.opens(existing_warehouse(settings.database_url), settings)
        status = asked.command(opened, asked)
        sys.stdout.flush()
    except (SettingError, WarehouseError, KeyMissingError, NotFound, Denied) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, like head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status or 0


def kpis(store: Store, asked: argparse.Namespace) -> None:
    chosen = Selection(asked.quarter, asked.span, asked.area, asked.function, asked.activity)
    readings = store.readings(COMMAND_LINE, chosen)
    if asked.json:
        return _write(jsons.kpis(chosen, readings))
    return printing.kpis(readings)


def flags(store: Store, asked: argparse.Namespace) -> None:
    day = asked.on or store.today()
    found = store.flags(COMMAND_LINE, day)
    return _write(jsons.flags(day, found)) if asked.json else printing.flags(found)


def funds(store: Store, asked: argparse.Namespace) -> None:
    rows = store.funds(COMMAND_LINE, asked.year)
    return _write(jsons.funds(asked.year, rows)) if asked.json else printing.funds(rows)


def restatements(store: Store, asked: argparse.Namespace) -> None:
    quarters = [asked.quarter] if asked.quarter else None
    entries = store.restatements(COMMAND_LINE, quarters, asked.area)
    if asked.json:
        return _write(jsons.restatements(asked.quarter, asked.area, entries))
    return printing.restatements(entries)


def entries(store: Store, asked: argparse.Namespace) -> None:
    acts = [
        one for one in store.acts(COMMAND_LINE) if asked.agreement in (None, one.agreement_code)
    ]
    return _write(jsons.journal(acts)) if asked.json else printing.journal(acts)


def verify(journal: Journal, asked: argparse.Namespace) -> int:
    """1 where the journal is not as it was written."""
    count, found = journal.findings()
    if asked.json:
        _write({"entries": count, "findings": found})
    else:
        print(said(found, count))
    return 1 if found else 0


def _write(answer: dict) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=2))


class _OneLine(argparse.ArgumentParser):
    """Tells a mistake in one line, without the usage."""

    def error(self, message: str) -> None:
        self.exit(2, f"{message[0].upper()}{message[1:]} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _kpis_parser(_command(commands, kpis, "every KPI for a period"))
    day = _command(commands, flags, "every state of every rule on a day")
    day.add_argument("--on", type=_told(date.fromisoformat, "Write a date like 2026-01-15."))
    year = _command(commands, funds, "the money of each area in a year")
    year.add_argument("--year", required=True, type=_told(_year), help="an academic year: 2025/26")
    _restatements_parser(_command(commands, restatements, "figures changed after the due day"))
    _journal_parser(commands.add_parser("journal", help="what people decided"))
    return parser


def _journal_parser(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listed = _command(commands, entries, "every entry, newest first", "list")
    listed.add_argument("--agreement", metavar="CODE", help="only of this agreement")
    checked = _command(commands, verify, "whether the journal is as it was written")
    checked.set_defaults(opens=Journal)


def _command(
    commands, command: Callable, sentence: str, name: str | None = None
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name or command.__name__, help=sentence, description=sentence)
    parser.add_argument("--db", help="a database file or address; else HUB_DATABASE_URL")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.set_defaults(command=command, opens=Store)
    return parser


def _kpis_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quarter", required=True, type=_told(Quarter.parse), help="a quarter: 2025/26 Q1"
    )
    _area_option(parser)
    parser.add_argument("--span", choices=tuple(SPANS), default="quarter")
    parser.add_argument("--function", choices=tuple(FUNCTIONS), metavar="FUNCTION")
    activities = ", ".join(ACTIVITIES)
    parser.add_argument("--activity", type=_told(_activity), help=activities)


def _restatements_parser(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quarter", type=_told(Quarter.parse), help="a quarter: 2025/26 Q1")
    _area_option(parser)


def _area_option(parser: argparse.ArgumentParser) -> None:
    areas = ", ".join(map(slug_of, (*HUB.area_names, HUB_WIDE)))
    parser.add_argument("--area", type=_told(_area), help=areas)


def _told(read: Callable, remedy: str = "") -> Callable:
    """A reader of an option whose mistake is told in the reader's own sentence."""

    def told(text: str):
        try:
            return read(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(remedy or str(error)) from None

    return told


def _year(text: str) -> str:
    return academic_year(parse_year(text))


def _area(text: str) -> str:
    if (area := HUB.area_of_slug(text)) is None:
        areas = ", ".join(map(slug_of, (*HUB.area_names, HUB_WIDE)))
        raise ValueError(f"There is no area ‘{text}’. Choose one of: {areas}.")
    return area


def _activity(text: str) -> str:
    known = {slug_of(activity): activity for activity in ACTIVITIES}
    if (activity := known.get(slug_of(text.strip()))) is None:
        raise ValueError(f"There is no activity ‘{text}’. Choose one of: {', '.join(ACTIVITIES)}.")
    return activity


if __name__ == "__main__":
    sys.exit(main())
