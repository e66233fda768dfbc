"""Marks: columns of yes and no under other headings than the one whose blank would mean yes.

Where such a column is not read, every child that it marks as absent would count as present.
"""

import re
from dataclasses import replace

import polars as pl

from data.formatting import quoted
from data.kinds import NO, YES, plain
from data.personal import masked
from data.register import Column
from etl.extract.sheet import Sheet
from etl.recognise.nearest import fits, values_below, without_brackets
from etl.recognise.other_words import OTHER_WORDS
from etl.recognise.table import Table
from etl.schema.problem import Problem, address

_PRESENT = {*YES, "p", "/", "\\", "present", "here", "there", "in", "attended", "came", "late", "l"}
_ABSENT = {*NO, "a", "absent", "away", "out", "not here", "did not attend", "dna", "o", "i", "m"}
_CERTAIN = {*NO, "absent", "away", "did not attend", "dna"} - {
    "0"
}  # even where nothing else stands
# What begins with one of these is a mark, so that what stands beside it is one too.
_SPEAKING = re.compile(r"(?:present|absent|attended|did not attend|dna)\b")
_MOST_KINDS, _LONGEST = 12, 4  # different marks, and words of one; more are remarks


def understood(table: Table, sheet: Sheet) -> Table:
    """The table, with a column read whose blank means yes, where another word stands over it.

    Only where that is a usual word for it, over values that can be read, and the only such one.
    """
    for column in _lacking_default(table):
        words = {*column.headings, *OTHER_WORDS.get(column.name, ())}
        meant = [
            index
            for index, heading in table.unknown.items()
            if plain(without_brackets(heading)) in words
            and fits(column, values_below(sheet, index, table.header_row))
        ]
        if len(meant) == 1:
            unknown = {at: text for at, text in table.unknown.items() if at != meant[0]}
            columns = dict(sorted({**table.columns, meant[0]: column}.items()))
            table = replace(table, columns=columns, unknown=unknown)
    return table


def held_back(table: Table, sheet: Sheet) -> Problem | None:
    """What is wrong where marks are not read, and the column that may be meant is missing."""
    row = table.header_row
    for column in _lacking_default(table):
        if (index := marked(table, sheet)) is not None:
            return _unread_marks(table.unknown[index], column, address(index, row), row)
    return None


def marked(table: Table, sheet: Sheet) -> int | None:
    """Which unread column holds marks of those whom the rows name, if any does."""
    people = table.index_of(table.source.pseudonym)
    for index in table.unknown if people is not None else ():
        if _is_marked(_beside_people(sheet, people, index, table.header_row)):
            return index
    return None


def _lacking_default(table: Table) -> list[Column]:
    return [column for column in table.lacking if column.default is not None]


def _beside_people(sheet: Sheet, people: int, index: int, row: int) -> pl.Series:
    """The different cells of a column, blanks among them, of the rows that name a child."""
    rows = sheet.cells.filter((pl.col("row") > row) & pl.col(f"c{people}").is_not_null())
    return rows[f"c{index}"].unique()


def _is_marked(values: pl.Series) -> bool:
    """Whether values say of some but not of others that they were there, or of all that not."""
    marks = {_plain_mark(text) for text in values.drop_nulls().head(20)}
    others = marks - _PRESENT - _ABSENT
    if not marks or (others and not _are_kinds(marks)):
        return False
    states = bool(marks & _PRESENT) + bool(marks - _PRESENT) + (values.null_count() > 0)
    return states > 1 or marks <= _CERTAIN or bool(others)


def _are_kinds(marks: set[str]) -> bool:
    """Whether words that nobody has listed are marks, as ‘unauthorised’ is beside ‘present’."""
    is_short = len(marks) <= _MOST_KINDS and all(len(m.split()) <= _LONGEST for m in marks)
    return is_short and any(map(_SPEAKING.match, marks))


def _plain_mark(text: str) -> str:
    return " ".join(text.casefold().rstrip(".").split())


def _unread_marks(heading: str, column: Column, cell: str, row: int) -> Problem:
    return Problem(
        "unread_marks",
        f"The column {quoted(masked(heading))} holds marks like yes and no, but ‘{column.header}’ "
        "is missing: without it everybody in the rows would count as present.",
        f"If it says who came, head it ‘{column.header}’ and write yes or no; if it says something "
        f"else, add a column ‘{column.header}’. Then send the sheet again.",
        row=row,
        cell=cell,
    )
