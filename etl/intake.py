"""Take one file into the warehouse: all of it is told, nothing is half done.

Runs inside a transaction of its caller's, who commits it, or rolls it back to check only.
"""

from dataclasses import dataclass, field, replace

import polars as pl
from sqlalchemy import Connection, func, select

from data.warehouse.refresh import refresh
from data.warehouse.tables import dim_return, dim_session, fact_attendance, fact_headcount, metadata
from etl.bulk import next_id
from etl.extract.sheet import Sheet
from etl.facts import stored
from etl.form import Form, origin_rows, read_form
from etl.headings import Table
from etl.known import Known
from etl.parcel import Parcel
from etl.personal import masked
from etl.problem import Problem, RefusedError, address
from etl.registers import Place, changed, write_versions
from etl.report import ConservationError, FileReport, SheetReport, status_of
from etl.returns import Arrival, open_returns, standing, write_sheet
from etl.rows import sort_rows
from etl.validate import Checked, Origin, validate


@dataclass
class Intake:
    """The way of one file: what it found on it, and whether it changed the warehouse."""

    connection: Connection
    parcel: Parcel
    known: Known
    secret: bytes
    arrival: Arrival
    sheets: list[SheetReport] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    set_aside: dict[str, dict[int, str]] = field(default_factory=dict)
    wrote: bool = False
    data_rows: int = 0
    _origins: list[pl.DataFrame] = field(default_factory=list)

    def run(self) -> FileReport:
        """Validate and write every sheet, then the marts of the returns that came."""
        first = next_id(self.connection, dim_return)
        if self.parcel.refused:
            self.problems.append(self.parcel.refused)
        form = self._read_form()
        while self.parcel.tables:
            self._take(*self.parcel.tables.pop(0), form)
        for sheet in self.parcel.unknown_sheets:
            self._set_aside_whole(sheet)
        self._finish_form(form) if form else self._open_csv_returns()
        last = next_id(self.connection, dim_return) - 1
        if last >= first:
            refresh(self.connection, first, last)
            self.wrote = True
        return FileReport(
            self.parcel.name,
            self.parcel.sha256,
            status_of(self.sheets, self.problems),
            tuple(self.sheets),
            tuple(self.problems),
        )

    def _take(self, sheet: Sheet, table: Table, form: Form | None) -> None:
        """One sheet: checked, written, counted."""
        self._note(sheet, table)
        try:
            if table.refused:
                raise RefusedError.of(table.refused)
            origin = self._origin(table, form)
            checked = validate(sheet, table, self.known, self.secret, origin)
        except RefusedError as error:
            self._refuse(sheet, table, error.problem)
            return
        name, span = sheet.name, sheet.span
        del sheet  # a large sheet's text is let go before its facts are made
        self.problems += checked.problems
        self.set_aside[name] = checked.set_aside
        self.data_rows += checked.data_rows
        if not checked.data_rows:
            self._note_empty(name, table)
        same = self._write(name, table, checked)
        self._count(name, span, table, checked, same)

    @staticmethod
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

    def _write(self, sheet: str, table: Table, checked: Checked) -> pl.Series:
        """Write the accepted rows; the numbers of those that changed nothing come back."""
        if checked.rows.is_empty():
            return checked.rows["row"]
        if table.source.is_return:
            self._origins.append(checked.rows.select("agreement_code", "quarter", "prepared_on"))
            first = next_id(self.connection, dim_return)
            same = write_sheet(self.connection, table.source, sheet, checked.rows, self.arrival)
            self._conserve_facts(table, checked, same, first)
            return same
        return self._write_register(sheet, table, checked)

    def _write_register(self, sheet: str, table: Table, checked: Checked) -> pl.Series:
        register = metadata.tables[table.source.table]
        key = table.source.natural_key
        rows = stored(checked.rows, table.source)
        fresh = changed(self.connection, register, key, rows, self.arrival.file_id)
        place = Place(self.arrival.file_id, sheet, self.arrival.today)
        write_versions(self.connection, register, key, fresh, place)
        self.known.forget(table.source.key)
        self.wrote |= fresh.height > 0
        return rows["row_number"].filter(~rows["row_number"].is_in(fresh["row_number"].to_list()))

    def _conserve_facts(self, table: Table, checked: Checked, same: pl.Series, first: int) -> None:
        """Ask the warehouse whether the rows that should have been written are there."""
        if table.source.key == "participants":
            return  # kept by child, not by return; versions are counted where they are written
        there = _facts_since(self.connection, table.source.key, table.source.table, first)
        least = checked.rows.height - len(same)
        if not least <= there <= checked.rows.height:
            raise ConservationError(
                f"{checked.rows.height} rows of {table.source.sheet} were accepted and {there} "
                "arrived in the warehouse."
            )

    def _count(
        self, sheet: str, span: int, table: Table, checked: Checked, same: pl.Series
    ) -> None:
        unchanged = checked.rows.filter(pl.col("row").is_in(same.to_list()))
        pence = checked.pence - checked.pence_rejected
        pence_unchanged = table.source.pence(unchanged)
        self.sheets.append(
            SheetReport(
                sheet,
                table.source.key,
                span,
                checked.rows.height - unchanged.height,
                unchanged.height,
                checked.rejected,
                len(checked.set_aside),
                checked.pence,
                pence - pence_unchanged,
                pence_unchanged,
                checked.pence_rejected,
            )
        )

    # -- Sheets that are not read --------------------------------------------------------------

    def _refuse(self, sheet: Sheet, table: Table, problem: Problem) -> None:
        """Reject every data row of a sheet with one problem."""
        aside = sort_rows(sheet, table).set_aside
        self.problems.append(replace(problem, sheet=sheet.name))
        self.set_aside[sheet.name] = aside
        rejected = sheet.span - len(aside)
        self.data_rows += rejected
        key = table.source.key
        self.sheets.append(
            SheetReport(sheet.name, key, sheet.span, rejected=rejected, set_aside=len(aside))
        )

    def _set_aside_whole(self, sheet: Sheet) -> None:
        first = sheet.cells["row"].min()
        self.set_aside[sheet.name] = dict.fromkeys(
            range(first, first + sheet.span), "a sheet that the hub does not read"
        )
        self.sheets.append(SheetReport(sheet.name, None, sheet.span, set_aside=sheet.span))
        self.problems.append(
            Problem(
                "unknown_sheet",
                f"Sheet ‘{sheet.name}’ is not one that the hub reads.",
                "Nothing need be done, unless it holds data: then rename it as in the template.",
                "note",
                sheet.name,
            )
        )

    def _note(self, sheet: Sheet, table: Table | None = None) -> None:
        """Tell what was read although it may not have been meant, and columns not read."""
        self._note_columns(sheet, table)
        for rule, message in sheet.notes:
            remedy = "Nothing need be done if these rows are meant to be read."
            self.problems.append(Problem(rule, message, remedy, "note", sheet.name))

    def _note_columns(self, sheet: Sheet, table: Table | None) -> None:
        for index, heading in table.unknown.items() if table else ():
            self.problems.append(
                Problem(
                    "unknown_column",
                    f"The column ‘{masked(heading[:60])}’ is not one that the hub reads.",
                    "Nothing need be done, unless its heading is misspelt.",
                    "note",
                    sheet.name,
                    table.header_row,
                    None,
                    address(index, table.header_row),
                )
            )

    def _note_empty(self, sheet: str, table: Table) -> None:
        self.problems.append(
            Problem(
                "empty_sheet",
                f"Sheet {table.source.sheet} has a heading but no rows.",
                "Nothing need be done; rows of an earlier return, if any, stay.",
                "note",
                sheet,
                table.header_row,
            )
        )

    # -- Which return this is ------------------------------------------------------------------

    def _read_form(self) -> Form | None:
        if self.parcel.form is None:
            return None
        self._note(self.parcel.form)
        return read_form(self.parcel.form, self.known)

    def _finish_form(self, form: Form) -> None:
        """Check the count of rows, then record that the return came."""
        self._check_count(form)
        same = form.origin is not None and not self._open_return(form)
        self.problems += form.problems
        self.set_aside[form.sheet] = form.set_aside
        rejected = len(form.rejected)
        accepted = len(form.filled) - rejected
        if form.origin is None:
            accepted, rejected = 0, len(form.filled)
        self.sheets.insert(
            0,
            SheetReport(
                form.sheet,
                "return",
                accepted + rejected + len(form.set_aside),
                0 if same else accepted,
                accepted if same else 0,
                rejected,
                len(form.set_aside),
            ),
        )

    def _check_count(self, form: Form) -> None:
        stated = form.values.get("rows_of_data")
        counted = self.data_rows
        if stated is not None and stated != counted:
            form.tell(
                "rows_of_data",
                "row_count",
                f"The form says {stated:,} rows of data, but the sheets hold {counted:,}.",
                "Check that no row is missing, and correct the number.",
                value=str(stated),
            )
        if form.values.get("is_nil") and counted:
            form.tell(
                "is_nil",
                "nil_with_rows",
                f"The form says that there is nothing to report, but the sheets hold {counted:,} "
                "rows.",
                "The rows were read. Say ‘no’ if that is right.",
                "query",
            )

    def _open_return(self, form: Form) -> bool:
        """Record the form; False where the same form stands already."""
        rows = origin_rows(form.origin)
        said = {
            "certified_by": form.values.get("certified_by"),
            "is_nil": bool(form.values.get("is_nil")),
            "is_partial": any(s.rejected for s in self.sheets) or bool(form.rejected),
        }
        there = standing(self.connection, "return", rows)
        if there.height and _says_the_same(self.connection, there["return_id"][0], form, said):
            return False
        open_returns(self.connection, "return", form.sheet, rows, self.arrival, **said)
        return True

    def _open_csv_returns(self) -> None:
        """A CSV of a return counts as the return's coming, where none has come before."""
        if not self._origins:
            return
        rows = pl.concat(self._origins)
        there = standing(self.connection, "return", rows)
        fresh = rows.join(there, on=["agreement_code", "quarter"], how="anti")
        if fresh.height:
            sheet = self.sheets[0].sheet
            partial = any(report.rejected for report in self.sheets)
            open_returns(self.connection, "return", sheet, fresh, self.arrival, is_partial=partial)


def _says_the_same(connection: Connection, return_id: int, form: Form, said: dict) -> bool:
    row = connection.execute(select(dim_return).where(dim_return.c.return_id == return_id)).one()
    same_day = row.prepared_on == form.origin.prepared_on
    return same_day and all(getattr(row, name) == value for name, value in said.items())


def _facts_since(connection: Connection, source_key: str, table_name: str, first: int) -> int:
    """How many facts hang on returns numbered from `first`."""
    if source_key != "attendance":
        table = metadata.tables[table_name]
        return connection.scalar(
            select(func.count()).select_from(table).where(table.c.return_id >= first)
        )
    return sum(
        connection.scalar(
            select(func.count())
            .select_from(dim_session)
            .join(table)
            .where(dim_session.c.return_id >= first)
        )
        for table in (fact_attendance, fact_headcount)
    )
