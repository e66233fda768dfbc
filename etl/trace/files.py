"""Traces of files: what became of a file, a sheet of it, a row, a cell."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from data.formatting import day
from etl.sources import SOURCES
from etl.trace.archived_files import Leaf, Reopener
from etl.trace.records import (
    aside_of,
    file_of,
    problems_of,
    reported,
    sheet_called,
    sheets_of,
    successor,
)
from etl.trace.stored_rows import StoredRow, stored_form, stored_of_sheet
from etl.trace.views import Counts, Filed, FileTrace, NotThereError, SheetTrace, TracedRow

_GONE = (
    "It was refused for personal data: the hub kept its SHA-256, this verdict and the addresses, "
    "and nothing of what it held."
)


def file_trace(connection: Connection, opener: Reopener, arrived: Filed) -> FileTrace:
    """A file and its sheets, without their rows."""
    sheets = sheets_of(connection, [arrived.file_id])
    return FileTrace(
        arrived,
        arrived.status.capitalize() + "." if opener.has(arrived) else _GONE,
        tuple(SheetTrace(row.sheet, row.source, Counts.of(row)) for row in sheets),
        tuple(map(reported, problems_of(connection, arrived.file_id))),
    )


def sheet_trace(
    connection: Connection, opener: Reopener, arrived: Filed, named: str, row: int | None = None
) -> SheetTrace:
    """A sheet with what became of each of its rows, or of one."""
    if not opener.has(arrived):
        raise NotThereError(f"Nothing of {arrived.name} can be shown. {_GONE}")
    record = sheet_called(connection, arrived, named)
    leaf = opener.leaf(arrived, record.sheet)
    fates = _Fates.of(connection, arrived, record)
    chosen = _rows(leaf, row, f"Sheet {record.sheet} of {arrived.name}")
    traced = tuple(fates.of_row(connection, leaf, number) for number in chosen)
    return SheetTrace(record.sheet, record.source, Counts.of(record), traced)


def _rows(leaf: Leaf, row: int | None, where: str) -> Collection[int]:
    """The rows from the first to the last with a cell in it, or the one asked for."""
    first, last = min(leaf.rows), max(leaf.rows)
    if row is None:
        return range(first, last + 1)
    if not first <= row <= last:
        raise NotThereError(f"{where} has rows {first} to {last}; there is no row {row}.")
    return [row]


@dataclass(frozen=True)
class _Fates:
    """What is on record of one sheet's rows."""

    sheet: Row
    stored: dict[int, StoredRow]
    aside: dict[int, str]
    problems: list[Row]

    @classmethod
    def of(cls, connection: Connection, arrived: Filed, sheet: Row) -> "_Fates":
        aside = aside_of(connection, arrived.file_id, sheet.sheet)
        problems = [
            row
            for row in problems_of(connection, arrived.file_id)
            if row.sheet in (None, sheet.sheet)
        ]
        return cls(sheet, _stored(connection, arrived, sheet), aside, problems)

    def of_row(self, connection: Connection, leaf: Leaf, row: int) -> TracedRow:
        own = [problem for problem in self.problems if problem.row_number == row]
        stored = self.stored.get(0 if leaf.is_form else row)
        outcome, sentence, why = self._fate(row, own, stored)
        if outcome != "loaded":
            by = next((problem.mended_by for problem in why if problem.mended_by), None)
            mended_by = file_of(connection, by) if by else None
            cells, problems = leaf.cells(row, None), tuple(map(reported, why))
            return TracedRow(row, outcome, sentence, cells, problems, mended_by=mended_by)
        after = None
        if not stored.is_in_force:
            outcome, after = "replaced", successor(connection, SOURCES[self.sheet.source], stored)
        cells = leaf.cells(row, stored.values)
        return TracedRow(row, outcome, sentence, cells, tuple(map(reported, why)), after)

    def _fate(
        self, row: int, own: list[Row], stored: StoredRow | None
    ) -> tuple[str, str, list[Row]]:
        """The outcome, a sentence, and the problems that go with it."""
        if row in self.aside and not any(problem.mended_by for problem in own):
            return "set aside", f"Set aside: {self.aside[row]}.", own
        if any(problem.severity == "error" for problem in own):
            return "rejected", "Rejected.", own
        if stored:
            return "loaded", _loaded(SOURCES[self.sheet.source], stored), own
        if self.sheet.unchanged:
            return "unchanged", "Unchanged: the same stood already.", own
        whole = [problem for problem in self.problems if self._keeps_all_out(problem)]
        return "rejected", "Rejected with its whole sheet.", whole

    def _keeps_all_out(self, problem: Row) -> bool:
        """Whether a problem refuses the sheet: any of a form, else one of no row or the heading."""
        is_above = problem.row_number is None or problem.row_number in self.aside
        return problem.severity == "error" and (is_above or _is_form(self.sheet))


def _is_form(sheet: Row) -> bool:
    return sheet.source is not None and SOURCES[sheet.source].is_form


def _stored(connection: Connection, arrived: Filed, sheet: Row) -> dict[int, StoredRow]:
    """The stored rows of a sheet by number; of a form the return, under 0."""
    if sheet.source is None:
        return {}
    if _is_form(sheet):
        form = stored_form(connection, arrived.file_id, sheet.sheet)
        return {0: form} if form else {}
    return stored_of_sheet(connection, SOURCES[sheet.source], arrived.file_id, sheet.sheet)


def _loaded(source, stored: StoredRow) -> str:
    values = stored.values
    if source.is_return:
        what = f"{source.sheet} of {values['agreement_code']}, {values['quarter']}"
    else:
        what = f"{source.key} {values[source.natural_key[0]]}"
    if values.get("mends_file_id"):
        what += ", beside the return that it mends"
    if stored.is_in_force:
        return f"Loaded as {what}; it stands."
    if stored.stood_from == stored.stood_to:
        return (
            f"Loaded as {what}, and never stood: what stands was there already, or came that day."
        )
    return f"Loaded as {what}; it stood until {day(stored.stood_to)}."
