"""What became of a file, a sheet of it, a row, a cell."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, Row

from data.formatting import day
from etl.sources import SOURCES
from etl.trace.archived_files import Reopener
from etl.trace.cells import Leaf
from etl.trace.kept_rows import Kept, kept_form, kept_of_sheet
from etl.trace.records import (
    aside_of,
    file_of,
    problems_of,
    sheet_called,
    sheets_of,
    successor,
    told,
)
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
        tuple(map(told, problems_of(connection, arrived.file_id))),
    )


def sheet_trace(
    connection: Connection, opener: Reopener, arrived: Filed, named: str, row: int | None = None
) -> SheetTrace:
    """A sheet with what became of each of its rows, or of one."""
    if not opener.has(arrived):
        raise NotThereError(f"Nothing of {arrived.name} can be shown. {_GONE}")
    found = sheet_called(connection, arrived, named)
    leaf = opener.leaf(arrived, found.sheet)
    fates = _Fates.of(connection, arrived, found)
    chosen = _rows(leaf, row, f"Sheet {found.sheet} of {arrived.name}")
    traced = tuple(fates.of_row(connection, leaf, number) for number in chosen)
    return SheetTrace(found.sheet, found.source, Counts.of(found), traced)


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
    kept: dict[int, Kept]
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
        return cls(sheet, _kept(connection, arrived, sheet), aside, problems)

    def of_row(self, connection: Connection, leaf: Leaf, row: int) -> TracedRow:
        own = [problem for problem in self.problems if problem.row_number == row]
        kept = self.kept.get(0 if leaf.is_form else row)
        outcome, said, why = self._fate(row, own, kept)
        if outcome != "loaded":
            by = next((problem.mended_by for problem in why if problem.mended_by), None)
            mended_by = file_of(connection, by) if by else None
            cells, problems = leaf.cells(row, None), tuple(map(told, why))
            return TracedRow(row, outcome, said, cells, problems, mended_by=mended_by)
        after = None
        if not kept.is_in_force:
            outcome, after = "replaced", successor(connection, SOURCES[self.sheet.source], kept)
        cells = leaf.cells(row, kept.values)
        return TracedRow(row, outcome, said, cells, tuple(map(told, why)), after)

    def _fate(self, row: int, own: list[Row], kept: Kept | None) -> tuple[str, str, list[Row]]:
        """The outcome, a sentence, and the problems that go with it."""
        if row in self.aside and not any(problem.mended_by for problem in own):
            return "set aside", f"Set aside: {self.aside[row]}.", own
        if any(problem.severity == "error" for problem in own):
            return "rejected", "Rejected.", own
        if kept:
            return "loaded", _loaded(SOURCES[self.sheet.source], kept), own
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


def _kept(connection: Connection, arrived: Filed, sheet: Row) -> dict[int, Kept]:
    """The stored rows of a sheet by number; of a form the return, under 0."""
    if sheet.source is None:
        return {}
    if _is_form(sheet):
        form = kept_form(connection, arrived.file_id, sheet.sheet)
        return {0: form} if form else {}
    return kept_of_sheet(connection, SOURCES[sheet.source], arrived.file_id, sheet.sheet)


def _loaded(source, kept: Kept) -> str:
    values = kept.values
    if source.is_return:
        what = f"{source.sheet} of {values['agreement_code']}, {values['quarter']}"
    else:
        what = f"{source.key} {values[source.natural_key[0]]}"
    if values.get("mends_file_id"):
        what += ", beside the return that it mends"
    if kept.is_in_force:
        return f"Loaded as {what}; it stands."
    if kept.stood_from == kept.stood_to:
        return (
            f"Loaded as {what}, and never stood: what stands was there already, or came that day."
        )
    return f"Loaded as {what}; it stood until {day(kept.stood_to)}."
