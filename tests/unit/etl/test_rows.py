"""Of a sheet's rows, those that hold data are told from titles, blanks, totals and headings."""

from dataclasses import replace

import pytest

from etl.extract.sheet import Fault
from etl.recognise.headings import recognise
from etl.recognise.rows import aside_of_refused, sort_rows
from tests.support.drawn_sheets import sheet

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


def begun(*lines: str, faults=(), heading="Objective code | Activities | Achieved"):
    drawn = sheet("\n".join([heading, *lines]), "Progress")
    drawn = replace(drawn, faults=list(faults))
    rows = sort_rows(drawn, recognise(drawn))
    return rows.data["row"].to_list(), {r: w for r, w in rows.set_aside.items() if r > 1}


def test_a_row_that_the_hub_had_begun_and_nobody_filled_in_is_set_aside():
    assert begun("O-1 | - | 0", "O-2 | - | -", "O-3 | Sang | -") == ([2, 4], {3: "not filled in"})


def test_so_it_is_in_a_csv_that_says_of_each_row_which_return_it_is_of():
    heading = "Agreement code | Quarter | Objective code | Activities | Achieved"
    rows = begun("A-1 | 2025/26 Q1 | O-1 | - | -", heading=heading)
    assert rows == ([], {2: "not filled in"})


def test_a_cell_that_could_not_be_read_is_not_one_that_nobody_filled_in():
    unread = Fault(2, 2, "=B9", "formula", "The cell holds a formula.")
    assert begun("O-1 | - | -", faults=[unread]) == ([2], {})


def test_a_sheet_of_codes_alone_was_made_by_somebody_who_means_them():
    assert begun("O-1", heading="Objective code") == ([2], {})


def test_of_a_refused_sheet_whatever_stands_below_its_heading_is_data():
    drawn = sheet(
        """
        Objective code | Achieved | Surname
        O-1            | -        | Wren
        O-2            | -        | -
        -              | -        | Finch
        """,
        "Progress",
    )
    assert aside_of_refused(drawn, recognise(drawn)) == {1: "the heading", 3: "not filled in"}


def test_so_it_is_where_no_heading_is_one_of_the_hubs():
    drawn = sheet("Objective code | Achieved\nO-1 | 5", "Attendance")
    assert aside_of_refused(drawn, recognise(drawn)) == {1: "the heading"}


def test_a_row_of_a_corrections_file_counts_whatever_is_in_it():
    heading = "Row in the file | Objective code | Activities | Achieved"
    assert begun("4 | O-1 | - | -", heading=heading) == ([2], {})


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


# -- Totals whose other cells were filled down -------------------------------------------------

TOTALS = (
    *("Total", "TOTAL:", "Sub-total", "Sub–total", "SUB TOTAL", "Grand total £", "** Totals **"),
    *("TOTAL EXPENDITURE", "Expenditure total", "Total spent to date", "Total for Beats Club"),
    *("Brought forward", "Carried forward", "b/f", "C/FWD", "Balance", "Balance b/f", "Budget"),
    *("Tot.", "Total project costs", "Monthly total", "Balance b/d", "Carried fwd", "Deficit"),
    *("Total spend to 31 October", "Cumulative total", "Balance in hand"),
    *("Year to date", "YTD", "Sum", "Σ", "Average", "Total (both halls)", "Balance at 31 August"),
)
LINES = (
    *("Balance bikes", "Total Music Ltd", "Budget Hire", "Balance for Life", "Forward Music"),
    *("SUM-01", "Total1", "CF", "BF", "CD", "TOT-1", "Meanwood", "Overall Ltd", "Totally Drums"),
    *("Mean 3", "Surplus Stores", "Variance Dance", "Deficit Ltd"),
)


@pytest.mark.parametrize("word", TOTALS)
def test_a_total_that_is_filled_in_like_a_line_is_told_from_lines(word):
    rows = sorted_rows("1 | spend | staff | 5", f"{word} | spend | other | 5")
    assert rows.totals == {3: "line_ref"}


@pytest.mark.parametrize("word", TOTALS)
def test_so_a_total_is_set_aside_where_what_a_line_needs_is_blank(word):
    rows = sorted_rows(
        "1 | spend | staff | 5 | -",
        f"{word} | - | - | 5 | 2025-11-30",
        heading=f"{HEADING} | Date",
    )
    assert (rows.set_aside.get(3), rows.totals) == ("a total row", {})


@pytest.mark.parametrize("word", LINES)
@pytest.mark.parametrize("rest", ["spend | other | 5", "- | - | 5"])
def test_a_longer_text_or_a_code_is_a_line_whatever_it_begins_with(word, rest):
    rows = sorted_rows(f"{word} | {rest}")
    assert (rows.data["row"].to_list(), rows.totals) == ([2], {})


OTHER_SHEETS = {
    "of hours of a group": (
        "Attendance",
        "Session date | Activity | Venue | Hours | Group | Headcount",
        "2025-10-07 | singing | Hall | 9 | Total | 60",
        {2: "group"},
    ),
    "in place of a venue": (
        "Attendance",
        "Session date | Activity | Venue | Hours | Headcount",
        "2025-10-07 | singing | Sub-total | 9 | 60",
        {2: "setting"},
    ),
    "of a venue's week": (
        "Attendance",
        "Session date | Activity | Venue | Hours | Headcount",
        "2025-10-07 | singing | Week total | 9 | 60",
        {2: "setting"},
    ),
    "of children": (
        "Participants",
        "Participant ref | Key stage",
        "Sub-total | KS2",
        {2: "participant_ref"},
    ),
    "of answers": (
        "Satisfaction",
        "Response ref | Respondent | Question | Score",
        "Average | pupil | Enjoyed | 4",
        {2: "response_ref"},
    ),
    "of a register": (
        "Allocations",
        "Allocation ref | Area | Year | Stream | Amount",
        "Total | Luton | 2025/26 | other | 900",
        {2: "allocation_ref"},
    ),
    "no venue of that name": (
        "Attendance",
        "Session date | Activity | Venue | Hours | Headcount",
        "2025-10-07 | singing | Balance | 1 | 20",
        {},
    ),
    "no measure of that name": (
        "Learning",
        "Participant ref | Domain | Measure | Stage | Score | Out of",
        "P1 | musical | Overall | before | 3 | 5",
        {},
    ),
    "no partner of that name": (
        "Partners",
        "Name | Partner code | Kind | Size | Is consortium member",
        "Balance | P-1 | charity | small | yes",
        {},
    ),
}


@pytest.mark.parametrize(
    ("name", "heading", "line", "totals"), OTHER_SHEETS.values(), ids=OTHER_SHEETS
)
def test_so_it_is_on_every_sheet(name, heading, line, totals):
    drawn = sheet(f"{heading}\n{line}", name)
    assert sort_rows(drawn, recognise(drawn)).totals == totals


def test_what_says_of_which_return_a_row_of_a_csv_is_makes_no_line_of_a_total():
    table = f"Agreement code | Quarter | {HEADING}\nA-1 | 2025/26 Q1 | Total | - | - | 5"
    drawn = sheet(table, "spending", is_csv=True)
    assert sort_rows(drawn, recognise(drawn)).set_aside[2] == "a total row"
