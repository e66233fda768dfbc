"""Changed codes: cells in which a spreadsheet made a date, a time or a number of a code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import polars as pl

from data.kinds import CODE
from data.register import Column
from etl.schema.kinds.fault import FaultError
from etl.schema.problem import Problem, Severity
from etl.validate.validation import Validation

_RULE = "changed_code"
_REMEDY = (
    "Format the column as Text, type the code anew, and send the workbook: there a code in a "
    "column of Text is taken as it stands."
)
_LOOK = (
    "If it is the code, nothing need be done; if not, format the column as Text, type the code "
    "anew, and send the sheet again."
)


@dataclass(frozen=True)
class _Change:
    """What a code became: how such a text looks, and what is said of it.

    It is shown by its `letters`, whatever cell they stand in; by those of a `CSV`, which has no
    kinds of cells, or of a `code` there, where a few words would be clear; or only by the kind of
    its `cell`, where a `number` may be the code yet.
    """

    looks: re.Pattern
    message: str
    shown_by: Literal["letters", "CSV", "code", "cell", "number"] = "CSV"


_DAY, _MONTH_NUMBER, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
_MONTH = (
    "(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?"
    "|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)"
)
_ISO = rf"{_YEAR}-{_MONTH_NUMBER}-{_DAY}"
_CLOCK = r"\d{1,2}:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
_DATE = "A date stands where a code is asked for; spreadsheets make dates of codes like 1-3."
_NUMBER = (
    "A number with decimals stands where a code is asked for; spreadsheets make such numbers of "
    "codes like 1/2, and 1.1 of 1.10."
)


def _change(looks: str, message: str, *shown_by: str) -> _Change:
    return _Change(re.compile(looks, re.A), message, *shown_by)


_CHANGES = (
    _change(
        r"-?\d(?:[.,]\d+)?[eE]\+\d{2,3}|-?\d[.,]\d+[eE]-\d{2,3}",
        "Only the first digits of a code stand here; spreadsheets shorten long numbers so.",
        "letters",
    ),
    _change(rf"{_ISO}[T ]00:00:00(?:\.0+)?", _DATE, "letters"),
    _change(
        r"\d*[¼-¾⅐-⅞]",
        "A fraction stands where a code is asked for; spreadsheets make fractions of codes like "
        "1/2.",
        "letters",
    ),
    _change(rf"{_ISO}(?:[T ]{_CLOCK})?|{_YEAR}/{_MONTH_NUMBER}/{_DAY}", _DATE),
    _change(rf"{_DAY}/{_DAY}/(?:{_YEAR}|\d\d)|\d\d([-.])\d\d\1{_YEAR}", _DATE),
    _change(rf"{_DAY}[- ]{_MONTH}(?:[- ](?:{_YEAR}|\d\d))?|{_MONTH}[- ](?:{_YEAR}|\d\d)", _DATE),
    _change(
        rf"(?:\d+ days?, )?{_CLOCK}",
        "A time stands where a code is asked for; spreadsheets make times of codes like 1:3.",
        "code",
    ),
    _change(
        r"-?\d{15}0+",
        "The last digits of a code are lost; spreadsheets keep fifteen of a number.",
        "code",
    ),
    _change(r"-?(?:0?\.\d+|\d+\.\d{3,})", _NUMBER, "cell"),
    _change(r"-?\d+\.\d{1,2}", _NUMBER, "number"),
)


def refuse_changed(
    validation: Validation,
    column: Column,
    suspects: Iterable[str],
    converted: frozenset[str],
    faults: dict[str, FaultError],
) -> None:
    """Enter among the faults those of the suspects that are codes no more, and query others.

    `converted` are the texts of the column that a workbook keeps as dates, times or numbers.
    """
    queries: dict[str, list[str]] = {}
    for text in suspects:
        change = next((change for change in _CHANGES if change.looks.fullmatch(text)), None)
        severity = change and _severity(column, change, text in converted, validation.sheet.is_csv)
        if severity == "error":
            faults[text] = FaultError(change.message, _REMEDY, _RULE)
        elif severity == "query":
            queries.setdefault(change.message, []).append(text)
    for message, texts in queries.items():
        rows = validation.texts.filter(pl.col(column.name).is_in(texts))["row"]
        validation.report(rows, Problem(_RULE, message, _LOOK, "query", column=column.name))


def _severity(column: Column, change: _Change, is_converted: bool, is_csv: bool) -> Severity | None:
    """How bad it is. Where a few words may stand for a code, only what is certain keeps a row out,
    and nothing where the column may be blank: a group may be called by a day.
    """
    is_code = column.kind is CODE
    if change.shown_by == "letters" or (is_converted and change.shown_by != "number"):
        return "error" if is_code or column.required else "query"
    if change.shown_by in ("cell", "number"):
        return "query" if is_code and is_converted else None
    if is_code:
        return "error" if is_csv else "query"
    return "query" if is_csv and change.shown_by == "CSV" else None
