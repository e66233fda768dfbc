"""The files that arrived, what became of their rows, and what could not be loaded."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Row, and_, case, func, select, true

from dashboard.domain.viewer import CHILDRENS_SHEETS, NotFound, Viewer
from dashboard.measures.disclosure import Disclosure
from dashboard.store.problem_words import in_words
from dashboard.views.files import Load, ProblemRow
from data.journal.book import STATUS as JOURNAL
from data.registers import REGISTERS
from data.warehouse.tables import dim_agreement, dim_return, file, load_sheet, problem

COUNTS = ("rows", "loaded", "unchanged", "rejected", "set_aside")
OF_CHILDREN = ("loaded", "unchanged")
OF_OTHERS = ("under_two_agreements",)  # rules whose sentences name another's agreement and file


@dataclass(frozen=True)
class Files:
    """The files that a viewer may see: a lead only those of their areas."""

    _connection: Connection
    _viewer: Viewer
    _disclosure: Disclosure

    def loads(self, limit: int = 50) -> list[Load]:
        """The newest files that arrived, newest first; children's rows as they may be shown.

        To officers too, who see exact ones where they trace a return.
        """
        loads = _loads(self._connection, self._viewer, limit)
        changes = _changes(self._connection, loads, self._disclosure)
        return [replace(load, **_changed(load, changes[load.file_id])) for load in loads]

    def problems(self, file_ids: Collection[int]) -> dict[int, list[ProblemRow]]:
        """What could not be loaded of some files, by file."""
        _require_files(self._connection, self._viewer, file_ids)
        rows = _problems(self._connection, self._viewer, problem.c.file_id.in_(file_ids))
        return {file_id: rows.get(file_id, []) for file_id in file_ids}

    def queries(self, file_ids: Collection[int]) -> list[ProblemRow]:
        """Queries about some files, open and answered ones; of those that the viewer may see."""
        are_asked = (problem.c.file_id.in_(file_ids), problem.c.about.is_not(None))
        rows = _problems(self._connection, self._viewer, *are_asked)
        return [row for file_id in sorted(rows) for row in rows[file_id]]

    def query(self, about: str) -> ProblemRow | None:
        """An open query by what it is about; None where there is none that the viewer may see."""
        rows = _problems(self._connection, self._viewer, problem.c.about == about)
        of_all = (row for file_id in sorted(rows) for row in rows[file_id])
        return next((row for row in of_all if row.is_open_query), None)


def _loads(connection: Connection, viewer: Viewer, limit: int) -> list[Load]:
    """The newest files that the viewer may see, newest first."""
    sheets = (
        select(load_sheet.c.file_id, *(func.sum(load_sheet.c[n]).label(n) for n in COUNTS))
        .group_by(load_sheet.c.file_id)
        .subquery()
    )
    open_ones = (problem.c.file_id == file.c.file_id, problem.c.mended_by.is_(None))
    problems = select(func.count()).where(*open_ones).scalar_subquery()
    columns = ("file_id", "name", "received_on", "loaded_at", "status")
    query = (
        select(*(file.c[name] for name in columns))
        .add_columns(*(func.coalesce(sheets.c[name], 0).label(name) for name in COUNTS))
        .add_columns(problems.label("problems"))
        .join_from(file, sheets, sheets.c.file_id == file.c.file_id, isouter=True)
        .where(_is_open(viewer), file.c.status != JOURNAL)
        .order_by(file.c.file_id.desc())
        .limit(limit)
    )
    return [Load(**row) for row in connection.execute(query).mappings()]


def _changes(
    connection: Connection, loads: Sequence[Load], disclosure: Disclosure
) -> dict[int, Counter]:
    """By file, how many more of its children's rows are shown as loaded or unchanged than were."""
    rows = load_sheet.c
    query = (
        select(rows.file_id, file.c.sha256, rows.sheet, *(rows[name] for name in OF_CHILDREN))
        .join_from(load_sheet, file, file.c.file_id == rows.file_id)
        .where(rows.source.in_(CHILDRENS_SHEETS))
        .where(rows.file_id.in_([load.file_id for load in loads]))
    )
    changes: dict[int, Counter] = defaultdict(Counter)
    for file_id, sha256, sheet, *numbers in connection.execute(query):
        for name, number in zip(OF_CHILDREN, numbers, strict=True):
            changes[file_id][name] += disclosure.rows(number, sha256, sheet) - number
    return changes


