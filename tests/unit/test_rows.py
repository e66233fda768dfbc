"""Of a sheet's rows, those that hold data are told from titles, blanks, totals and headings."""

import pytest

from etl.extract.sheet import Fault
from etl.headings import recognise
from etl.rows import sort_rows
from tests.intake import sheet

HEADING = "Line | Kind | Category | Amount"


def sorted_rows(*lines: str, heading: str = HEADING):
    """The rows of a sheet that begins with its heading."""
    drawn = sheet("\n".join([heading, *lines]), "Spending")
    return sort_rows(drawn, recognise(drawn))


def data_rows(*lines: str) -> list[int]:
    return sorted_rows(*lines).data["row"].to_list()


def test_rows_below_the_heading_hold_data():
    assert data_rows("1 | spend | staff | 5", "2 | spend | staff | 6") == [2, 3]


def test_titles_blank_rows_and_the_heading_are_set_aside_with_a_reason():
    rows = sorted_rows(
        "- | - | - | -",
        HEADING,
        "1 | spend | staff | 5",
        "- | - | - | -",
        "2 | spend | staff | 6",
        heading="Our return",
    )
    assert rows.set_aside == {
        1: "a title row",
        2: "a blank row",
        3: "the heading",
        5: "a blank row",
    }
    assert rows.data["row"].to_list() == [4, 6]


@pytest.mark.parametrize(
    "total",
    [
        "- | - | - | 11",
        "- | - | - | £11.00",
        "- | - | - | (11.00)",
        "Total | - | - | 11",
        "TOTAL: | - | - | 11",
        "- | - | Grand total | 11",
        "Sub-total | - | - | 11",
        "Total for Q1 | - | - | 11",
        "Overall | - | - | 11",
        "Total | - | - | -",
        "Total: 3 | - | - | -",
        "TOTAL SPENT | 2 | - | 11",
        "Average | - | - | 5.5",
        "Mean amount: | - | - | 5.5",
        "Sum = | - | - | 11",
    ],
)
def test_a_row_of_only_figures_is_a_total(total):
    rows = sorted_rows("1 | spend | staff | 5", total, "2 | spend | staff | 6")
    assert rows.set_aside == {1: "the heading", 3: "a total row"}


@pytest.mark.parametrize(
    "line",
    [
        "1 | spend | - | 11",
        "- | spend | staff | 11",
        "Totals | spend | staff | 11",
        "Total | spend | - | 11",
        "Band hire | - | - | 11",
        "Total | - | - | eleven",
        "- | - | - | eleven",
        "SUM-01 | - | - | 11",
        "Summer choir | - | - | 11",
        "Meanwood | - | - | 11",
        "Total1 | - | - | 11",
    ],
)
def test_a_row_that_says_more_than_a_total_is_data_and_is_told_what_it_lacks(line):
    assert data_rows(line) == [2]


@pytest.mark.parametrize(
    ("line", "aside"),
    [
        ("Total | - | - | =SUM(D2:D3)", True),
        ("- | - | - | =SUM(D2:D3)", True),
        ("Total | - | - | -", True),
        ("Band hire | - | - | =SUM(D2:D3)", False),
        ("1 | spend | staff | =2*3", False),
    ],
)
@pytest.mark.parametrize("rule", ["formula", "formula_blank"])
def test_a_formula_without_a_saved_result_is_a_figure_of_a_total(line, aside, rule):
    drawn = sheet(f"{HEADING}\n{line}", "Spending")
    drawn.faults.append(Fault(2, 3, None, rule, "The result was never saved."))
    assert (2 in sort_rows(drawn, recognise(drawn)).set_aside) == aside


def test_a_second_heading_is_told_by_its_row():
    rows = sorted_rows("1 | spend | staff | 5", HEADING, "2 | spend | staff | 6")
    assert rows.second_heading == 3
    assert rows.set_aside[3] == "a second heading"


def test_a_word_of_the_heading_inside_the_data_is_no_second_heading():
    rows = sorted_rows("Line | spend | staff | 5")
    assert (rows.second_heading, rows.data.height) == (None, 1)


def test_a_note_beside_the_table_is_no_row_of_it():
    rows = sorted_rows("1 | spend | staff | 5 |", "- | - | - | - | see below")
    assert rows.set_aside[3] == "a note beside the table"


@pytest.mark.parametrize(
    ("line", "aside"),
    [
        ("Notes: all figures are provisional | - | - | -", True),
        ("- | note that venues are not paid yet | - | -", True),
        ("* an estimate | - | - | -", True),
        ("Source: our ledger | - | - | -", True),
        ("Notes: see below | - | - | 11", False),
        ("Note 1 | - | - | -", False),
        ("*1 | - | - | -", False),
    ],
)
def test_a_sentence_alone_below_the_table_is_a_note(line, aside):
    rows = sorted_rows("1 | spend | staff | 5", line)
    assert rows.set_aside.get(3) == ("a note below the table" if aside else None)


def test_a_sheet_of_only_a_heading_has_no_data():
    assert data_rows() == []
