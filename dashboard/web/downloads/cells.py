"""Table cells: what files hold of each kind of column, and how they say it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.components.tables.table import Absent, Column, Figure, Kind, Table


@dataclass(frozen=True)
class Written:
    """A kind of column in files: a workbook's format, the same in letters, a CSV's text, and words.

    `as_text` is what a CSV holds of a number or day, `shown` what a workbook lets one see of it.
    """

    words: str
    number_format: str
    shown: Callable[[Any], str]
    as_text: Callable[[Any], str]


def _plain(number: float) -> str:
    """Without a power of ten, trailing zeros or a sign before nothing."""
    return str(number) if isinstance(number, int) else f"{number:.6f}".rstrip("0").rstrip(".")


WRITTEN: dict[Kind, Written] = {
    "text": Written("Text", "General", str, str),
    "count": Written("A number", "#,##0", "{:,.0f}".format, _plain),
    "pence": Written("Pounds and pence", "£#,##0.00", "£{:,.2f}".format, "{:.2f}".format),
    "share": Written("A share; 1 is the whole", "0.0%", "{:.1%}".format, _plain),
    "ratio": Written("A ratio", "0.00", "{:.2f}".format, _plain),
    "day": Written("A day", "dd/mm/yyyy", "{:%d/%m/%Y}".format, date.isoformat),
}


def frame_of(table: Table) -> pd.DataFrame:
    """The table's values under its titles: pounds, shares and counts as numbers, days as days.

    A figure in a unit of its own stays one.
    """
    rows = [
        [_value(cell, column) for cell, column in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    return pd.DataFrame(rows, columns=[column.title for column in table.columns], dtype=object)


def _value(cell: Any, column: Column) -> str | float | date | Figure:
    """A number or a day as it is, anything else as text; what has no value is blank or a mark."""
    if cell is None or isinstance(cell, Absent):
        return "" if cell is None else str(cell)
    if isinstance(cell, date | Figure):
        return cell
    return in_files(cell, column.kind) if isinstance(cell, int | float) else str(cell)


def in_files(number: float, kind: Kind) -> float:
    """Without digits that are a computation's alone: other engines add up in another order."""
    if kind == "pence":
        rounded = round(number / 100, 2)
    else:
        rounded = round(number, 2 if kind == "count" else 6)
    return _whole(rounded + 0.0)  # a minus is no part of nothing


def _whole(number: float) -> float:
    return int(number) if number.is_integer() else number
