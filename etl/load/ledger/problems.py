"""The problems of files as they were told, read back from the record."""

from sqlalchemy import Connection, select

from data.warehouse.tables import file, problem
from etl.schema.problem import PERSONAL, Problem, are_personal


def open_problems(connection: Connection, file_id: int) -> list[Problem]:
    """What was told of a file and has not been mended since."""
    query = select(problem).where(problem.c.file_id == file_id, problem.c.mended_by.is_(None))
    return [problem_again(row) for row in connection.execute(query.order_by(problem.c.problem_id))]


def refused_for_personal_data(connection: Connection) -> dict[int, str]:
    """The files whose bytes are not kept: their numbers and SHA-256."""
    query = select(file.c.file_id, file.c.sha256).distinct().join_from(file, problem)
    query = query.where(file.c.status == "refused", problem.c.rule == PERSONAL)
    found = dict(tuple(row) for row in connection.execute(query))
    told: dict[int, list[Problem]] = {file_id: [] for file_id in found}
    for row in connection.execute(select(problem).where(problem.c.file_id.in_(found))):
        told[row.file_id].append(problem_again(row))
    return {file_id: found[file_id] for file_id in found if are_personal(told[file_id])}


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
