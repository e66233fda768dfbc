"""The record of every file that came: what became of its rows, and what was wrong with them."""

from datetime import UTC, date, datetime

import polars as pl
from sqlalchemy import Connection, and_, false, func, select

from data.warehouse.tables import dim_return, file, load_sheet, problem, registers, set_aside
from etl.bulk import insert, numbered
from etl.problem import Problem
from etl.report import FileReport, SheetReport
from etl.sources import SOURCES

_KEYS = {s.table: s.natural_key for s in SOURCES.values() if not s.is_return} | {
    "participant_detail": ("participant_id",)
}


def first_received(connection: Connection, sha256: str) -> date | None:
    """The day on which these bytes first arrived."""
    return connection.scalar(select(func.min(file.c.received_on)).where(file.c.sha256 == sha256))


def latest_with(connection: Connection, sha256: str) -> int | None:
    """The newest arrival of these bytes."""
    return connection.scalar(select(func.max(file.c.file_id)).where(file.c.sha256 == sha256))


def is_in_force(connection: Connection, file_id: int) -> bool:
    """Whether something of a file was loaded and nothing of it has been replaced since."""
    tables = (dim_return, *registers.values())
    versions = [
        connection.execute(
            select(func.count(), func.count(table.c.valid_to)).where(table.c.file_id == file_id)
        ).one()
        for table in tables
    ]
    return any(there for there, _ in versions) and not any(ended for _, ended in versions)


def stays_replaced(connection: Connection, file_id: int, together: set[str]) -> bool:
    """Whether loading a replaced file once more would change nothing in the end.

    So it is where all that stands in its place came with files loaded `together` with it now (by
    their SHA-256), or was prepared later.
    """
    successors = [*_later_returns(connection, file_id), *_later_rows(connection, file_id)]
    return bool(successors) and all(
        sha256 in together or was_prepared_later for sha256, was_prepared_later in successors
    )


def _later_returns(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    mine, theirs = dim_return.alias(), dim_return.alias()
    same = [mine.c[name] == theirs.c[name] for name in ("agreement_code", "quarter", "source")]
    later = func.coalesce(theirs.c.prepared_on > mine.c.prepared_on, false())
    query = (
        select(file.c.sha256, later)
        .select_from(mine)
        .join(theirs, and_(*same, theirs.c.valid_to.is_(None)))
        .join(file, file.c.file_id == theirs.c.file_id)
        .where(mine.c.file_id == file_id, mine.c.valid_to.is_not(None))
    )
    return [(sha256, bool(is_later)) for sha256, is_later in connection.execute(query)]


def _later_rows(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    found = []
    for name, key in _KEYS.items():
        mine, theirs = registers[name].alias(), registers[name].alias()
        same = [mine.c[column] == theirs.c[column] for column in key]
        query = (
            select(file.c.sha256)
            .distinct()
            .select_from(mine)
            .join(theirs, and_(*same, theirs.c.valid_to.is_(None)))
            .join(file, file.c.file_id == theirs.c.file_id)
            .where(mine.c.file_id == file_id, mine.c.valid_to.is_not(None))
        )
        found += [(sha256, False) for sha256 in connection.scalars(query)]
    return found


def record_file(
    connection: Connection, file_id: int, report: FileReport, day: date, backfill: bool
) -> None:
    """Enter the arrival itself; its sheets and problems follow when they are known."""
    connection.execute(
        file.insert().values(
            file_id=file_id,
            sha256=report.sha256,
            name=report.name,
            received_on=day,
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            backfill=backfill,
            status=report.status,
        )
    )


def record_outcome(
    connection: Connection, file_id: int, report: FileReport, aside: dict[str, dict[int, str]]
) -> None:
    """Enter what became of a file, in place of what an earlier try had entered."""
    for table in (load_sheet, set_aside, problem):
        connection.execute(table.delete().where(table.c.file_id == file_id))
    connection.execute(file.update().where(file.c.file_id == file_id).values(status=report.status))
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
    connection.execute(file.delete().where(file.c.file_id == file_id))


def _clear(connection: Connection, file_id: int) -> None:
    for table in (load_sheet, set_aside, problem):
        connection.execute(table.delete().where(table.c.file_id == file_id))


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
    names = problem.c.keys()[1:]
    types = {name: pl.Int64 if name in ("file_id", "row_number") else pl.String for name in names}
    frame = pl.DataFrame(rows, schema=types, orient="row")
    insert(connection, problem, numbered(frame, connection, problem))


def told_before(connection: Connection, file_id: int, name: str) -> FileReport:
    """The report on a file that is in force already: everything on it is unchanged."""
    sha256 = connection.scalar(select(file.c.sha256).where(file.c.file_id == file_id))
    sheets = connection.execute(
        select(load_sheet).where(load_sheet.c.file_id == file_id).order_by(load_sheet.c.sheet)
    )
    problems = connection.execute(
        select(problem).where(problem.c.file_id == file_id).order_by(problem.c.problem_id)
    )
    return FileReport(
        name,
        sha256,
        "duplicate",
        tuple(_sheet_again(row) for row in sheets),
        tuple(_problem_again(row) for row in problems),
    )


def _sheet_again(row) -> SheetReport:
    return SheetReport(
        row.sheet,
        row.source,
        row.rows,
        unchanged=row.loaded + row.unchanged,
        rejected=row.rejected,
        set_aside=row.set_aside,
        pence=row.pence,
        pence_unchanged=row.pence_loaded + row.pence_unchanged,
        pence_rejected=row.pence_rejected,
    )


def _problem_again(row) -> Problem:
    return Problem(
        row.rule,
        row.message,
        row.remedy,
        row.severity,
        row.sheet,
        row.row_number,
        row.column_name,
        row.cell,
        row.value,
    )
