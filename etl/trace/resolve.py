"""Resolution of a trace's words: a return, a register's key, or a file."""

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from sqlalchemy import Connection, select

from data.calendar import Quarter
from data.personal import masked_name
from data.warehouse.tables import dim_agreement, dim_return
from etl.archive.archive import sha256_of
from etl.schema.source import Source
from etl.trace.archived_files import Reopener
from etl.trace.files import file_trace, sheet_trace
from etl.trace.keys import known_codes, versions
from etl.trace.records import all_files
from etl.trace.returns import rows_in_force, sheets_received, source_called
from etl.trace.views import Filed, NotThereError, RowsInForce, SheetTrace

_PLACE = re.compile(r"([A-Z]{0,3})([1-9]\d{0,6})")
_SHORTEST_HASH = 6


@dataclass(frozen=True)
class Tracer:
    """Answers the words of a trace from one view of the warehouse and its archive."""

    connection: Connection
    opener: Reopener

    def trace(self, words: list[str], row: int | None = None) -> dict:
        """What was found, under the names that its JSON bears; NotThereError where nothing was."""
        first, *rest = words
        codes = self._agreements()
        if rest and (first.casefold() in codes or _is_quarter(rest[0])):
            return self._return(_agreement(first, codes), _quarter(rest[0]), rest[1:], row)
        if not rest and (traced_versions := versions(self.connection, self.opener, first)):
            return {"code": first, "versions": traced_versions}
        return {"files": self._files(first, rest, row)}

    def _agreements(self) -> dict[str, str]:
        """Every agreement's code as it is spelled, by its code in small letters."""
        codes = self.connection.scalars(select(dim_agreement.c.agreement_code))
        return {code.casefold(): code for code in codes}

    def _return(self, agreement: str, quarter: Quarter, sheet: list[str], row: int | None) -> dict:
        named = {"agreement": agreement, "quarter": str(quarter)}
        if not sheet:
            sheets = sheets_received(self.connection, agreement, quarter, self.opener)
            if not sheets:
                raise NotThereError(self._none_received(agreement, quarter))
            return named | {"came": sheets}
        source = source_called(sheet[0])
        return named | {"in_force": self._in_force(agreement, quarter, source, row)}

    def _none_received(self, agreement: str, quarter: Quarter) -> str:
        query = select(dim_return.c.quarter).where(dim_return.c.agreement_code == agreement)
        there = sorted(set(self.connection.scalars(query)))
        others = f"Returns came for: {', '.join(there)}." if there else "None has come at all."
        return f"No return of {agreement} for {quarter} has come. {others}"

    def _in_force(
        self, agreement: str, quarter: Quarter, source: Source, row: int | None
    ) -> list[RowsInForce]:
        parts = rows_in_force(self.connection, self.opener, agreement, quarter, source)
        whose = f"{source.sheet} of {agreement}, {quarter}"
        if not parts:
            raise NotThereError(f"No row of {whose} stands.")
        if row is None:
            return parts
        chosen = [replace(part, rows=tuple(r for r in part.rows if r.row == row)) for part in parts]
        if not any(part.rows for part in chosen):
            numbers = [r.row for part in parts for r in part.rows]
            raise NotThereError(
                f"Row {row} is not one that stands in {whose}; they lie between "
                f"{min(numbers)} and {max(numbers)}."
            )
        return [part for part in chosen if part.rows]

    def _files(self, named: str, rest: list[str], row: int | None) -> list:
        """Every arrival under a name or hash, newest first, as far in as the words lead."""
        arrivals = self._arrivals(named)
        traced = [file_trace(self.connection, self.opener, arrived) for arrived in arrivals]
        if not rest:
            return traced
        sheet, *place = rest
        column, row = _place(place[0]) if place else ("", row)
        return [
            replace(trace, sheets=(_column(self._sheet(trace.file, sheet, row), column),))
            for trace in traced
        ]

    def _sheet(self, arrived: Filed, sheet: str, row: int | None) -> SheetTrace:
        return sheet_trace(self.connection, self.opener, arrived, sheet, row)

    def _arrivals(self, named: str) -> list[Filed]:
        files = all_files(self.connection)
        is_meant = _meant(named)
        arrivals = [file for file in reversed(files) if is_meant(file)]
        if not arrivals:
            raise NotThereError(self._nothing_called(named, files))
        return arrivals

    def _nothing_called(self, named: str, files: list[Filed]) -> str:
        words = [*known_codes(self.connection), *dict.fromkeys(file.name for file in files)]
        near = get_close_matches(named, words, n=1, cutoff=0)
        offer = f" The nearest is ‘{near[0]}’." if near else " Nothing has been loaded yet."
        return f"Neither a file nor a code of the registers is called ‘{named}’.{offer}"


def _meant(named: str):
    """Whether a file is the one named by a path, by its name, or by the start of its SHA-256."""
    path, name = Path(named), masked_name(Path(named).name)
    if path.is_file():
        sha256 = sha256_of(path.read_bytes())
        return lambda file: file.sha256 == sha256
    is_hash = len(named) >= _SHORTEST_HASH and re.fullmatch(r"[0-9a-fA-F]+", named)
    return lambda file: (
        file.name == name or bool(is_hash and file.sha256.startswith(named.casefold()))
    )


def _agreement(text: str, codes: dict[str, str]) -> str:
    if text.casefold() in codes:
        return codes[text.casefold()]
    near = get_close_matches(text.casefold(), codes, n=1, cutoff=0)
    offer = f" The nearest is {codes[near[0]]}." if near else ""
    raise NotThereError(f"There is no agreement ‘{text}’.{offer}")


def _is_quarter(text: str) -> bool:
    try:
        return bool(Quarter.parse(text))
    except ValueError:
        return False


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except ValueError as error:
        raise NotThereError(str(error)) from None


def _place(text: str) -> tuple[str, int]:
    """A cell like `C5` or a row like `5`, as column letters and row."""
    place = _PLACE.fullmatch(text.upper())
    if not place:
        raise NotThereError(f"‘{text}’ is neither a cell like C5 nor a row like 5.")
    return place[1], int(place[2])


def _column(sheet: SheetTrace, letters: str) -> SheetTrace:
    """A sheet's one row with only the cell asked for."""
    if not letters:
        return sheet
    (row,) = sheet.rows
    cells = tuple(cell for cell in row.cells if cell.cell == f"{letters}{row.row}")
    if row.cells and not cells:
        there = ", ".join(cell.cell for cell in row.cells)
        raise NotThereError(f"There is no cell {letters}{row.row}; row {row.row} has {there}.")
    return replace(sheet, rows=(replace(row, cells=cells),))
