"""Validation of a table: text becomes rows that may be loaded, and problems for its sender."""

import polars as pl

from data.kinds import MONEY
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.table import Table
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.origin import MENDED_ROW, ORIGIN
from etl.schema.problem import Problem
from etl.schema.source import Stage
from etl.validate.cells import read_columns
from etl.validate.context import Context, Validated
from etl.validate.days import check_days, query_odd_returns
from etl.validate.duplicate_keys import set_repeated_aside
from etl.validate.references import replace_pseudonyms, resolve_codes
from etl.validate.validation import Validation

_MONEY_REMEDY = "Set the cell's format to £ or Number, and check the amount in pounds."


def validate(sheet: Sheet, table: Table, context: Context) -> Validated:
    """Check every row of a table; RefusedError where the sheet as a whole cannot be read."""
    validation = Validation.of(sheet, table, context)
    report_unreadable(validation)
    refuse_below_second_heading(validation)
    type_cells(validation)
    place_in_returns(validation)
    resolve_codes(validation)
    replace_pseudonyms(validation)
    take_own_steps(validation, "typed")
    check_days(validation)
    if validation.names_its_returns:
        query_odd_returns(validation)
    run_checks(validation)
    take_own_steps(validation, "checked")
    set_repeated_aside(validation)
    take_own_steps(validation, "unique")
    if validation.is_correction:
        refuse_uncorrected(validation)
        refuse_standing_otherwise(validation)
    return validation.outcome()


def report_unreadable(validation: Validation) -> None:
    """Report rows and cells that could not even be read."""
    faults = validation.sheet.faults
    data_rows = set(validation.texts["row"]) if faults else set()
    for fault in faults:
        column = validation.table.columns.get(fault.column)
        if fault.row not in data_rows or (fault.column is not None and column is None):
            continue  # an error in a column that is not read does no harm
        name = column.name if column else None
        is_share_of_money = fault.rule == "percentage" and column.kind is MONEY
        remedy = _MONEY_REMEDY if is_share_of_money else fault.remedy
        validation.report_cell(
            fault.row,
            Problem(
                fault.rule,
                fault.message,
                remedy,
                fault.severity,
                column=name,
                value=fault.value,
            ),
        )
    validation.silence(f.row for f in faults if f.column is None and f.severity == "error")


def refuse_below_second_heading(validation: Validation) -> None:
    """Refuse the rows of a second sheet that was pasted below the first."""
    heading, rows = validation.second_heading, validation.texts["row"]
    if heading is not None:
        message = f"This row stands below a second heading in row {heading}."
        problem = Problem("second_heading", message, "Put all rows under one heading.")
        validation.report(rows.filter(rows > heading), problem)


def type_cells(validation: Validation) -> None:
    """Read the columns of the source, and of corrections the number of the row they mend."""
    beside = (MENDED_ROW,) if validation.is_correction else ()
    read_columns(validation, (*validation.source.columns, *beside))


def place_in_returns(validation: Validation) -> None:
    """Say of each row which return it is of: as the form beside it does, else as it does itself."""
    origin = validation.context.origin
    if not validation.source.is_return:
        return
    if origin is None:
        read_columns(validation, ORIGIN)
        return
    for column in ORIGIN[:2]:
        if column.name in validation.texts.columns:
            _refuse_other_returns(validation, column, getattr(origin, column.name))
    validation.typed = validation.typed.with_columns(
        pl.lit(origin.agreement_code, pl.String).alias("agreement_code"),
        pl.lit(origin.quarter, pl.String).alias("quarter"),
        pl.lit(origin.prepared_on, pl.Date).alias("prepared_on"),
    )


def _refuse_other_returns(validation: Validation, column: Column, stated: str) -> None:
    """Refuse rows that name another agreement or quarter than the form beside them."""
    name, texts = column.name, validation.texts
    distinct = texts[name].unique().drop_nulls()
    others = [text for text in distinct if not _means(column, text, stated)]
    validation.report(
        texts.filter(pl.col(name).is_in(others))["row"],
        Problem(
            "other_return",
            f"This row is of another {name.split('_')[0]} than the Return form says.",
            "Correct the cell, or send the row in the return to which it belongs.",
            column=name,
        ),
    )


def _means(column: Column, text: str, stated: str) -> bool:
    """Whether a cell means the same as the form, in whatever spelling."""
    try:
        return read_cell(column.kind, text).casefold() == stated.casefold()
    except FaultError:
        return False


def take_own_steps(validation: Validation, stage: Stage) -> None:
    """Take the steps that the source has of its own at a stage."""
    for step in validation.source.steps:
        if step.stage == stage:
            step.run(validation)


def run_checks(validation: Validation) -> None:
    """Refuse or mark rows that fail a check of the source; refused ones are left alone."""
    refused = validation.refused
    for check in validation.source.checks:
        rows = validation.typed.filter(check.fails)["row"]
        validation.report(
            [row for row in rows if row not in refused],
            Problem(check.rule, check.message, check.remedy, check.severity, column=check.column),
        )


def refuse_uncorrected(validation: Validation) -> None:
    """Refuse rows in which a cell that could not be read stands as it was given back.

    The text of a formula, say, would pass for a text that somebody typed.
    """
    texts = validation.texts
    if MENDED_ROW.name not in texts.columns:
        return
    for cell in validation.context.mended.unread_cells(validation.source):
        if cell.column in texts.columns:
            is_row = pl.col(MENDED_ROW.name) == str(cell.row)
            same = texts.filter(is_row & (pl.col(cell.column) == cell.value))["row"]
            remedy = "Type the value in its place."
            validation.report(same, Problem(cell.rule, cell.message, remedy, column=cell.column))


def refuse_standing_otherwise(validation: Validation) -> None:
    """Refuse rows that say otherwise than a row of the mended return that stands already."""
    source, mended = validation.source, validation.context.mended
    if source.subject is not None:
        validation.report(
            mended.contradicted(source, validation.valid).sort(),
            Problem(
                "stands_already",
                "The return holds a row about the same thing already.",
                "To change a row that was loaded, send the whole return again.",
            ),
        )
