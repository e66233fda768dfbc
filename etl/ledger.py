"""The record of every file that came: what became of its rows, and what was wrong with them."""

from datetime import UTC, date, datetime

import polars as pl
from sqlalchemy import ColumnElement, Connection, Row, and_, false, func, or_, select

from data.warehouse.numbering import next_id
from data.warehouse.tables import (
    attempt,
    dim_return,
    file,
    load_sheet,
    participant_detail,
    problem,
    registers,
    set_aside,
    waiting,
)
from etl.bulk import insert, numbered
from etl.problem import PERSONAL, Problem, are_personal
from etl.report import FAULT, FileReport, SheetReport
from etl.returns import Arrival
from etl.sources import SOURCES

_FEW = 500  # rows named in one statement
_KEYS = {s.table: s.natural_key for s in SOURCES.values() if not s.is_return}


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
    their SHA-256), was prepared later, or mends it.
    """
    successors = [
        *_later_returns(connection, file_id),
        *_later_children(connection, file_id),
        *_later_rows(connection, file_id),
    ]
    return bool(successors) and all(
        sha256 in together or stays_there for sha256, stays_there in successors
    )


def _later_returns(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    mine, theirs = dim_return.alias(), dim_return.alias()
    same = [mine.c[name] == theirs.c[name] for name in ("agreement_code", "quarter", "source")]
    mends = func.coalesce(file.c.mends_file_id == file_id, false())
    query = (
        select(file.c.sha256, or_(_prepared_later(mine, theirs), mends))
        .select_from(mine)
        .join(theirs, and_(*same, theirs.c.valid_to.is_(None)))
        .join(file, file.c.file_id == theirs.c.file_id)
        .where(mine.c.file_id == file_id, mine.c.valid_to.is_not(None))
    )
    return [(sha256, bool(stays)) for sha256, stays in connection.execute(query)]


def _later_children(connection: Connection, file_id: int) -> list[tuple[str, bool]]:
    my_rows, their_rows = participant_detail.alias(), participant_detail.alias()
    mine, theirs = dim_return.alias(), dim_return.alias()
    stands = their_rows.c.valid_to.is_(None)
    query = (
        select(file.c.sha256, _prepared_later(mine, theirs))
        .distinct()
        .select_from(my_rows)
        .join(their_rows, and_(my_rows.c.participant_id == their_rows.c.participant_id, stands))
        .join(mine, mine.c.return_id == my_rows.c.return_id)
        .join(theirs, theirs.c.return_id == their_rows.c.return_id)
        .join(file, file.c.file_id == theirs.c.file_id)
        .where(my_rows.c.file_id == file_id, my_rows.c.valid_to.is_not(None))
    )
    return [(sha256, bool(stays)) for sha256, stays in connection.execute(query)]


def _prepared_later(mine, theirs) -> ColumnElement[bool]:
    return func.coalesce(theirs.c.prepared_on > mine.c.prepared_on, false())


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

    `mends` is the number of the file that this one mends. What was mended already stays told.
    """
    _clear(connection, file_id, problem.c.mended_by.is_(None))
    said = {"status": report.status, "mends_file_id": mends}
    connection.execute(file.update().where(file.c.file_id == file_id).values(said))
    if report.sheets:
        connection.execute(
            load_sheet.insert(),
            [{"file_id": file_id} | _sheet_row(sheet) for sheet in report.sheets],
        )
    _record_set_aside(connection, file_id, aside)
    _record_problems(
        connection, file_id, report.problems, hidden=report.is_refused_for_personal_data
    )


def refused_for_personal_data(connection: Connection) -> dict[int, str]:
    """The files whose bytes are not kept: their numbers and SHA-256."""
    query = select(file.c.file_id, file.c.sha256).distinct().join_from(file, problem)
    query = query.where(file.c.status == "refused", problem.c.rule == PERSONAL)
    found = dict(tuple(row) for row in connection.execute(query))
    told: dict[int, list[Problem]] = {file_id: [] for file_id in found}
    for row in connection.execute(select(problem).where(problem.c.file_id.in_(found))):
        told[row.file_id].append(problem_again(row))
    return {file_id: found[file_id] for file_id in found if are_personal(told[file_id])}


