"""Problems on record: read back as they were reported, and marked once they are mended."""

from sqlalchemy import Connection, Row, func, select

from data.warehouse.tables import file, load_sheet, problem, waiting
from etl.schema.problem import Problem

_FEW = 500  # rows named in one statement


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
        row.about,
    )


def problems_of(connection: Connection, file_id: int) -> list[Problem]:
    """Every problem of a file, in the order in which they were reported."""
    query = select(problem).where(problem.c.file_id == file_id).order_by(problem.c.problem_id)
    return [problem_from(row) for row in connection.execute(query)]


def open_problems(connection: Connection, file_id: int) -> list[Problem]:
    """The problems of a file that have not been mended since."""
    query = select(problem).where(problem.c.file_id == file_id, problem.c.mended_by.is_(None))
    return [problem_from(row) for row in connection.execute(query.order_by(problem.c.problem_id))]


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
