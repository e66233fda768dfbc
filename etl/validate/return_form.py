"""The Return form: labels in column A, values in column B."""

from dataclasses import astuple, dataclass, field
from datetime import date

import polars as pl

from data.kinds import plain
from data.personal import personal_in_text
from data.register import Column
from etl.extract.sheet import Sheet
from etl.load.retry import KEPT
from etl.schema.formatting import day, quoted, shortened
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.problem import Problem, address
from etl.sources import SOURCES
from etl.validate.agreement_term import DAY_REMEDY, REMEDY, odd_day, odd_quarter
from etl.validate.extra_form_cells import second_values, strangers
from etl.validate.lookups import Known
from etl.validate.validate import Origin

FORM = SOURCES["return"]
_UNKNOWN = "unknown_agreement"


@dataclass
class Form:
    """What a form says, and what is wrong with it; `rows` tells where each field stands."""

    sheet: str
    values: dict[str, object] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    set_aside: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waits: set[tuple[str, str]] = field(default_factory=set)

    @property
    def origin(self) -> Origin | None:
        """The return that the form is of; None where agreement or quarter are not known."""
        agreement, quarter = self.values.get("agreement_code"), self.values.get("quarter")
        if agreement is None or quarter is None:
            return None
        return Origin(agreement, quarter, self.values.get("prepared_on"))

    @property
    def rejected(self) -> set[int]:
        return {p.row for p in self.problems if p.severity == "error" and p.row in self.filled}

    @property
    def filled(self) -> set[int]:
        return set(self.rows.values())

    def tell(self, name: str, rule: str, message: str, remedy: str, severity="error", value=None):
        what = personal_in_text(value) if value else None
        if what:
            rule, message, value = "personal_data", f"This cell holds {what}.", None
        row = self.rows.get(name)
        cell = address(1, row) if row else None
        self.problems.append(
            Problem(rule, message, remedy, severity, self.sheet, row, name, cell, shortened(value))
        )


def read_form(sheet: Sheet, known: Known) -> Form:
    """Read a form; whatever is wrong stands in its problems."""
    form = Form(sheet.name)
    for row, label, *values in sheet.cells.iter_rows():
        column = FORM.column_for(label) if label else None
        value = next((text for text in values if text is not None), None)
        if column is None:
            form.set_aside[row] = "not a field of the form"
            form.problems += strangers(form.sheet, row, [label, *values])
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
            form.tell(
                column.name,
                "required",
                f"The form does not say its ‘{column.header}’.",
                f"Write ‘{column.header}’ in column A and the value beside it in column B.",
            )
    _tell_odd(form, known)
    for fault in sheet.faults:
        name = next((n for n, row in form.rows.items() if row == fault.row), None)
        if name:
            form.values.pop(name, None)
            form.tell(name, fault.rule, fault.message, fault.remedy, value=fault.value)
    first, last = sheet.cells["row"].min(), sheet.cells["row"].max()
    form.set_aside |= {
        row: "a blank row"
        for row in range(first, last + 1)
        if row not in form.set_aside and row not in form.filled
    }
    return form


def _tell_odd(form: Form, known: Known) -> None:
    """Ask about a quarter that can hardly be meant, and about a day before it."""
    if form.origin is None:
        return
    agreement_code, quarter, prepared_on = astuple(form.origin)
    if odd := odd_quarter(agreement_code, quarter, known):
        form.tell("quarter", *odd, REMEDY, "query", quarter)
    if odd := odd_day(prepared_on, quarter):
        form.tell("prepared_on", *odd, DAY_REMEDY, "query", day(prepared_on))


def _read_twice(form: Form, row: int, column: Column, text: str | None, known: Known) -> None:
    """A field that stands twice is set aside where both say the same, else neither counts."""
    form.set_aside[row] = "a field that stands twice"
    try:
        same = text is None or _value(column, text, known) == form.values.get(column.name)
    except FaultError:
        same = False
    if not same:
        form.values.pop(column.name, None)
        form.tell(
            column.name,
            "repeated_field",
            f"‘{column.header}’ stands twice and says different things.",
            f"Keep the right one; the other stands in row {row}.",
        )


def _read_field(form: Form, column: Column, text: str | None, known: Known) -> None:
    if text is None:
        form.tell(column.name, "required", f"‘{column.header}’ is blank.", "Fill in the cell.")
        return
    try:
        value = _value(column, text, known)
    except FaultError as fault:
        rule = fault.rule or column.kind.name.replace(" ", "_").replace("/", "_")
        shown = None if rule == "personal_data" else text
        if rule == _UNKNOWN:
            form.waits.add((column.refers_to, text.casefold()))
        form.tell(column.name, rule, fault.message, fault.remedy, value=shown)
    else:
        form.values[column.name] = value


def _value(column: Column, text: str, known: Known) -> object:
    if column.kind.is_free_text and (what := personal_in_text(text)):
        raise FaultError(f"This text holds {what}.", "Name a role, not a person.", "personal_data")
    value = read_cell(column.kind, text)
    if column.refers_to:
        spelled = known.codes(column.refers_to).get(value.casefold())
        if spelled is None:
            raise FaultError(
                f"{quoted(text)} is not in the hub's register of {column.refers_to}.",
                f"Check the code. If it is right, the hub must register it first; the file {KEPT}.",
                _UNKNOWN,
            )
        return spelled
    if isinstance(value, date) and column.is_done and value > known.today:
        raise FaultError(f"{quoted(text)} lies in the future.", "Correct the date.", "future_date")
    return value


def origin_rows(origin: Origin) -> pl.DataFrame:
    """The one agreement and quarter of a form, as rows that open a return."""
    return pl.DataFrame(
        {
            "agreement_code": [origin.agreement_code],
            "quarter": [origin.quarter],
            "prepared_on": [origin.prepared_on],
        },
        schema={"agreement_code": pl.String, "quarter": pl.String, "prepared_on": pl.Date},
    )


def labels(sheet: Sheet) -> dict[str, str]:
    """The texts of a form by field, unread: enough to put files in order."""
    found = {}
    for _, label, *values in sheet.cells.iter_rows():
        column = FORM.column_for(plain(label)) if label else None
        value = next((text for text in values if text is not None), None)
        if column and value:
            found.setdefault(column.name, value)
    return found