def strike(connection: Connection, file_id: int) -> None:
    """Take an arrival out of the record, as when the same bytes are refused once more."""
    _clear(connection, file_id)
    for table in (attempt, waiting, file):
        connection.execute(table.delete().where(table.c.file_id == file_id))


def _clear(connection: Connection, file_id: int, *problems: ColumnElement[bool]) -> None:
    """Take out what was told of a file's sheets and rows; of its problems only some."""
    for table in (load_sheet, set_aside):
        connection.execute(table.delete().where(table.c.file_id == file_id))
    connection.execute(problem.delete().where(problem.c.file_id == file_id, *problems))


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
    found: dict[str, set[int]] = {}
    for sheet, row in rows:
        found.setdefault(sheet, set()).add(row)
    return found


def mark_mended(
    connection: Connection, mended: int, source_key: str, rows: list[int], by: int
) -> None:
    """Enter that rows of a file have come in a corrections file, number `by`.

    Where as many rows came as its sheets of that kind had lost, all that was told of them is
    mended; so is a row that only contradicted one of them, and what an earlier corrections file
    could not mend.
    """
    of_kind = (load_sheet.c.file_id == mended, load_sheet.c.source == source_key)
    sheets = connection.execute(
        select(load_sheet.c.sheet, load_sheet.c.rejected).where(*of_kind)
    ).all()
    told = problem.update().values(mended_by=by)
    told = told.where(problem.c.file_id == mended, problem.c.mended_by.is_(None))
    told = told.where(problem.c.sheet.in_([sheet for sheet, _ in sheets]))
    if len(rows) >= sum(rejected for _, rejected in sheets):
        connection.execute(told)
    for start in range(0, len(rows), _FEW):
        connection.execute(told.where(problem.c.row_number.in_(rows[start : start + _FEW])))
    _mark_contradicted(connection, mended, by)
    earlier = select(file.c.file_id).where(file.c.mends_file_id == mended, file.c.file_id < by)
    connection.execute(
        problem.update()
        .values(mended_by=by)
        .where(problem.c.file_id.in_(earlier), problem.c.mended_by.is_(None))
    )
    _stop_waiting(connection, [mended, *connection.scalars(earlier)])


def _stop_waiting(connection: Connection, files: list[int]) -> None:
    """A file of which everything has been mended by another has nothing left to be tried again."""
    open_ones = select(problem.c.file_id).where(
        problem.c.mended_by.is_(None), problem.c.severity != "note"
    )
    connection.execute(
        waiting.delete().where(waiting.c.file_id.in_(files), waiting.c.file_id.not_in(open_ones))
    )


def _mark_contradicted(connection: Connection, mended: int, by: int) -> None:
    """Of rows that contradicted each other, told in the same words, one that came settles all."""
    of_twins = (problem.c.file_id == mended, problem.c.rule == "duplicate_key")
    chosen = select(problem.c.sheet, problem.c.message).where(*of_twins, problem.c.mended_by == by)
    for sheet, message in connection.execute(chosen.distinct()).all():
        told = problem.update().values(mended_by=by).where(*of_twins, problem.c.sheet == sheet)
        connection.execute(told.where(problem.c.message == message))


def is_still_wrong(connection: Connection, file_id: int) -> bool:
    """Whether some row of a file was rejected and has not been mended."""
    query = select(func.count()).where(
        problem.c.file_id == file_id,
        problem.c.severity == "error",
        problem.c.mended_by.is_(None),
    )
    return bool(connection.scalar(query))


def open_problems(connection: Connection, file_id: int) -> list[Problem]:
    """What was told of a file and has not been mended since."""
    query = select(problem).where(problem.c.file_id == file_id, problem.c.mended_by.is_(None))
    return [problem_again(row) for row in connection.execute(query.order_by(problem.c.problem_id))]


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


def problem_again(row) -> Problem:
    """A problem as it was told."""
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
