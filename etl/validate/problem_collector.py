"""The problems of one sheet, each with its address, and the rows that they keep out."""

from collections.abc import Iterable

import polars as pl

from data.kinds import MONEY
from data.personal import personal_in_text
from data.register import Column
from etl.extract.sheet import Fault
from etl.recognise.headings import Table
from etl.schema.formatting import shortened
from etl.schema.kinds.fault import FaultError
from etl.schema.problem import Problem, Severity, address

_PSEUDONYMS = ("participant_ref", "response_ref")  # known here by their hashes alone
_MONEY_REMEDY = "Set the cell's format to £ or Number, and check the amount in pounds."
_HIDDEN = "personal_data"  # a problem of this rule never repeats the value


class Refusals:
    """Collects problems; `texts` of its methods are rows as sent, with their numbers."""

    def __init__(self, sheet: str, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.problems: list[Problem] = []
        self.waits: set[tuple[str, str]] = set()  # what may come and mend this: (register, code)
        self._lost: set[int] = set()  # rows of which nothing more need be said
        self._told: set[tuple[int, str]] = set()  # cells of which an error was told

    @property
    def rows(self) -> set[int]:
        """The rows that must not be loaded."""
        return {p.row for p in self.problems if p.severity == "error" and p.row is not None}

    def add(
        self,
        row: int,
        column: str | None,
        value: str | None,
        rule: str,
        message: str,
        remedy: str,
        severity: Severity = "error",
    ) -> None:
        """Tell one problem; one error a cell is enough, and personal data is never repeated."""
        if row in self._lost or (severity == "error" and (row, column) in self._told):
            return
        if severity == "error" and column:
            self._told.add((row, column))
        what = personal_in_text(value) if value and self._is_searched(column) else None
        if what and rule != _HIDDEN:
            rule, message = _HIDDEN, f"This cell holds {what}."
            remedy = "Delete it; the hub takes in no personal data."
        index = self.table.index_of(column) if column else None
        cell = None if index is None else address(index, row)
        shown = None if rule == _HIDDEN or column in _PSEUDONYMS else value
        self.problems.append(
            Problem(
                rule, message, remedy, severity, self.sheet, row, column, cell, shortened(shown)
            )
        )

    def _is_searched(self, name: str | None) -> bool:
        column = self.table.columns.get(self.table.index_of(name))
        source = self.table.source
        return source.is_return if column is None else source.is_searched(column)

    def add_faults(self, column: Column, texts: pl.DataFrame, faults: dict[str, FaultError]):
        """One problem for each cell whose text is among the faults."""
        if not faults:
            return
        cells = texts.filter(pl.col(column.name).is_in(list(faults)))
        for row, text in cells.select("row", column.name).iter_rows():
            fault = faults[text]
            rule = fault.rule or column.kind.name.replace(" ", "_").replace("/", "_")
            self.add(row, column.name, text, rule, fault.message, fault.remedy)

    def add_blanks(self, column: Column, texts: pl.DataFrame) -> None:
        """One problem for each blank cell of a required column."""
        for row in texts.filter(pl.col(column.name).is_null())["row"]:
            self.add(
                row,
                column.name,
                None,
                "required",
                f"‘{column.header}’ is blank.",
                "Fill in the cell, or delete the row if it holds nothing.",
            )

    def add_rows(
        self,
        rows: Iterable[int],
        texts: pl.DataFrame,
        column: str | None,
        rule: str,
        message: str,
        remedy: str,
        severity: Severity = "error",
    ) -> None:
        """The same problem for several rows; the value is what was sent under the column."""
        rows = list(rows)
        if not rows:
            return
        shown = column in texts.columns
        sent = texts.filter(pl.col("row").is_in(rows)).select(
            "row", pl.col(column) if shown else pl.lit(None).alias("value")
        )
        for row, value in sent.iter_rows():
            self.add(row, column, value, rule, message, remedy, severity)

    def add_sheet_faults(self, faults: list[Fault], data_rows: set[int]) -> None:
        """Rows and cells that could not even be read."""
        for fault in faults:
            if fault.row not in data_rows:
                continue
            column = self.table.columns.get(fault.column)
            if fault.column is not None and column is None:
                continue  # an error in a column that is not read does no harm
            is_share_of_money = fault.rule == "percentage" and column.kind is MONEY
            self.add(
                fault.row,
                column.name if column else None,
                fault.value,
                fault.rule,
                fault.message,
                _MONEY_REMEDY if is_share_of_money else fault.remedy,
                fault.severity,
            )
        whole = [fault for fault in faults if fault.column is None and fault.severity == "error"]
        self._lost |= {fault.row for fault in whole}
