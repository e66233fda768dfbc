"""Records of the files that came: their sheets, problems and successors."""

from collections.abc import Iterable

from sqlalchemy import Connection, Row, select

from data.journal.book import STATUS as JOURNAL
from data.kinds import plain
from data.warehouse.tables import dim_return, file, load_sheet, metadata, problem, set_aside
from etl.load.versions import Version, in_order
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.trace.stored_rows import StoredRow
from etl.trace.views import Filed, NotThereError, ReportedProblem


def filed(row: Row) -> Filed:
    return Filed(row.file_id, row.name, row.sha256, row.received_on, row.status)


def file_of(connection: Connection, file_id: int) -> Filed:
    return filed(connection.execute(select(file).where(file.c.file_id == file_id)).one())


def all_files(connection: Connection) -> list[Filed]:
    """Every file that arrived, oldest first; entries of the journal are none."""
    files = select(file).where(file.c.status != JOURNAL).order_by(file.c.file_id)
    return [filed(row) for row in connection.execute(files)]


def sheets_of(connection: Connection, file_ids: Iterable[int]) -> list[Row]:
    """What became of the sheets of some files, in the order of arrival and of the sources."""
    query = select(load_sheet).where(load_sheet.c.file_id.in_(list(file_ids)))
    place = {key: number for number, key in enumerate(("return", *SOURCES))}
    rows = connection.execute(query).all()
    return sorted(rows, key=lambda row: (row.file_id, place.get(row.source, 99), row.sheet))


def sheet_called(connection: Connection, arrived: Filed, named: str) -> Row:
    """A file's sheet by its own name, or by the name of what it holds."""
    there = sheets_of(connection, [arrived.file_id])
    for sheet in there:
        if plain(named) == plain(sheet.sheet) or plain(named) in _names(sheet.source):
            return sheet
    names = ", ".join(sheet.sheet for sheet in there)
    sheets_there = f"its sheets are: {names}" if names else "nothing of it could be read"
    raise NotThereError(f"{arrived.name} has no sheet ‘{named}’; {sheets_there}.")


def _names(source_key: str | None) -> set[str]:
    return SOURCES[source_key].names if source_key else set()


def problems_of(connection: Connection, file_id: int) -> list[Row]:
    """What the sender was told of a file, but for notes, which need nothing."""
    query = select(problem).where(problem.c.file_id == file_id, problem.c.severity != "note")
    return connection.execute(query.order_by(problem.c.problem_id)).all()


def reported(row: Row) -> ReportedProblem:
    return ReportedProblem(row.sheet, row.cell, row.severity, row.message, row.remedy)


def aside_of(connection: Connection, file_id: int, sheet: str) -> dict[int, str]:
    """The rows of a sheet that were set aside, each with its reason."""
    query = select(set_aside.c.row_number, set_aside.c.reason)
    query = query.where(set_aside.c.file_id == file_id, set_aside.c.sheet == sheet)
    return {row.row_number: row.reason for row in connection.execute(query)}


def successor(connection: Connection, source: Source, stored: StoredRow) -> Filed | None:
    """The file that took the place of a row, or of the return that it hangs on."""
    if source.is_replaced_whole:
        file_id = _next_return(connection, stored)
    else:
        file_id = _next_version(connection, source, stored)
    return None if file_id is None else file_of(connection, file_id)


def _next_return(connection: Connection, stored: StoredRow) -> int | None:
    """The file of the return that came after; what mends a return ends with it."""
    table = dim_return
    same = [
        table.c[name] == stored.values[name] for name in ("agreement_code", "quarter", "source")
    ]
    query = select(table).where(*same, table.c.mends_file_id.is_(None))
    rows = connection.execute(query.order_by(table.c.file_id, table.c.return_id)).all()
    files = {row.return_id: row.file_id for row in rows}
    ordered = in_order([Version(r.return_id, r.prepared_on, r.valid_from) for r in rows])
    mended = stored.values["mends_file_id"]
    last = max(number for number, file_id in files.items() if file_id == mended) if mended else None
    place = [version.return_id for version in ordered].index(last or stored.return_id)
    return files[ordered[place + 1].return_id] if place + 1 < len(ordered) else None


def _next_version(connection: Connection, source: Source, stored: StoredRow) -> int | None:
    """The version that began when this one ended, else the one in force."""
    table = metadata.tables[source.table]
    key = ("participant_id",) if source.is_return else source.natural_key
    others = [table.c[name] == stored.values[name] for name in key]
    others.append(table.c.row_id != stored.values["row_id"])
    later = select(table.c.file_id).where(*others, table.c.valid_from >= stored.stood_to)
    first = later.order_by(table.c.valid_from, table.c.row_id).limit(1)
    in_force = select(table.c.file_id).where(*others, table.c.valid_to.is_(None))
    return connection.scalar(first) or connection.scalar(in_force)
