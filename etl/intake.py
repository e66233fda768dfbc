"""Take one file into the warehouse: all of it is told, nothing is half done.

Runs inside a transaction of its caller's, who commits it, or rolls it back to check only.
"""

from dataclasses import dataclass, field, replace

import polars as pl
from sqlalchemy import Connection

from data.warehouse.refresh import refresh
from data.warehouse.tables import dim_return, metadata
from etl import receipt
from etl.bulk import next_id
from etl.conservation import conserve
from etl.extract.sheet import Sheet
from etl.facts import stored
from etl.form import Form, read_form
from etl.headings import Table
from etl.known import Known
from etl.notes import empty_sheet, notes_on, unknown_sheet
from etl.parcel import Parcel
from etl.problem import Problem, RefusedError
from etl.registers import Place, changed, write_versions
from etl.report import FileReport, SheetReport, status_of
from etl.returns import Arrival, write_sheet
from etl.rows import sort_rows
from etl.validate import Checked, Origin, validate


@dataclass
class Intake:
    """The way of one file: what is told of it, and which rows are set aside and why."""

    connection: Connection
    parcel: Parcel
    known: Known
    secret: bytes
    arrival: Arrival
    sheets: list[SheetReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    set_aside: dict[str, dict[int, str]] = field(default_factory=dict)
    _data_rows: int = 0
    _origins: list[pl.DataFrame] = field(default_factory=list)

    def run(self) -> FileReport:
        """Validate and write every sheet, then the marts of the returns that came."""
        first = next_id(self.connection, dim_return)
        if self.parcel.refused:
            self.problems.append(self.parcel.refused)
        form = self._form()
        while self.parcel.tables:
            self._take(*self.parcel.tables.pop(0), form)
        for sheet in self.parcel.unknown_sheets:
            self._set_aside_whole(sheet)
        self._record(form)
        refresh(self.connection, first, next_id(self.connection, dim_return) - 1)
        status = status_of(self.sheets, self.problems)
        sheets, problems = tuple(self.sheets), tuple(self.problems)
        return FileReport(self.parcel.name, self.parcel.sha256, status, sheets, problems)

    def _form(self) -> Form | None:
        if self.parcel.form is None:
            return None
        self.problems += notes_on(self.parcel.form)
        return read_form(self.parcel.form, self.known)

    def _take(self, sheet: Sheet, table: Table, form: Form | None) -> None:
        """One sheet: checked, written, counted."""
        self.problems += notes_on(sheet, table)
        try:
            if table.refused:
                raise RefusedError.of(table.refused)
            origin = _origin(table, form)
            checked = validate(sheet, table, self.known, self.secret, origin)
        except RefusedError as error:
            self._refuse(sheet, table, error.problem)
            return
        name, span = sheet.name, sheet.span
        del sheet  # a large sheet's text is let go before its facts are made
        self._data_rows += checked.data_rows
        self.problems += checked.problems
        if not checked.data_rows:
            self.problems.append(empty_sheet(name, table))
        self.set_aside[name] = checked.set_aside
        same = self._write(name, table, checked)
        self.sheets.append(_counted(name, span, table, checked, same))

    def _write(self, sheet: str, table: Table, checked: Checked) -> pl.Series:
        """Write the accepted rows; the numbers of those that changed nothing come back."""
        if checked.rows.is_empty():
            return checked.rows["row"]
        if table.source.is_return:
            return self._write_return(sheet, table, checked.rows)
        return self._write_register(sheet, table, checked.rows)

    def _write_return(self, sheet: str, table: Table, rows: pl.DataFrame) -> pl.Series:
        self._origins.append(rows.select("agreement_code", "quarter", "prepared_on").unique())
        first = next_id(self.connection, dim_return)
        same = write_sheet(self.connection, table.source, sheet, rows, self.arrival)
        if table.source.key != "participants":  # kept by child, not by return
            conserve(self.connection, table.source, rows, same, first)
        return same

    def _write_register(self, sheet: str, table: Table, rows: pl.DataFrame) -> pl.Series:
        register, key = metadata.tables[table.source.table], table.source.natural_key
        file_id = self.arrival.file_id
        fresh = changed(self.connection, register, key, stored(rows, table.source), file_id)
        place = Place(file_id, sheet, self.arrival.today)
        write_versions(self.connection, register, key, fresh, place)
        self.known.forget(table.source.key)
        return rows["row"].filter(~rows["row"].is_in(fresh["row_number"].to_list()))

    def _refuse(self, sheet: Sheet, table: Table, problem: Problem) -> None:
        """Reject every data row of a sheet with one problem."""
        aside = sort_rows(sheet, table).set_aside
        rejected = sheet.span - len(aside)
        self._data_rows += rejected
        self.problems.append(replace(problem, sheet=sheet.name))
        self.set_aside[sheet.name] = aside
        counts = {"rows": sheet.span, "rejected": rejected, "set_aside": len(aside)}
        self.sheets.append(SheetReport(sheet.name, table.source.key, **counts))

    def _set_aside_whole(self, sheet: Sheet) -> None:
        first = sheet.cells["row"].min()
        rows = range(first, first + sheet.span)
        self.set_aside[sheet.name] = dict.fromkeys(rows, "a sheet that the hub does not read")
        self.sheets.append(SheetReport(sheet.name, None, sheet.span, set_aside=sheet.span))
        self.problems.append(unknown_sheet(sheet))

    def _record(self, form: Form | None) -> None:
        """Record which returns came, and what became of the form."""
        if form is None:
            if self._origins:
                rows = pl.concat(self._origins)
                receipt.by_csv(self.connection, rows, self.sheets, self.arrival)
            return
        receipt.check_stated(form, self._data_rows)
        is_new = form.origin is None or receipt.by_form(
            self.connection, form, self.sheets, self.arrival
        )
        self.problems += form.problems
        self.set_aside[form.sheet] = form.set_aside
        self.sheets.insert(0, receipt.report_on(form, is_new))


def _origin(table: Table, form: Form | None) -> Origin | None:
    """The return that a sheet belongs to; None where its rows say so themselves."""
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


def _counted(sheet: str, span: int, table: Table, checked: Checked, same: pl.Series) -> SheetReport:
    unchanged = checked.rows.filter(pl.col("row").is_in(same.to_list()))
    pence_unchanged = table.source.pence(unchanged)
    return SheetReport(
        sheet,
        table.source.key,
        span,
        loaded=checked.rows.height - unchanged.height,
        unchanged=unchanged.height,
        rejected=checked.rejected,
        set_aside=len(checked.set_aside),
        pence=checked.pence,
        pence_loaded=checked.pence - checked.pence_rejected - pence_unchanged,
        pence_unchanged=pence_unchanged,
        pence_rejected=checked.pence_rejected,
    )
