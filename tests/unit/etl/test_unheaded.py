"""A column without a heading is told with how many of its cells were not read."""

import pytest

from etl.recognise.headings import recognise
from etl.validate.unread import notes_on
from tests.support.drawn_sheets import sheet


def told(*lines: str, is_csv: bool = False) -> list[tuple[str, str]]:
    """The cell and words of each note on a sheet of partners or of Spending."""
    drawn = sheet("\n".join(lines), "export" if is_csv else "Spending", is_csv=is_csv)
    return [(note.cell, note.message) for note in notes_on(drawn, recognise(drawn))]


@pytest.mark.parametrize(
    ("lines", "cells"),
    [
        (["1 | spend | staff | 5 | 250"], "its one cell was not read."),
        (
            ["1 | spend | staff | 5 | 250", "2 | spend | staff | 5 | 3"],
            "its 2 cells were not read.",
        ),
    ],
)
def test_the_cells_of_a_column_without_a_heading_are_counted(lines, cells):
    assert told("Line | Kind | Category | Amount | -", *lines) == [
        ("E1", f"Column E has no heading; {cells}")
    ]


def test_a_column_without_a_heading_may_stand_between_others():
    said = told("Line | Kind | - | Category | Amount", "1 | spend | x | staff | 5")
    assert said == [("C1", "Column C has no heading; its one cell was not read.")]


def test_what_stands_above_the_heading_and_blank_columns_are_not_told():
    heading = "Line | Kind | Category | Amount | - | -"
    assert (
        told("Our return | - | - | - | - | Autumn", heading, "1 | spend | staff | 5 | - | -") == []
    )


def test_in_a_csv_the_rows_are_told_that_have_fields_too_many_and_not_the_column():
    heading = "need_code | area | statement | priority | lpme_function | identified_on | -"
    row = "N-1 | Luton | More can sing | 1 | schools | 2025-03-01 | extra"
    assert told(heading, row, is_csv=True) == []
