"""A kind of cell, what a cell that is not of its kind is told, and how a cell is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl


class FaultError(ValueError):
    """A text that is not of its kind: what is wrong, and what to type instead."""

    def __init__(self, message: str, remedy: str, rule: str | None = None):
        super().__init__(message)
        self.message, self.remedy, self.rule = message, remedy, rule


@dataclass(frozen=True)
class Kind:
    """A kind of cell: its name in messages, the type it is kept as, and how its text is read.

    Bounds are of the number as it is typed, `decimals` None where any number of them will do;
    `longest` is in characters. `may_be_several` where words of `choices` stand side by side.
    """

    name: str
    dtype: pl.DataType
    read: Callable[[str], object]
    choices: tuple[str, ...] = ()
    is_number: bool = False
    is_free_text: bool = False
    may_be_several: bool = False
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    decimals: int | None = None
    longest: int | None = None


_SPREADSHEET_ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|GETTING_DATA|PYTHON!|EXTERNAL!|TIMEOUT!)|Err:\d{3}",
    re.A,
)


def read_cell(kind: Kind, text: str) -> object:
    """The value of a cell; an error of the spreadsheet is never taken for text."""
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise FaultError(
            f"The cell shows the error {text}.",
            "Correct the formula, or type the value.",
            "error_cell",
        )
    return kind.read(text)