def _changed(load: Load, change: Counter) -> dict[str, int]:
    moved = {name: getattr(load, name) + change[name] for name in OF_CHILDREN}
    return {"rows": load.rows + sum(change.values())} | moved


def _is_open(viewer: Viewer) -> ColumnElement[bool]:
    """Whether a file is for the viewer: to a lead only where all its agreements are of their areas.

    A register, a refused file and a return of no known agreement belong to nobody's area; a
    register that came in one workbook with returns takes those with it.
    """
    if viewer.detail_areas is None:
        return true()
    current = and_(
        dim_agreement.c.agreement_code == dim_return.c.agreement_code,
        dim_agreement.c.valid_to.is_(None),
    )
    is_theirs = case((dim_agreement.c.area.in_(viewer.detail_areas), 1), else_=0)
    theirs = (
        select(dim_return.c.file_id)
        .join_from(dim_return, dim_agreement, current, isouter=True)
        .group_by(dim_return.c.file_id)
        .having(func.min(is_theirs) == 1)
    )
    registers = select(load_sheet.c.file_id).where(load_sheet.c.source.in_(REGISTERS))
    return file.c.file_id.in_(theirs) & file.c.file_id.not_in(registers)


def _problems(
    connection: Connection, viewer: Viewer, *which: ColumnElement[bool]
) -> dict[int, list[ProblemRow]]:
    """What is still wrong with the files that a viewer may see, each in the order of its rows."""
    still = (*which, problem.c.mended_by.is_(None), _is_open(viewer))
    unmended = select(problem).join_from(problem, file, file.c.file_id == problem.c.file_id)
    rows = connection.execute(unmended.where(*still).order_by(problem.c.problem_id)).all()
    file_ids = {row.file_id for row in rows}
    agreements, columns = _agreements_of(connection, file_ids), load_sheet.c
    sources = select(columns.file_id, columns.sheet, columns.source).where(
        columns.file_id.in_(file_ids)
    )
    source_of = {(row.file_id, row.sheet): row.source for row in connection.execute(sources)}
    by_file = defaultdict(list)
    for row in rows:
        is_quoted = _may_quote(viewer, row, source_of.get((row.file_id, row.sheet)))
        by_file[row.file_id].append(_problem(row, is_quoted, agreements.get(row.file_id)))
    return by_file


def _agreements_of(connection: Connection, file_ids: Collection[int]) -> dict[int, str]:
    """The agreement of each file that is of one alone."""
    code = dim_return.c.agreement_code
    query = select(dim_return.c.file_id, func.min(code)).group_by(dim_return.c.file_id)
    query = query.where(dim_return.c.file_id.in_(file_ids)).having(func.min(code) == func.max(code))
    return dict(map(tuple, connection.execute(query)))


def _require_files(connection: Connection, viewer: Viewer, file_ids: Collection[int]) -> None:
    """Refuse a file that is not there; one that is not the viewer's is not told apart from it."""
    known = select(file.c.file_id).where(file.c.file_id.in_(file_ids), _is_open(viewer))
    if unknown := set(file_ids) - set(connection.scalars(known)):
        raise NotFound(f"There is no file number {min(unknown)}.")


def _may_quote(viewer: Viewer, row: Row, source: str | None) -> bool:
    """Whether what was typed may be repeated: of children's and of unknown sheets to officers only.

    What is wrong with a file as a whole stands on no sheet. What names the agreement of somebody
    else is not for those who see some areas.
    """
    if row.rule in OF_OTHERS and viewer.detail_areas is not None:
        return False
    is_childrens = row.sheet is not None and source in (*CHILDRENS_SHEETS, None)
    return viewer.may("see_children_cells" if is_childrens else "see_free_text")


def _problem(row: Row, is_quoted: bool, agreement_code: str | None) -> ProblemRow:
    return ProblemRow(
        sheet=row.sheet,
        cell=row.cell,
        row_number=row.row_number,
        column_name=row.column_name,
        value=row.value if is_quoted else None,
        rule=row.rule,
        severity=row.severity,
        message=row.message if is_quoted else in_words(row.rule),
        remedy=row.remedy,
        about=row.about,
        agreement_code=agreement_code,
    )


def newest_load(connection: Connection) -> str | None:
    """When the newest file was loaded, whosever it is."""
    return connection.scalar(select(file.c.loaded_at).order_by(file.c.file_id.desc()).limit(1))


def file_names(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """The names of some files, by number."""
    query = select(file.c.file_id, file.c.name).where(file.c.file_id.in_(numbers))
    return {row.file_id: row.name for row in connection.execute(query)}
