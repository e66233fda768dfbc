"""Validation of a table: text becomes rows that may be loaded, and problems for its sender."""

import polars as pl

from data.kinds import MONEY
from etl.extract.sheet import Sheet
from etl.recognise.table import Table
from etl.schema.origin import MENDED_ROW, ORIGIN, Origin
from etl.schema.problem import Problem, RefusedError
from etl.schema.source import Stage
from etl.validate.cells import read_columns
from etl.validate.context import Context, Validated
from etl.validate.corrections import refuse_standing_otherwise, refuse_uncorrected
from etl.validate.days import ask_about_term, check_days, query_odd_returns
from etl.validate.duplicate_keys import set_repeated_aside
from etl.validate.form import Form, refuse_other_returns
from etl.validate.references import replace_pseudonyms, resolve_codes
from etl.validate.validation import Validation

_MONEY_REMEDY = "Set the cell's format to £ or Number, and check the amount in pounds."


def validate(sheet: Sheet, table: Table, context: Context) -> Validated:
    """Check every row of a table; RefusedError where the sheet as a whole cannot be read."""
    validation = Validation.of(sheet, table, context)
    report_unreadable(validation)
    refuse_below_second_heading(validation)
    refuse_totals(validation)
    type_cells(validation)
    ask_about_totals(validation)
    place_in_returns(validation)
    resolve_codes(validation)
    replace_pseudonyms(validation)
    take_own_steps(validation, "typed")
    check_days(validation)
    ask_about_term(validation)
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


def refuse_totals(validation: Validation) -> None:
    """Refuse the rows that say total and are filled in like lines, which nobody may count."""
    message = "This row looks like a total, which would count the rows above it twice."
    remedy = "Delete the row; or if it is a line of its own, call it by another code or name."
    for name in dict.fromkeys(validation.totals.values()):
        rows = [row for row, column in validation.totals.items() if column == name]
        validation.report(rows, Problem("total_row", message, remedy, column=name))
    validation.silence(validation.totals)


def type_cells(validation: Validation) -> None:
    """Read the columns of the source, and of corrections the number of the row they mend."""
    beside = (MENDED_ROW,) if validation.is_correction else ()
    read_columns(validation, (*validation.source.columns, *beside))


def ask_about_totals(validation: Validation) -> None:
    """Ask about the rows whose code speaks of a total among other words, if any does."""
    code = validation.source.code
    if code in validation.texts.columns and validation.texts[code].str.contains("(?i)total").any():
        from etl.validate.likely_totals import ask_about_likely_totals

        ask_about_likely_totals(validation, code)


def place_in_returns(validation: Validation) -> None:
    """Say of each row which return it is of: as the form beside it does, else as it does itself."""
    origin = validation.context.origin
    if not validation.source.is_return:
        return
    if origin is None:
        read_columns(validation, ORIGIN)
        return
    refuse_other_returns(validation, origin)
    validation.typed = validation.typed.with_columns(
        pl.lit(origin.agreement_code, pl.String).alias("agreement_code"),
        pl.lit(origin.quarter, pl.String).alias("quarter"),
        pl.lit(origin.prepared_on, pl.Date).alias("prepared_on"),
    )


def take_own_steps(validation: Validation, stage: Stage) -> None:
    """Take the steps that the source has of its own at a stage."""
    known = validation.context.known
    for step in validation.source.steps:
        if step.stage == stage and (not step.asks or known.codes(step.asks)):
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


def origin_of(table: Table, form: Form | None) -> Origin | None:
    """The return that a sheet belongs to; None where its rows say so themselves.

    RefusedError where nothing says it.
    """
    if not table.source.is_return:
        return None
    if form and form.origin:
        return form.origin
    if form:
        raise RefusedError(
            "no_return",
            "The Return form does not say a known agreement and quarter.",
            "Correct the form; the rows of this sheet are then read.",
        )
    if not table.has_origin:
        raise RefusedError(
            "no_return",
            "There is no sheet Return that says which agreement and quarter this is for.",
            "Add the sheet Return with Agreement code and Quarter.",
        )
    return None
