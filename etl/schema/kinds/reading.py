"""Reading of cells: which function makes a value of a text of each kind, and of which type."""

import re
from collections.abc import Callable
from datetime import date

import polars as pl

from data.formatting import quoted
from data.kinds import Kind
from etl.schema.kinds.dates import read_date, read_profile, read_quarter, read_year
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.numbers import read_integer, read_number, read_pence, read_seconds
from etl.schema.kinds.words import (
    read_choice,
    read_code,
    read_rating,
    read_text,
    read_yes_no,
)

_DTYPES = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
}
_SPREADSHEET_ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|GETTING_DATA|PYTHON!|EXTERNAL!|TIMEOUT!)|Err:\d{3}",
    re.A,
)

_TOO_NARROW = re.compile(r"#{3,}")  # what a spreadsheet shows, and then writes into a CSV


def _of_text_alone(read: Callable[[str], object]) -> Callable[[Kind, str], object]:
    return lambda _, text: read(text)


_READERS: dict[str, Callable[[Kind, str], object]] = {
    "academic year": _of_text_alone(read_year),
    "choice": read_choice,
    "code": read_code,
    "date": _of_text_alone(read_date),
    "hours": read_seconds,
    "money": read_pence,
    "number": read_number,
    "profile": _of_text_alone(read_profile),
    "quarter": _of_text_alone(read_quarter),
    "score from 1 to 5": _of_text_alone(read_rating),
    "text": read_text,
    "whole number": read_integer,
    "yes/no": _of_text_alone(read_yes_no),
}


def read_cell(kind: Kind, text: str) -> object:
    """The value of a cell, else FaultError; an error of the spreadsheet is never taken for text."""
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise FaultError(
            f"The cell shows the error {text}.",
            "Correct the formula, or type the value.",
            "error_cell",
        )
    if _TOO_NARROW.fullmatch(text):
        raise FaultError(
            f"The cell shows {quoted(text)}: its column was too narrow when the file was saved.",
            "Make the column wider, or type the value, and save the file again.",
            "error_cell",
        )
    return _READERS[kind.name](kind, text)


def dtype_of(kind: Kind) -> pl.DataType:
    """The type of a column of values of a kind."""
    return _DTYPES[kind.holds]
