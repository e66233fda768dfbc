"""Reports as text: progress while a load runs, then a short table and every problem."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlalchemy import Engine, func, select

from data.journal.book import STATUS as JOURNAL
from data.warehouse.engine import reading
from data.warehouse.state import data_version, state_value
from data.warehouse.tables import dim_return, fact_attendance, file, journal, problem
from etl.report.grouping import alike, named
from etl.report.report import COUNTS, FileReport, Report

_SHOWN = 20  # kinds of problem of one file; --json has every one
_WIDTH = 120  # of what goes to a file


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, where somebody is looking."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        tasks: dict[str, int] = {}

        def shown(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield shown


def printed(report: Report, to: TextIO | None = None) -> None:
    """A line per file, the totals, and the problems with what to do about each."""
    console = Console(soft_wrap=True, file=to)
    if not console.is_terminal:
        console = Console(soft_wrap=True, file=to, width=_WIDTH)
    table = Table(box=None, pad_edge=False)
    table.add_column("File", overflow="fold")
    table.add_column("Status")
    for count in COUNTS:
        table.add_column(count.replace("_", " ").capitalize(), justify="right")
    for file_report in report.files:
        table.add_row(
            escape(file_report.name),
            file_report.status,
            *(f"{file_report.total(count):,}" for count in COUNTS),
        )
    totals = [
        f"{sum(file_report.total(count) for file_report in report.files):,}" for count in COUNTS
    ]
    table.add_row("All files", "", *totals, style="bold")
    console.print(table)
    for file_report in report.files:
        _print_problems(console, file_report)
    for group in alike(report.notes):
        names = named(problem.value for problem in group.problems)
        line = f"{names}: {group.message} {group.remedy}"
        console.print(line, markup=False, highlight=False)


def _print_problems(console: Console, file_report: FileReport) -> None:
    groups = alike(problem for problem in file_report.problems if problem.severity != "note")
    if groups:
        console.print(f"\n{file_report.name}", style="bold", markup=False)
    for group in groups[:_SHOWN]:
        mark = "? " if group.severity == "query" else "  "
        place = f"{group.place}: " if group.place else ""
        line = f"{mark}{place}{group.message} {group.remedy}"
        console.print(line, markup=False, highlight=False)
    if len(groups) > _SHOWN:
        console.print(f"  and {len(groups) - _SHOWN:,} kinds more; --json shows them all")


def print_status(engine: Engine) -> None:
    """What the warehouse holds."""
    console = Console()
    with reading(engine) as connection:
        lines = {
            "Data version": data_version(connection),
            "Sample's day": state_value(connection, "sample_today") or "no sample",
            "Files": connection.scalar(
                select(func.count()).select_from(file).where(file.c.status != JOURNAL)
            ),
            "Journal entries": connection.scalar(select(func.count()).select_from(journal)),
            "Returns in force": connection.scalar(
                select(func.count())
                .select_from(dim_return)
                .where(dim_return.c.source == "return", dim_return.c.valid_to.is_(None))
            ),
            "Attendance rows": connection.scalar(select(func.count()).select_from(fact_attendance)),
            "Problems told": connection.scalar(select(func.count()).select_from(problem)),
        }
    for name, value in lines.items():
        console.print(f"{name:20} {value:,}" if isinstance(value, int) else f"{name:20} {value}")
