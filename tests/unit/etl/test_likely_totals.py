"""A line called a total is asked about where its figure is the sum of the lines above it."""

import pytest

from etl.recognise.headings import recognise
from etl.validate.context import Context
from etl.validate.validate import ask_about_totals, type_cells
from etl.validate.validation import Validation
from tests.support.drawn_sheets import sheet


def asked(*lines: str) -> list[tuple]:
    """What is asked about lines of spending, each a line's name and its amount."""
    rows = "\n".join(line.replace("|", "| spend | staff |") for line in lines)
    drawn = sheet(f"Line | Kind | Category | Amount\n{rows}", "Spending")
    validation = Validation.of(drawn, recognise(drawn), Context(known=None, secret=b""))
    type_cells(validation)
    ask_about_totals(validation)
    return [(p.rule, p.severity, p.cell) for p in validation.problems]


@pytest.mark.parametrize("word", ["Total tuition", "Choir total", "Sub-total: strings"])
def test_a_line_called_a_total_that_sums_up_those_above_is_asked_about(word):
    assert asked("1 | 9", "2 | 5", "3 | 6", f"{word} | 11") == [("likely_total", "query", "A5")]


def test_what_is_called_so_and_sums_up_nothing_is_a_name():
    assert asked("1 | 5", "2 | 6", "Total Music Ltd | 12", "Total Music Ltd 2 | 12") == []


def test_what_sums_up_others_by_chance_and_is_called_otherwise_is_a_line():
    assert asked("1 | 5", "2 | 6", "Band hire | 11") == []
