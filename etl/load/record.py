"""The record of a file: that it came and was read, what became of it, or all of that struck out."""

from datetime import UTC, date, datetime

import polars as pl
from sqlalchemy import ColumnElement, Connection

from data.warehouse.bulk import insert, next_id, numbered
from data.warehouse.tables import attempt, file, load_sheet, problem, set_aside, waiting
from etl.load.returns import Arrival
from etl.report.report import FileReport, SheetReport
from etl.schema.problem import Problem


def record_file(connection: Connection, arrival: Arrival, name: str, sha256: str) -> None:
    """Enter the arrival itself; its sheets and problems follow when they are known."""
    connection.execute(
        file.insert().values(
            file_id=arrival.file_id,
            sha256=sha256,
            name=name,
            received_on=arrival.received_on,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            backfill=arrival.backfill,
            status="refused",
        )
    )


def record_fault(connection: Connection, arrival: Arrival, report: FileReport) -> None:
    """Enter that a fault of this program kept a file out."""
    record_attempt(connection, arrival.file_id, arrival.today)
    record_outcome(connection, arrival.file_id, report, {}, mends=None)


def record_attempt(connection: Connection, file_id: int, day: date) -> None:
    """Enter that a file is being read, for the first time or again."""
    number = next_id(connection, attempt)
    row = attempt.insert().values(attempt_id=number, file_id=file_id, tried_on=day)
    connection.execute(row)


def record_outcome(
    connection: Connection,
    file_id: int,
    report: FileReport,
    aside: dict[str, dict[int, str]],
    mends: int | None,
) -> None:
    """Enter what became of a file, in place of what an earlier try had entered.

    `mends` is the number of the file that this one mends. Problems that were mended already stay.
    """
    _clear(connection, file_id, problem.c.mended_by.is_(None))
    outcome = {"status": report.status, "mends_file_id": mends}
    connection.execute(file.update().where(file.c.file_id == file_id).values(outcome))
    if report.sheets:
        connection.execute(
            load_sheet.insert(),
            [{"file_id": file_id} | _sheet_row(sheet) for sheet in report.sheets],
        )
    _record_set_aside(connection, file_id, aside)
    _record_problems(
        connection, file_id, report.problems, hidden=report.is_refused_for_personal_data
    )


def strike(connection: Connection, file_id: int) -> None:
    """Take an arrival out of the record, as when the same bytes are refused once more."""
    _clear(connection, file_id)
    for table in (attempt, waiting, file):
        connection.execute(table.delete().where(table.c.file_id == file_id))


def _clear(connection: Connection, file_id: int, *problems: ColumnElement[bool]) -> None:
    """Take out what became of a file's sheets and rows; of its problems only some."""
    for table in (load_sheet, set_aside):
        connection.execute(table.delete().where(table.c.file_id == file_id))
    connection.execute(problem.delete().where(problem.c.file_id == file_id, *problems))


def _sheet_row(sheet: SheetReport) -> dict:
    return {column.name: getattr(sheet, column.name) for column in load_sheet.c[1:]}


def _record_set_aside(connection, file_id: int, aside: dict[str, dict[int, str]]) -> None:
    rows = [
        (file_id, sheet, row, reason)
        for sheet, reasons in aside.items()
        for row, reason in reasons.items()
    ]
    insert(connection, set_aside, pl.DataFrame(rows, schema=set_aside.c.keys(), orient="row"))


def _record_problems(
    connection: Connection, file_id: int, problems: tuple[Problem, ...], hidden: bool
) -> None:
    """Of a file refused for personal data only addresses stay, and it does not wait for a code."""
    rows = [
        (
            file_id, p.sheet, p.cell, p.row, p.column, None if hidden else p.value, p.rule,
            p.severity, p.message,
            p.remedy,
        )
        for p in problems
    ]  # fmt: skip
    names = [name for name in problem.c.keys()[1:] if name != "mended_by"]
    types = {name: pl.Int64 if name in ("file_id", "row_number") else pl.String for name in names}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    insert(connection, problem, numbered(frame, connection, problem))
