"""Return forms read: field by field, each value with what is wrong about it."""

from dataclasses import astuple, replace
from datetime import date

from data.formatting import day, quoted
from data.personal import personal_in_text
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.forms import FORM, labels_of
from etl.recognise.incoming_file import IncomingFile
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.problem import PERSONAL, PROMISE, Problem
from etl.validate.context import Known
from etl.validate.days import odd_day, odd_quarter
from etl.validate.form import Form, second_values, unknown_field
from etl.validate.other_forms import compare_forms

_UNKNOWN = "unknown_agreement"


def form_of(incoming: IncomingFile, known: Known) -> Form:
    """A file's form as it was read, and held against what other forms in it say."""
    form = read_form(incoming.form, known)
    if incoming.other_forms:
        compare_forms(form, incoming.form, incoming.other_forms)
    return form


def read_form(sheet: Sheet, known: Known) -> Form:
    """Read a form; whatever is wrong stands in its problems."""
    form, there = Form(sheet.name), labels_of(sheet)
    lacking = [column for column in FORM.columns if column.name not in there]
    for row, label, *values in sheet.cells.iter_rows():
        column = FORM.column_for(label) if label else None
        value = next((text for text in values if text is not None), None)
        if column is None:
            form.set_aside[row] = "not a field of the form"
            form.problems += unknown_field(form.sheet, row, [label, *values], lacking)
        elif column.name in form.rows:
            _read_twice(form, row, column, value, known)
        elif value is None and not column.required:
            form.set_aside[row] = "a field left blank"
        else:
            form.rows[column.name] = row
            _read_field(form, column, value, known)
        if column is not None:
            form.problems += second_values(form.sheet, row, values)
    for column in FORM.required:
        if column.name not in form.rows:
            form.report([_lacking(column)])
    _query_odd(form, known)
    _drop_unreadable(form, sheet)
    first, last = sheet.cells["row"].min(), sheet.cells["row"].max()
    form.set_aside |= {
        row: "a blank row"
        for row in range(first, last + 1)
        if row not in form.set_aside and row not in form.filled
    }
    return form


def _lacking(column: Column) -> Problem:
    header = column.header
    message = f"The form does not say its ‘{header}’."
    remedy = f"Write ‘{header}’ in column A and the value beside it in column B."
    return Problem("required", message, remedy, column=column.name)


def _query_odd(form: Form, known: Known) -> None:
    """Ask about a quarter that can hardly be meant, and about a day before it."""
    if form.origin is None:
        return
    agreement_code, quarter, prepared_on = astuple(form.origin)
    if odd := odd_quarter(agreement_code, quarter, known):
        form.report([replace(odd, value=quarter)])
    if odd := odd_day(prepared_on, quarter):
        form.report([replace(odd, value=day(prepared_on))])


def _drop_unreadable(form: Form, sheet: Sheet) -> None:
    """Report the fields of which not even the cell could be read, or not without a question."""
    for fault in sheet.faults:
        name = next((n for n, row in form.rows.items() if row == fault.row), None)
        if name:
            if fault.severity == "error":
                form.values.pop(name, None)
            asked_about = Problem(fault.rule, fault.message, fault.remedy, fault.severity)
            form.report([replace(asked_about, column=name, value=fault.value)])


def _read_twice(form: Form, row: int, column: Column, text: str | None, known: Known) -> None:
    """A field that stands twice is set aside where both say the same, else neither counts."""
    form.set_aside[row] = "a field that stands twice"
    try:
        same = text is None or _value(column, text, known) == form.values.get(column.name)
    except FaultError:
        same = False
    if not same:
        form.values.pop(column.name, None)
        message = f"‘{column.header}’ stands twice and says different things."
        remedy = f"Keep the right one; the other stands in row {row}."
        form.report([Problem("repeated_field", message, remedy, column=column.name)])


def _read_field(form: Form, column: Column, text: str | None, known: Known) -> None:
    name = column.name
    if text is None:
        message = f"‘{column.header}’ is blank."
        form.report([Problem("required", message, "Fill in the cell.", column=name)])
        return
    try:
        form.values[name] = _value(column, text, known)
    except FaultError as fault:
        rule = fault.rule or column.kind.name.replace(" ", "_").replace("/", "_")
        if rule == _UNKNOWN:
            form.waits.add((column.refers_to, text.casefold()))
        shown = None if rule == PERSONAL else text
        form.report([Problem(rule, fault.message, fault.remedy, column=name, value=shown)])


def _value(column: Column, text: str, known: Known) -> object:
    if column.kind.is_free_text and (what := personal_in_text(text)):
        raise FaultError(f"This text holds {what}.", "Name a role, not a person.", "personal_data")
    value = read_cell(column.kind, text)
    if column.refers_to:
        spelled = known.codes(column.refers_to).get(value.casefold())
        if spelled is None:
            raise FaultError(
                f"{quoted(text)} is not in the hub's register of {column.refers_to}.",
                "Check the code. If it is right, the hub must register it first; the file "
                f"{PROMISE}.",
                _UNKNOWN,
            )
        return spelled
    if isinstance(value, date) and column.is_done and value > known.today:
        raise FaultError(f"{quoted(text)} lies in the future.", "Correct the date.", "future_date")
    return value
