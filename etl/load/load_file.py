"""Take one file into the warehouse: all of it is told, nothing is half done.

Runs inside a transaction of its caller's, who commits it, or rolls it back to check only.
"""

from dataclasses import dataclass, field, replace

import polars as pl
from sqlalchemy import Connection

from data.warehouse.numbering import next_id
from data.warehouse.refresh import refresh
from data.warehouse.tables import dim_return, metadata
from etl.extract.sheet import Sheet
from etl.load import ledger, return_receipt
from etl.load.conservation import conserve
from etl.load.contradictions import nil_over_rows, nothing_said
from etl.load.corrections import add_rows, as_prepared, mended_file, mended_sha, unknown_file
from etl.load.facts import stored
from etl.load.participants import write_children
from etl.load.registers import Place, changed, decided_by_people, write_versions
from etl.load.retry import Wait, not_kept
from etl.load.returns import Arrival, standing, write_sheet
from etl.recognise.headings import Table
from etl.recognise.incoming_file import Parcel
from etl.recognise.rows import UNTOUCHED, aside_of_refused
from etl.report.report import FileReport, SheetReport, status_of
from etl.schema.problem import Problem, RefusedError
from etl.validate.lookups import Known
from etl.validate.notes import earlier_stands, empty_sheet, journal_stands, notes_on, unknown_sheet
from etl.validate.outliers import unusual
from etl.validate.personal_data import personal_beside, personal_headings
from etl.validate.return_form import Form, origin_rows, read_form
from etl.validate.validate import Checked, Origin, validate


