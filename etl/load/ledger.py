"""The ledger: what is on record of the files that came, and which of their rows were mended."""

from datetime import date

from sqlalchemy import Connection, Row, func, select

from data.warehouse.tables import file, load_sheet, problem, waiting
from etl.report.report import FAULT
from etl.schema.problem import PERSONAL, Problem, are_personal

_FEW = 500  # rows named in one statement


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


def problems_of(connection: Connection, file_id: int) -> list[Problem]:
    """Every problem of a file, in the order in which they were reported."""
    query = select(problem).where(problem.c.file_id == file_id).order_by(problem.c.problem_id)
    return [problem_from(row) for row in connection.execute(query)]


def open_problems(connection: Connection, file_id: int) -> list[Problem]:
    """The problems of a file that have not been mended since."""
    query = select(problem).where(problem.c.file_id == file_id, problem.c.mended_by.is_(None))
    return [problem_from(row) for row in connection.execute(query.order_by(problem.c.problem_id))]


def refused_for_personal_data(connection: Connection) -> dict[int, str]:
    """The files whose bytes are not kept: their numbers and SHA-256."""
    query = select(file.c.file_id, file.c.sha256).distinct().join_from(file, problem)
    query = query.where(file.c.status == "refused", problem.c.rule == PERSONAL)
    refused = dict(tuple(row) for row in connection.execute(query))
    problems: dict[int, list[Problem]] = {file_id: [] for file_id in refused}
    for row in connection.execute(select(problem).where(problem.c.file_id.in_(refused))):
        problems[row.file_id].append(problem_from(row))
    return {number: sha for number, sha in refused.items() if are_personal(problems[number])}


def problem_from(row: Row) -> Problem:
    """A problem as it was reported."""
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


def is_still_wrong(connection: Connection, file_id: int) -> bool:
    """Whether some row of a file was rejected and has not been mended."""
    query = select(func.count()).where(
        problem.c.file_id == file_id,
        problem.c.severity == "error",
        problem.c.mended_by.is_(None),
    )
    return bool(connection.scalar(query))


def mark_mended(
    connection: Connection, mended: int, source_key: str, rows: list[int], by: int
) -> None:
    """Enter that rows of a file have come in a corrections file, number `by`.

    Where as many rows came as its sheets of that kind had lost, every problem there is mended; so
    is a row that only contradicted one of them, and what an earlier corrections file could not
    mend.
    """
    of_kind = (load_sheet.c.file_id == mended, load_sheet.c.source == source_key)
    sheets = connection.execute(
        select(load_sheet.c.sheet, load_sheet.c.rejected).where(*of_kind)
    ).all()
    mark = problem.update().values(mended_by=by)
    mark = mark.where(problem.c.file_id == mended, problem.c.mended_by.is_(None))
    mark = mark.where(problem.c.sheet.in_([sheet for sheet, _ in sheets]))
    if len(rows) >= sum(rejected for _, rejected in sheets):
        connection.execute(mark)
    for start in range(0, len(rows), _FEW):
        connection.execute(mark.where(problem.c.row_number.in_(rows[start : start + _FEW])))
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
    """Of rows that contradicted each other, in the same words, one that came settles all."""
    of_twins = (problem.c.file_id == mended, problem.c.rule == "duplicate_key")
    chosen = select(problem.c.sheet, problem.c.message).where(*of_twins, problem.c.mended_by == by)
    for sheet, message in connection.execute(chosen.distinct()).all():
        mark = problem.update().values(mended_by=by).where(*of_twins, problem.c.sheet == sheet)
        connection.execute(mark.where(problem.c.message == message))
