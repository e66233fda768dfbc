"""Blanks where a blank means yes: asked about where a mark seems to stand for it instead.

Who ticks the children that came, and nobody else, would else have counted all as present.
"""

import polars as pl

from data.formatting import counted, quoted
from data.personal import masked
from data.register import Column
from etl.recognise.marks import marked
from etl.schema.problem import Problem
from etl.validate.validation import Validation

_CROSSES = {"x"}  # reads as no, and is also how people mark who came


def query_blanks(validation: Validation, column: Column, values: dict[str, object]) -> None:
    """Ask once about blank cells in rows of children, of which all others bear the same mark.

    `values` are those of the column's texts. Where some say no, a blank means yes, as it should.
    """
    name, people = column.name, validation.source.pseudonym
    texts = validation.texts
    if people not in texts.columns:
        return
    rows = texts.filter(pl.col(people).is_not_null()).select("row", name)
    blank = rows.filter(pl.col(name).is_null())["row"]
    marks = {text for text in rows[name].unique().drop_nulls() if text in values}
    if blank.len() == rows.height:
        _query_unread_marks(validation, column, blank)
    if blank.is_empty() or not marks or not _may_mean_yes(marks, values):
        return
    where = f" and {counted(blank.len() - 1, 'more row')}" if blank.len() > 1 else ""
    mark = quoted(min(marks))
    reads = "" if values[min(marks)] else ", which the hub reads as no"
    problem = Problem(
        "blank_attended",
        f"‘{column.header}’ is blank in this row{where}, and {mark} in others{reads}: a blank "
        "counts as present.",
        "If that is right, nothing need be done; if a blank means absent, write yes and no in "
        "every row and send the sheet again.",
        "query",
        column=name,
    )
    validation.report([blank.min()], problem)


def _query_unread_marks(validation: Validation, column: Column, blank: pl.Series) -> None:
    """Ask where all is blank, and marks stand in a column that is not read."""
    index = None if blank.is_empty() else marked(validation.table, validation.sheet)
    if index is None:
        return
    heading = quoted(masked(validation.table.unknown[index]))
    problem = Problem(
        "blank_attended",
        f"‘{column.header}’ is blank in all rows, so that everybody counts as present; but the "
        f"column {heading}, which is not read, holds marks like yes and no.",
        f"If they say who came, write yes and no under ‘{column.header}’ and send the sheet again; "
        "if not, nothing need be done.",
        "query",
        column=column.name,
    )
    validation.report([blank.min()], problem)


def _may_mean_yes(marks: set[str], values: dict[str, object]) -> bool:
    """Whether all marks may stand for yes, so that a blank stands for no."""
    return all(values[text] for text in marks) or {text.casefold() for text in marks} <= _CROSSES