@dataclass
class Intake:
    """The way of one file: what is told of it, and which rows are set aside and why."""

    connection: Connection
    parcel: Parcel
    known: Known
    secret: bytes
    arrival: Arrival
    mended_before: dict[str, set[int]] = field(default_factory=dict)
    sheets: list[SheetReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    set_aside: dict[str, dict[int, str]] = field(default_factory=dict)
    waits: set[Wait] = field(default_factory=set)
    mends: int | None = None  # the file that this one mends
    _is_of_registers: bool = False
    _data_rows: int = 0
    _origins: list[pl.DataFrame] = field(default_factory=list)
    _mended: dict[str, list[int]] = field(default_factory=dict)

    def run(self) -> FileReport:
        """Validate and write every sheet, then the marts of the returns that came."""
        first = next_id(self.connection, dim_return)
        if self.parcel.refused:
            self.problems.append(self.parcel.refused)
        form = self._form()
        self._find_mended()
        self._is_of_registers = self.parcel.is_of_registers
        while self.parcel.tables:
            self._take(*self.parcel.tables.pop(0), form)
        for sheet in self.parcel.guidance:
            self._leave_out(sheet, "how to fill in the workbook", [])
        for sheet in self.parcel.unknown_sheets:
            beside = () if self._is_of_registers else personal_beside(sheet)
            told = [unknown_sheet(sheet), *beside]
            self._leave_out(sheet, "a sheet that the hub does not read", told)
        self._record(form)
        self._mark_mended()
        self.problems += return_receipt.superseded(self.connection, first)
        refresh(self.connection, first, next_id(self.connection, dim_return) - 1)
        status = status_of(self.sheets, self.problems)
        sheets, problems = tuple(self.sheets), tuple(self.problems)
        told = FileReport(self.parcel.name, self.parcel.sha256, status, sheets, problems)
        if told.is_refused_for_personal_data:
            return replace(told, problems=tuple(map(not_kept, problems)))
        return told

    def _form(self) -> Form | None:
        if self.parcel.form is None:
            return None
        self.problems += notes_on(self.parcel.form)
        form = read_form(self.parcel.form, self.known)
        self.waits |= form.waits
        return form

    def _find_mended(self) -> None:
        """The file that a sheet Corrections names; where the hub has none such, nothing is read."""
        sheet = self.parcel.corrections
        if sheet is None:
            return
        sha256 = mended_sha(sheet)
        self.mends = mended_file(self.connection, sha256)
        if self.mends is None:
            self.problems.append(unknown_file(sheet.name))
            self.waits.add(("file", sha256))
            self.parcel.tables = [
                (sheet, replace(table, refused=unknown_file(sheet.name)))
                for sheet, table in self.parcel.tables
            ]
        self._set_aside_rows(sheet, "the form that names the file to mend")

    def _take(self, sheet: Sheet, table: Table, form: Form | None) -> None:
        """One sheet: checked, written, counted."""
        self.problems += notes_on(sheet, table)
        try:
            if table.refused:
                raise RefusedError.of(table.refused)
            origin = _origin(table, form)
            unmended, mended = _without(sheet, self.mended_before.get(sheet.name, set()))
            checked = validate(unmended, table, self.known, self.secret, origin, self.mends)
        except RefusedError as error:
            self._refuse(sheet, table, error.problem)
            self._tell_earlier(sheet.name, table, form)
            return
        name, span = sheet.name, sheet.span
        del sheet, unmended  # a large sheet's text is let go before its facts are made
        self._data_rows += checked.data_rows + len(mended)
        self.problems += checked.problems
        self.waits |= checked.waits
        is_empty = not (checked.data_rows or mended)
        if is_empty and self._leaves_rows(table, origin):
            self.problems.append(empty_sheet(name, table, UNTOUCHED in checked.set_aside.values()))
        if checked.data_rows and checked.rows.is_empty():
            self._tell_earlier(name, table, form)
        self.problems += unusual(self.connection, name, table, checked.rows)
        checked.set_aside.update(mended)
        self.set_aside[name] = checked.set_aside
        same = self._write(name, table, checked)
        self.sheets.append(_counted(name, span, table, checked, same))

    def _tell_earlier(self, name: str, table: Table, form: Form | None) -> None:
        """A note where nothing of a sheet was taken in, so that what stood before still stands."""
        is_replaced = table.source.is_return and table.source.key != "participants"
        origin = form.origin if form else None
        if is_replaced and self.mends is None and origin and self._leaves_rows(table, origin):
            self.problems.append(earlier_stands(name, table))

    def _leaves_rows(self, table: Table, origin: Origin | None) -> bool:
        """Whether rows of an earlier return may stand, which an empty sheet does not replace."""
        if origin is None:
            return True
        return not standing(self.connection, table.source.key, origin_rows(origin)).is_empty()

    def _write(self, sheet: str, table: Table, checked: Checked) -> pl.Series:
        """Write the accepted rows; the numbers of those that changed nothing come back."""
        rows = checked.rows
        if rows.is_empty():
            return rows["row"]
        if self.mends is not None:
            self._mended.setdefault(table.source.key, []).extend(rows["mended_row"].drop_nulls())
            rows = rows.drop("mended_row")
        if table.source.is_return:
            return self._write_return(sheet, table, rows)
        return self._write_register(sheet, table, rows)

    def _write_return(self, sheet: str, table: Table, rows: pl.DataFrame) -> pl.Series:
        if self.mends is not None:
            rows = as_prepared(self.connection, rows, self.mends)
        self._origins.append(rows.select("agreement_code", "quarter", "prepared_on").unique())
        first = next_id(self.connection, dim_return)
        if table.source.key == "participants":  # kept by child, not by return
            return write_children(self.connection, table.source, sheet, rows, self.arrival)
        if self.mends is None:
            same = write_sheet(self.connection, table.source, sheet, rows, self.arrival)
        else:
            same = add_rows(self.connection, table.source, sheet, rows, self.arrival, self.mends)
        conserve(self.connection, table.source, rows, same, first)
        return same

    def _write_register(self, sheet: str, table: Table, rows: pl.DataFrame) -> pl.Series:
        register, key = metadata.tables[table.source.table], table.source.natural_key
        file_id = self.arrival.file_id
        fresh = changed(self.connection, register, key, stored(rows, table.source), file_id)
        kept = decided_by_people(self.connection, register, key, fresh)
        self.problems += [journal_stands(sheet, table, row) for row in kept["row_number"]]
        fresh = fresh.filter(~pl.col("row_number").is_in(kept["row_number"].to_list()))
        place = Place(file_id, sheet, self.arrival.today)
        write_versions(self.connection, register, key, fresh, place)
        self.known.forget(table.source.key)
        return rows["row"].filter(~rows["row"].is_in(fresh["row_number"].to_list()))

    def _refuse(self, sheet: Sheet, table: Table, problem: Problem) -> None:
        """Reject every data row of a sheet with one problem."""
        aside = aside_of_refused(sheet, table)
        rejected = sheet.span - len(aside)
        self._data_rows += rejected
        self.problems.append(replace(problem, sheet=sheet.name))
        self.set_aside[sheet.name] = aside
        counts = {"rows": sheet.span, "rejected": rejected, "set_aside": len(aside)}
        self.sheets.append(SheetReport(sheet.name, table.source.key, **counts))

    def _leave_out(self, sheet: Sheet, reason: str, told: list[Problem]) -> None:
        """A sheet that is not read; in what partners send, one of personal data is refused."""
        refused = None if self._is_of_registers else personal_headings(sheet)
        self.problems += [refused] if refused else told
        self._set_aside_rows(sheet, reason, refused)

    def _set_aside_rows(self, sheet: Sheet, reason: str, refused: Problem | None = None) -> None:
        """Set a sheet's rows aside, but those below the heading that is `refused`."""
        first, filled = sheet.cells["row"].min(), sheet.cells["row"]
        below = set(filled.filter(filled > refused.row)) if refused else set()
        rows = (row for row in range(first, first + sheet.span) if row not in below)
        self.set_aside[sheet.name] = dict.fromkeys(rows, reason)
        counts = {"rejected": len(below), "set_aside": sheet.span - len(below)}
        self.sheets.append(SheetReport(sheet.name, None, sheet.span, **counts))

    def _record(self, form: Form | None) -> None:
        """Record which returns came, and what became of the form."""
        if form is None:
            if self._origins:
                rows = pl.concat(self._origins)
                return_receipt.by_csv(self.connection, rows, self.sheets, self.arrival)
                self._tell_nil(rows, None)
            return
        return_receipt.check_stated(form, self._data_rows)
        nothing_said(self.connection, form, self._data_rows)
        is_new = form.origin is None or return_receipt.by_form(
            self.connection, form, self.sheets, self.arrival
        )
        if form.origin:
            self._tell_nil(origin_rows(form.origin), form)
        self.problems += form.problems
        self.set_aside[form.sheet] = form.set_aside
        self.sheets.insert(0, return_receipt.report_on(form, is_new))

    def _tell_nil(self, rows: pl.DataFrame, form: Form | None) -> None:
        file_id = self.arrival.file_id
        self.problems += nil_over_rows(self.connection, rows, file_id, form)

    def _mark_mended(self) -> None:
        """Enter in the record of the mended file what these rows have mended."""
        for source_key, rows in self._mended.items():
            ledger.mark_mended(self.connection, self.mends, source_key, rows, self.arrival.file_id)
        if self._origins and self.mends and not ledger.is_still_wrong(self.connection, self.mends):
            return_receipt.mended(self.connection, pl.concat(self._origins), self.arrival)


def _without(sheet: Sheet, mended: set[int]) -> tuple[Sheet, dict[int, str]]:
    """The sheet without the rows that a corrections file has brought since."""
    if not mended:
        return sheet, {}
    cells = sheet.cells.filter(~pl.col("row").is_in(list(mended)))
    return replace(sheet, cells=cells), dict.fromkeys(mended, "mended by a later file")


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
