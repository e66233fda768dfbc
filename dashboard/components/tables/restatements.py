"""Figures that changed after their quarter closed, as a table."""

from collections.abc import Sequence
from datetime import date

from dashboard.components.reading_words import value_or_word
from dashboard.components.tables.readings import figure
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name
from dashboard.measures.restatements import Cause, Restatement
from data.formatting import day, listed

_WHAT = {
    "return": "a return",
    "corrections": "corrections",
    "payments": "the register of payments",
    "allocations": "the register of allocations",
    "agreements": "the register of agreements",
    "objectives": "the register of objectives",
    "partners": "the register of partners",
    "schools": "the register of schools",
}


def restatements_table(entries: Sequence[Restatement]) -> Table:
    columns = (
        Column("Since", "day"),
        Column("Quarter"),
        Column("Where"),
        Column("Measure"),
        Column("It was"),
        Column("It became"),
        Column("Because of"),
    )
    rows = [
        (
            entry.day,
            str(entry.quarter),
            where(entry),
            entry.kpi.title,
            figure(entry.before),
            figure(entry.after),
            because(entry),
        )
        for entry in entries
    ]
    caption = "Figures that changed after their quarter closed, newest first"
    return Table(caption, columns, rows, stacks=True)


def method_changed(since: date | None) -> str:
    """Said once, in place of an entry for every figure that reads otherwise for it alone."""
    if since is None:
        return ""
    return (
        f"Method changed on {day(since)}: counts of people are shown with a little noise, where 1 "
        "to 5 were hidden and others rounded to 5 before. It holds for every day that is looked at."
    )


def where(entry: Restatement) -> str:
    return area_name(entry.area) or "The whole hub"


def was_and_is(entry: Restatement) -> tuple[str, str]:
    return value_or_word(entry.before), value_or_word(entry.after)


def because(entry: Restatement) -> str:
    """`a return (A-0231, A-0231_2025-26-Q1.xlsx)`; of other areas only what kind of thing came."""
    return listed(dict.fromkeys(map(_cause, entry.causes)))


def _cause(cause: Cause) -> str:
    if cause.file_name is None:
        return f"{_WHAT[cause.what]} of another area"
    about = ", ".join(filter(None, (cause.agreement_code, cause.file_name)))
    return f"{_WHAT[cause.what]} ({about})"
