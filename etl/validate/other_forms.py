"""Other forms: Return forms in one file beside the one that is read, and what they contradict."""

from collections.abc import Iterable

from data.formatting import quoted
from data.kinds import plain
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.forms import FORM, is_called_return, is_quarter, labels
from etl.schema.problem import Problem
from etl.validate.form import Form


def compare_forms(form: Form, sheet: Sheet, others: Iterable[Sheet]) -> None:
    """Tell of each other form; where two may both be meant and differ, neither is believed."""
    for other in others:
        column = _contradicted(sheet, other)
        if column is None:
            form.report([_second_form(sheet, other, "says the same or less", "note")])
        elif _is_rival(sheet, other):
            form.values.pop(column.name, None)
            form.report([_rivals(sheet, other, column)])
        else:
            form.report([_second_form(sheet, other, f"gives another {column.header}", "query")])


def _contradicted(sheet: Sheet, other: Sheet) -> Column | None:
    """The first required field in which another form says something else."""
    mine, theirs = labels(sheet), labels(other)
    for column in FORM.required:
        text = theirs.get(column.name)
        if text and plain(text) != plain(mine.get(column.name, "")):
            return column
    return None


def _is_rival(sheet: Sheet, other: Sheet) -> bool:
    """Whether another form may be the one that is meant: as well named, and of a quarter."""
    is_named_alike = is_called_return(other) or not is_called_return(sheet)
    return is_named_alike and is_quarter(labels(other).get("quarter", ""))


def _second_form(sheet: Sheet, other: Sheet, says: str, severity: str) -> Problem:
    read = quoted(sheet.name)
    return Problem(
        "second_form",
        f"Sheet {quoted(other.name)} is a Return form too and {says}; {read} was read.",
        "If that is the right one, nothing need be done; else delete it and send the file again.",
        severity,
    )


def _rivals(sheet: Sheet, other: Sheet, column: Column) -> Problem:
    return Problem(
        "second_form",
        f"Sheets {quoted(sheet.name)} and {quoted(other.name)} are both a Return form, and say "
        f"different things under ‘{column.header}’.",
        "Keep the form that is right, and send each return in a file of its own.",
        column=column.name,
    )
