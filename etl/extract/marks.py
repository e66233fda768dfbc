"""Marks of a sheet: how far it reaches, what is hidden or unsaved, and which currency is shown."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

from data.formatting import counted
from etl.extract import limits
from etl.schema.problem import address


@dataclass
class Marks:
    """Rows are counted from 1 as a spreadsheet shows them, columns from 0.

    `rows` and `columns` say how far the cells with something in them reach. `unsaved` are formulas
    without a result and `empty` ones of which none can tell; `lost` are texts that a reader drops,
    such as errors; `covered` are cells under a merged one, `percentages` numbers shown as such, and
    `currencies` amounts shown in another than the pound, each with its sign. `zeros` are formulas
    that may give a text and for which a zero is saved, `texts` those that give nothing else.
    """

    rows: int = 0
    columns: int = 0
    is_hidden: bool = False
    is_filtered: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    lost: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: dict[tuple[int, int], str] = field(default_factory=dict)
    covered: set[tuple[int, int]] = field(default_factory=set)
    empty: set[tuple[int, int]] = field(default_factory=set)
    zeros: set[tuple[int, int]] = field(default_factory=set)
    texts: set[tuple[int, int]] = field(default_factory=set)
    percentages: set[tuple[int, int]] = field(default_factory=set)
    currencies: dict[tuple[int, int], str] = field(default_factory=dict)

    def reach(self, row: int, column: int) -> None:
        """A cell with something in it stands here."""
        self.rows = max(self.rows, row)
        self.columns = max(self.columns, column + 1)

    def cover(self, rows: range, columns: range) -> None:
        """Cells are merged into one, of which only the first counts."""
        within = product(
            range(rows.start, min(rows.stop, self.rows + 1)),
            range(columns.start, min(columns.stop, self.columns)),
        )
        self.covered.update(set(within) - {(rows.start, columns.start)})

    def notes(self) -> list[list[str | None]]:
        """Rule, message and first cell: what was read although it may be out of sight."""
        letters = [
            address(column, 1)[:-1] for column in self.hidden_columns if column < self.columns
        ]
        rows = [row for row in self.hidden_rows if row <= self.rows]
        were = "was" if len(rows) == 1 else "were"
        rules = (
            ("hidden_sheet", self.is_hidden, "This sheet is hidden; its rows were read."),
            (
                "hidden_rows",
                rows,
                f"{counted(len(rows), 'hidden row')} {were} read: {_ranges(rows)}.",
            ),
            ("hidden_columns", letters, f"Hidden columns were read: {_some(letters)}."),
            (
                "merged_cells",
                self.merged,
                f"Merged cells count as blank but the first: {_some(self.merged)}.",
            ),
            ("comments", self.comments, f"Comments are not read: {_some(self.comments)}."),
            ("struck_out", self.struck, f"Cells struck through were read: {_some(self.struck)}."),
            ("filter", self.is_filtered, "A filter is set; the rows that it hides were read."),
        )
        places = {
            "merged_cells": self.merged,
            "comments": self.comments,
            "struck_out": self.struck,
        }
        return [
            [rule, message, _first(places.get(rule))] for rule, holds, message in rules if holds
        ]


def _first(places: list[str] | None) -> str | None:
    return places[0].partition(":")[0] if places else None


def _some(places: list[str]) -> str:
    more = len(places) - limits.PLACES_NAMED
    listed = ", ".join(places[: limits.PLACES_NAMED])
    return f"{listed} and {more:,} more" if more > 0 else listed


def _ranges(rows: Iterable[int]) -> str:
    """[2, 3, 4, 9] as `2–4, 9`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1][1:] = [row]
        else:
            runs.append([row])
    return _some(["–".join(map(str, run)) for run in runs])


OWN = ("£", "GBP")
_NAMED = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")  # [$€-2], [$$-409]; [$-809] names none
_WRITTEN = re.compile(r"\b(?:EUR|USD|CHF|AUD|CAD|NZD|SEK|NOK|DKK|PLN|INR|JPY)\b")


def foreign_sign(number_format: str) -> str | None:
    """The sign or code of another currency than the pound, like `€`; None where there is none."""
    rest = _NAMED.sub("", number_format)
    signs = [sign.strip() for sign in _NAMED.findall(number_format)]
    signs += _WRITTEN.findall(rest)
    signs += [char for char in rest if unicodedata.category(char) == "Sc"]
    return next((sign for sign in signs if sign and sign not in OWN), None)
