"""Loading a sheet: its rows are validated, written and counted."""

from dataclasses import dataclass, replace

import polars as pl

from data.warehouse.bulk import next_id
from data.warehouse.tables import dim_return
from etl.extract.sheet import Sheet
from etl.load.earlier_rows import earlier_stands, empty_sheet
from etl.load.facts import require_all_written
from etl.load.loading import Loading, Outcome
from etl.load.participants import write_children
from etl.load.queries import about_rows
from etl.load.registers import write_register
from etl.load.returns import KEY, Destination, write_sheet
from etl.recognise.rows import aside_of_refused
from etl.recognise.table import Table
from etl.report.report import SheetReport
from etl.schema.problem import Problem, RefusedError
from etl.validate.context import Context, Validated
from etl.validate.outliers import unusual
from etl.validate.unread import notes_on
from etl.validate.validate import origin_of, validate


@dataclass(frozen=True)
class CheckedSheet:
    """A sheet after validation, without its text; its `mended` rows have come in another file."""

    name: str
    span: int
    table: Table
    notes: list[Problem]
    validated: Validated
    mended: set[int]


def load_next_sheet(
    tables: list[tuple[Sheet, Table]], loading: Loading, refused: Problem | None
) -> Outcome:
    """Take a sheet off a file's tables, validate it and write its accepted rows, unless `refused`.

    Nobody but this function holds the sheet then, so that its text can be let go.
    """
    sheet, table = tables.pop(0)
    table = replace(table, refused=refused or table.refused)
    try:
        checked = _checked(sheet, table, loading)
    except RefusedError as error:
        return _refused(sheet, table, loading, error.problem)
    del sheet  # a large sheet's text is let go before its facts are made
    return _loaded(checked, loading)


def _checked(sheet: Sheet, table: Table, loading: Loading) -> CheckedSheet:
    if table.refused:
        raise RefusedError.of(table.refused)
    origin = origin_of(table, loading.form)
    context = Context(loading.known, loading.secret, origin, loading.mended)
    mended = loading.mended_rows.get(sheet.name, set())
    unmended = sheet.cells.filter(~pl.col("row").is_in(list(mended))) if mended else sheet.cells
    validated = validate(replace(sheet, cells=unmended), table, context)
    return CheckedSheet(sheet.name, sheet.span, table, notes_on(sheet, table), validated, mended)


def _refused(sheet: Sheet, table: Table, loading: Loading, problem: Problem) -> Outcome:
    """Every data row of a sheet is rejected with one problem."""
    aside = aside_of_refused(sheet, table)
    rejected = sheet.span - len(aside)
    counts = {"rows": sheet.span, "rejected": rejected, "set_aside": len(aside)}
    problems = [*notes_on(sheet, table), replace(problem, sheet=sheet.name)]
    return Outcome(
        SheetReport(sheet.name, table.source.key, **counts),
        [*problems, *earlier_stands(sheet.name, table, loading)],
        aside,
        data_rows=rejected,
    )


def _loaded(checked: CheckedSheet, loading: Loading) -> Outcome:
    name, table, validated = checked.name, checked.table, checked.validated
    rows, mended = validated.rows, loading.mended
    problems = [*checked.notes, *validated.problems]
    if not (validated.data_rows or checked.mended):
        problems += empty_sheet(name, table, loading, validated.set_aside)
    if validated.data_rows and rows.is_empty():
        problems += earlier_stands(name, table, loading)
    watched = table.source.watched
    if watched and table.index_of(watched.column) is not None:
        outliers = unusual(loading.connection, table, rows, loading.known.keeper_of)
        problems += [replace(problem, sheet=name) for problem in outliers]
    if any(problem.severity == "query" for problem in problems):
        problems = about_rows(problems, rows)
    corrected = rows["mended_row"].drop_nulls().to_list() if mended else None
    if mended:
        rows = rows.drop("mended_row")
        rows = mended.as_prepared(rows) if table.source.is_return else rows
    unchanged, notes = _write(name, table, loading, rows)
    is_written, is_return = not rows.is_empty(), table.source.is_return
    aside = validated.set_aside | dict.fromkeys(checked.mended, "mended by a later file")
    return Outcome(
        _counted(checked, rows.filter(pl.col("row").is_in(unchanged.to_list())), len(aside)),
        [*problems, *notes],
        aside,
        validated.waits,
        validated.data_rows + len(checked.mended),
        rows.select(*KEY, "prepared_on").unique(maintain_order=True)
        if is_written and is_return
        else None,
        corrected if is_written else None,
    )


def _write(
    sheet: str, table: Table, loading: Loading, rows: pl.DataFrame
) -> tuple[pl.Series, list[Problem]]:
    """Write accepted rows: the numbers of those that changed nothing, and notes on others."""
    if rows.is_empty():
        return rows["row"], []
    to = Destination(loading.connection, table.source, sheet, loading.arrival)
    if not table.source.is_return:
        unchanged, notes = write_register(to, rows, table)
        loading.known.forget(table.source.key)
        return unchanged, notes
    if not table.source.is_replaced_whole:
        return write_children(to, rows), []
    first = next_id(loading.connection, dim_return)
    write = loading.mended.add_rows if loading.mended else write_sheet
    unchanged = write(to, rows)
    require_all_written(loading.connection, table.source, rows, len(unchanged), first)
    return unchanged, []


def _counted(checked: CheckedSheet, unchanged: pl.DataFrame, set_aside: int) -> SheetReport:
    validated, source = checked.validated, checked.table.source
    pence_unchanged = source.pence(unchanged)
    return SheetReport(
        checked.name,
        source.key,
        checked.span,
        loaded=validated.rows.height - unchanged.height,
        unchanged=unchanged.height,
        rejected=validated.rejected,
        set_aside=set_aside,
        pence=validated.pence,
        pence_loaded=validated.pence - validated.pence_rejected - pence_unchanged,
        pence_unchanged=pence_unchanged,
        pence_rejected=validated.pence_rejected,
    )
