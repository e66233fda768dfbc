"""The files that arrived, what became of their rows, and what could not be loaded."""

from sqlalchemy import Connection, func, select

from dashboard.access import NotFound, Viewer
from dashboard.store.answers import Load, ProblemRow
from data.warehouse.tables import file, load_sheet, problem

CHILDREN = ("participants", "attendance", "satisfaction", "learning")
COUNTS = ("rows", "loaded", "unchanged", "rejected", "set_aside")


def read_loads(connection: Connection, limit: int) -> list[Load]:
    """The newest files first."""
    sheets = (
        select(load_sheet.c.file_id, *(func.sum(load_sheet.c[n]).label(n) for n in COUNTS))
        .group_by(load_sheet.c.file_id)
        .subquery()
    )
    problems = select(func.count()).where(problem.c.file_id == file.c.file_id).scalar_subquery()
    told = ("file_id", "name", "received_on", "loaded_at", "status")
    query = (
        select(*(file.c[name] for name in told))
        .add_columns(*(func.coalesce(sheets.c[name], 0).label(name) for name in COUNTS))
        .add_columns(problems.label("problems"))
        .join_from(file, sheets, sheets.c.file_id == file.c.file_id, isouter=True)
        .order_by(file.c.file_id.desc())
        .limit(limit)
    )
    return [Load(**row) for row in connection.execute(query).mappings()]


def read_problems(connection: Connection, viewer: Viewer, file_id: int) -> list[ProblemRow]:
    """A file's problems in the order of its rows; values of children's sheets for officers only."""
    if connection.scalar(select(file.c.file_id).where(file.c.file_id == file_id)) is None:
        raise NotFound(f"There is no file number {file_id}.")
    sources = select(load_sheet.c.sheet, load_sheet.c.source).where(load_sheet.c.file_id == file_id)
    of_sheet = {row.sheet: row.source for row in connection.execute(sources)}
    found = select(problem).where(problem.c.file_id == file_id).order_by(problem.c.problem_id)
    return [_problem(row, of_sheet, viewer) for row in connection.execute(found)]


def _problem(row, of_sheet: dict[str, str | None], viewer: Viewer) -> ProblemRow:
    is_open = of_sheet.get(row.sheet, CHILDREN[0]) not in (*CHILDREN, None)
    shown = is_open or viewer.may("see_children_cells")
    return ProblemRow(
        sheet=row.sheet,
        cell=row.cell,
        row_number=row.row_number,
        column_name=row.column_name,
        value=row.value if shown else None,
        rule=row.rule,
        severity=row.severity,
        message=row.message if shown else f"A problem of the kind ‘{row.rule}’ in this cell.",
        remedy=row.remedy,
    )


def file_names(connection: Connection) -> dict[int, str]:
    return {
        row.file_id: row.name for row in connection.execute(select(file.c.file_id, file.c.name))
    }
