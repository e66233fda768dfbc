"""Absent children never become present: marks are read, or the sheet is held back."""

import pytest

from etl.recognise.headings import recognise
from etl.validate.cells import read_columns
from etl.validate.context import Context
from etl.validate.validation import Validation
from tests.support.drawn_sheets import sheet


def register(heading: str, *marks: str):
    """Attendance of children, one mark each, under a heading of its sender's."""
    lines = "\n".join(f"2025-10-07 | singing | Hall | 1 | P{n} | {m}" for n, m in enumerate(marks))
    head = f"Session date | Activity | Venue | Hours | Participant ref | {heading}"
    return recognise(sheet(f"{head}\n{lines}", "Attendance"))


@pytest.mark.parametrize(
    "heading",
    ["Attended", "Attendance", "Present", "Present?", "Here", "Was there", "Attended (yes/no)"],
)
def test_usual_words_over_yes_and_no_are_read_as_attended(heading):
    table = register(heading, "yes", "no")
    assert (table.refused, table.index_of("attended"), table.unknown) == (None, 5, {})


MARKS = {
    "yes and no": ("yes", "no"),
    "ones and noughts": ("1", "0"),
    "ticks and crosses": ("✓", "x"),
    "letters": ("P", "A"),
    "strokes": ("/", "\\", "A"),
    "words": ("Present", "Absent"),
    "ticks and blanks": ("✓", "-"),
    "nobody": ("no", "no"),
    "a reason nobody listed": ("Present", "Absent", "Late", "Unauthorised"),
    "a reason beside the word": ("Present", "Absent - ill"),
    "a reason alone": ("Absent: ill", "-"),
}


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_marks_under_any_other_heading_hold_the_sheet_back(marks):
    refused = register("Came to the club", *marks).refused
    assert (refused.rule, refused.cell) == ("unread_marks", "F1")
    assert "‘Came to the club’" in refused.message
    assert "head it ‘Attended’" in refused.remedy


def test_marks_that_cannot_be_read_hold_it_back_under_a_usual_word_too():
    assert register("Present", "P", "A").refused.rule == "unread_marks"


def test_of_two_such_columns_none_is_chosen():
    head = "Session date | Activity | Venue | Hours | Participant ref | Present | Here"
    drawn = sheet(f"{head}\n2025-10-07 | singing | Hall | 1 | P1 | yes | no", "Attendance")
    assert recognise(drawn).refused.rule == "unread_marks"


@pytest.mark.parametrize(
    "values",
    [
        ("Blue", "Red"),
        ("20", "18"),
        ("-", "-"),
        ("1", "1"),
        ("KS1", "KS2"),
        ("Present", "Sang a solo all alone"),
    ],
)
def test_other_values_hold_nothing_back(values):
    assert register("Group colour", *values).refused is None


def test_beside_attended_marks_say_something_else():
    head = "Session date | Activity | Venue | Hours | Participant ref | Attended | Consent"
    drawn = sheet(f"{head}\n2025-10-07 | singing | Hall | 1 | P1 | yes | no", "Attendance")
    assert recognise(drawn).refused is None


def test_headcounts_need_no_marks():
    head = "Session date | Activity | Venue | Hours | Headcount | Photos"
    lines = "2025-10-07 | singing | Hall | 1 | 20 | yes\n2025-10-08 | singing | Hall | 1 | 20 | no"
    assert recognise(sheet(f"{head}\n{lines}", "Attendance")).refused is None


# -- Blanks, which mean yes --------------------------------------------------------------------


def asked(*marks: str) -> list[tuple[str, str]]:
    lines = "\n".join(f"2025-10-07 | singing | Hall | 1 | P{n} | {m}" for n, m in enumerate(marks))
    head = "Session date | Activity | Venue | Hours | Participant ref | Attended"
    return queries(f"{head}\n{lines}\n2025-10-07 | singing | Hall | 1 | - | -")


def queries(table: str) -> list[tuple[str, str]]:
    drawn = sheet(table, "Attendance")
    validation = Validation.of(drawn, recognise(drawn), Context(known=None, secret=b""))
    read_columns(validation, [c for c in validation.source.columns if c.name == "attended"])
    return [(problem.cell, problem.rule) for problem in validation.problems]


@pytest.mark.parametrize("marks", [("✓", "-", "✓", "-"), ("x", "-", "-"), ("yes", "-")])
def test_who_ticks_only_some_is_asked_once_whether_the_others_came(marks):
    assert asked(*marks) == [("F3", "blank_attended")]


@pytest.mark.parametrize(
    "marks", [("no", "-", "-"), ("yes", "no", "-"), ("-", "-"), ("yes", "yes"), ("✗", "-")]
)
def test_a_blank_beside_a_no_means_yes_and_nobody_is_asked(marks):
    assert asked(*marks) == []


@pytest.mark.parametrize(
    ("heading", "marks", "cells"),
    [
        ("Absent", ("-", "x"), [("F2", "blank_attended")]),
        ("Was present", ("yes", "no"), [("F2", "blank_attended")]),
        ("Notes", ("Sang well", "-"), []),
    ],
)
def test_marks_beside_a_blank_column_are_asked_about(heading, marks, cells):
    head = f"Session date | Activity | Venue | Hours | Participant ref | Attended | {heading}"
    lines = "\n".join(
        f"2025-10-07 | singing | Hall | 1 | P{n} | - | {mark}" for n, mark in enumerate(marks)
    )
    assert queries(f"{head}\n{lines}") == cells
