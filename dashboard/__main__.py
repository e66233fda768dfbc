"""The hub's figures on the command line: `python -m dashboard kpis | flags | funds | …`."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from dashboard.cli import json_backtests, json_output, text_output
from dashboard.cli.arguments import (
    OneLine,
    backtest_options,
    kpis_options,
    looking_back_options,
    once_each,
    option,
    read_year,
    restatements_options,
)
from dashboard.cli.minutes_file import read_minutes
from dashboard.domain.selection import Selection
from dashboard.domain.viewer import COMMAND_LINE, Denied, NotFound
from dashboard.journal.service import Journal
from dashboard.pages.backtest import query
from dashboard.store import Store
from dashboard.store.session import Session
from data.adjustable import adjustable
from data.installation_key import KeyMissingError
from data.journal.reading import NotRecordedError
from data.journal.verifying import summary
from data.settings import SettingError, Settings, settings_from
from data.warehouse.engine import WarehouseError, existing_warehouse


def main(words: list[str] | None = None) -> int:
    """Run one command; 2 with one line on standard error where it cannot be done."""
    options = _parser().parse_args(words)
    try:
        settings = settings_from(os.environ, options.db)
        status = options.run(existing_warehouse(settings.database_url), settings, options)
        sys.stdout.flush()
    except (SettingError, WarehouseError, KeyMissingError, NotFound, Denied) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, like head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status or 0


def kpis(session: Session, options: argparse.Namespace) -> None:
    chosen = Selection(
        options.quarter, options.span, options.area, options.function, options.activity
    )
    readings = session.totals.readings(chosen)
    if options.json:
        return _write(json_output.kpis(chosen, readings))
    return text_output.kpis(readings)


def flags(session: Session, options: argparse.Namespace) -> None:
    day = options.on or session.today
    states = session.judge.flags(day)
    return _write(json_output.flags(day, states)) if options.json else text_output.flags(states)


def funds(session: Session, options: argparse.Namespace) -> None:
    rows = session.totals.funds(options.year)
    if options.json:
        return _write(json_output.funds(options.year, rows))
    return text_output.funds(rows)


def restatements(session: Session, options: argparse.Namespace) -> None:
    quarters = [options.quarter] if options.quarter else None
    entries = session.totals.restatements(quarters, options.area)
    if options.json:
        return _write(json_output.restatements(options.quarter, options.area, entries))
    return text_output.restatements(entries, session.method_changed_on)


def entries(session: Session, options: argparse.Namespace) -> None:
    acts = [act for act in session.acts() if options.agreement in (None, act.agreement_code)]
    return _write(json_output.journal(acts)) if options.json else text_output.journal(acts)


def enter(journal: Journal, options: argparse.Namespace) -> int:
    """Enter what a file holds, entry by entry; 1 where one was refused, which is told."""
    refused = 0
    for number, minute in enumerate(read_minutes(options.file), start=1):
        try:
            entry = journal.record(COMMAND_LINE, minute.act, minute.typed, minute.agreement)
            print(f"{entry.name}: {minute.act}")
        except (NotRecordedError, NotFound) as error:
            refused += 1
            print(f"{number}. {minute.act or 'entry'} was not entered: {error}", file=sys.stderr)
    return 1 if refused else 0


def verify(journal: Journal, options: argparse.Namespace) -> int:
    """1 where the journal is not as it was written."""
    count, findings = journal.findings()
    if options.json:
        _write({"entries": count, "findings": findings})
    else:
        print(summary(findings, count))
    return 1 if findings else 0


def backtest(session: Session, options: argparse.Namespace) -> None:
    trial = query.trial(session, once_each(options.set), options.first, options.last)
    changes = query.backtest(session, trial, options.area)
    if options.json:
        return _write(json_backtests.backtest(changes, options.area))
    return text_output.backtest(changes, adjustable(session.policy()))


def quality(session: Session, options: argparse.Namespace) -> None:
    judged = query.quality(session, options.first, options.last, options.area)
    if options.json:
        return _write(json_backtests.quality(judged, options.area))
    return text_output.quality(judged, session.policy())


def _write(answer: dict) -> None:
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def _with_session(
    command: Callable, engine: Engine, settings: Settings, options: argparse.Namespace
) -> None:
    with Store(engine, settings).open(COMMAND_LINE) as session:
        command(session, options)


def _with_journal(
    command: Callable, engine: Engine, settings: Settings, options: argparse.Namespace
) -> int:
    return command(Journal(engine, settings), options)


def _parser() -> argparse.ArgumentParser:
    parser = OneLine(prog="python -m dashboard", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    kpis_options(_command(commands, kpis, "every KPI for a period"))
    day = _command(commands, flags, "every state of every rule on a day")
    day.add_argument("--on", type=option(date.fromisoformat, "Write a date like 2026-01-15."))
    year = _command(commands, funds, "the money of each area in a year")
    in_year = "an academic year: 2025/26"
    year.add_argument("--year", required=True, type=option(read_year), help=in_year)
    restatements_options(_command(commands, restatements, "figures changed after the due day"))
    backtest_options(_command(commands, backtest, "flags that another setting would have raised"))
    looking_back_options(_command(commands, quality, "what became of the flags of each rule"))
    _journal_parser(commands.add_parser("journal", help="what people decided"))
    return parser


def _journal_parser(parser: argparse.ArgumentParser) -> None:
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    listed = _command(commands, entries, "every entry, newest first", "list")
    listed.add_argument("--agreement", metavar="CODE", help="only of this agreement")
    entered = _command(commands, enter, "enter what a file of [[journal]] tables holds")
    entered.add_argument("file", type=Path, metavar="FILE")
    entered.set_defaults(run=partial(_with_journal, enter))
    checked = _command(commands, verify, "whether the journal is as it was written")
    checked.set_defaults(run=partial(_with_journal, verify))


def _command(
    commands, command: Callable, sentence: str, name: str | None = None
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name or command.__name__, help=sentence, description=sentence)
    parser.add_argument("--db", help="a database file or address; else HUB_DATABASE_URL")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.set_defaults(run=partial(_with_session, command))
    return parser


if __name__ == "__main__":
    sys.exit(main())
