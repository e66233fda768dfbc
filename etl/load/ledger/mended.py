"""Which rejected rows have come in a corrections file since, and which are still wrong."""

from sqlalchemy import Connection, func, select

from data.warehouse.tables import file, load_sheet, problem, waiting

_FEW = 500  # rows named in one statement


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
