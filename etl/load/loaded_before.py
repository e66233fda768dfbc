"""Files loaded before, of which loading the same bytes again would change nothing: their report."""

from dataclasses import replace

from sqlalchemy import Connection, func, select

from data.warehouse.tables import dim_return, file, load_sheet, registers
from etl.load.facts import count_facts
from etl.load.problems import problems_of
from etl.report.report import FileReport, SheetReport
from etl.schema.problem import Problem
from etl.sources import SOURCES


def report_again(connection: Connection, file_id: int, name: str) -> FileReport:
    """The report on it: what stands is unchanged, what another file has replaced is set aside."""
    sheets = connection.execute(
        select(load_sheet).where(load_sheet.c.file_id == file_id).order_by(load_sheet.c.sheet)
    )
    reports = [(_as_before(row), _replaced(connection, row)) for row in sheets.all()]
    notes = [_note(sheet, rows) for sheet, rows in reports if rows]
    return FileReport(
        name,
        connection.scalar(select(file.c.sha256).where(file.c.file_id == file_id)),
        "duplicate",
        tuple(_without(sheet, rows) for sheet, rows in reports),
        (*problems_of(connection, file_id), *notes),
    )


def _as_before(row) -> SheetReport:
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


def _without(sheet: SheetReport, replaced: int) -> SheetReport:
    return replace(
        sheet, unchanged=sheet.unchanged - replaced, set_aside=sheet.set_aside + replaced
    )


def _replaced(connection: Connection, row) -> int:
    """How many rows of a sheet stood once and do so no more."""
    if row.source is None:
        return 0
    source = SOURCES[row.source]
    if source.table in registers:
        table = registers[source.table]
        query = select(func.count()).select_from(table)
        ended = (table.c.file_id == row.file_id, table.c.sheet == row.sheet)
        return connection.scalar(query.where(*ended, table.c.valid_to.is_not(None)))
    returns = connection.scalars(
        select(dim_return.c.return_id).where(
            dim_return.c.file_id == row.file_id,
            dim_return.c.sheet == row.sheet,
            dim_return.c.source == row.source,
            dim_return.c.valid_to.is_not(None),
        )
    ).all()
    if source.is_form:
        return row.loaded + row.unchanged if returns else 0
    return count_facts(connection, source, lambda number: number.in_(returns))


def _note(sheet: SheetReport, replaced: int) -> Problem:
    rows = "One row" if replaced == 1 else f"{replaced:,} rows"
    return Problem(
        "replaced",
        f"{rows} of this sheet had been replaced by a later file, which stays in force.",
        "Nothing need be done. If this file is the right one, send it with a later Prepared on.",
        "note",
        sheet.sheet,
    )
