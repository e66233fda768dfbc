"""Ledger: the record of files that came, of what became of them, and of what is not kept."""

from datetime import UTC, date, datetime

import polars as pl
from sqlalchemy import ColumnElement, Connection, Row, func, select

from data.warehouse.bulk import insert, next_id, numbered
from data.warehouse.tables import attempt, file, load_sheet, problem, set_aside, waiting
from etl.load.problems import problem_from
from etl.load.returns import Arrival
from etl.report.report import FAULT, FileReport
from etl.schema.problem import PERSONAL, Problem, are_personal


def first_received(connection: Connection, sha256: str) -> date | None:
    """The day on which these bytes first arrived."""
    return connection.scalar(select(func.min(file.c.received_on)).where(file.c.sha256 == sha256))


def latest_with(connection: Connection, sha256: str) -> int | None:
    """The newest arrival of these bytes."""
    return connection.scalar(select(func.max(file.c.file_id)).where(file.c.sha256 == sha256))


def kept_out(connection: Connection, sha256: str) -> Row | None:
    """The newest arrival of these bytes, where a fault of this program kept it out."""
    query = select(file).join_from(file, problem)
    newest = file.c.file_id == latest_with(connection, sha256)
    return connection.execute(query.where(newest, problem.c.rule == FAULT)).first()


def refused_for_personal_data(connection: Connection) -> dict[int, str]:
    """The files whose bytes are not kept: their numbers and SHA-256."""
    query = select(file.c.file_id, file.c.sha256).distinct().join_from(file, problem)
    query = query.where(file.c.status == "refused", problem.c.rule == PERSONAL)
    refused = dict(tuple(row) for row in connection.execute(query))
    problems: dict[int, list[Problem]] = {file_id: [] for file_id in refused}
    for row in connection.execute(select(problem).where(problem.c.file_id.in_(refused))):
        problems[row.file_id].append(problem_from(row))
    return {number: sha for number, sha in refused.items() if are_personal(problems[number])}


def mended_rows(connection: Connection, file_id: int) -> dict[str, set[int]]:
    """The rows of a file that were rejected and have come in a corrections file since, by sheet."""
    query = select(problem.c.sheet, problem.c.row_number).distinct()
    rows = connection.execute(
        query.where(
            problem.c.file_id == file_id,
            problem.c.mended_by.is_not(None),
            problem.c.row_number.is_not(None),
        )
    )
    mended: dict[str, set[int]] = {}
    for sheet, row in rows:
        mended.setdefault(sheet, set()).add(row)
    return mended


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
            [
                {c.name: getattr(sheet, c.name, file_id) for c in load_sheet.c}
                for sheet in report.sheets
            ],
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
            p.remedy, p.about,
        )
        for p in problems
    ]  # fmt: skip
    names = [name for name in problem.c.keys()[1:] if name != "mended_by"]
    types = {name: pl.Int64 if name in ("file_id", "row_number") else pl.String for name in names}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    insert(connection, problem, numbered(frame, connection, problem))
