"""What people really do in spreadsheets is read as they meant it, or told to them."""

import io

import openpyxl
import pytest
from openpyxl.styles import Font

from tests import support
from tests.support.drawn_sheets import Hub

HEADING = ("Session date", "Activity", "School URN or venue", "Hours", "Headcount")
FIRST = ("2025-10-01", "singing", "Town hall", 1, 30)
SECOND = ("2025-10-08", "singing", "Town hall", 1, 25)


@pytest.fixture
def hub(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def attendance(*rows, change=lambda sheet: None, above=0, left=0) -> bytes:
    """A return whose Attendance begins so many rows and columns from the corner."""
    book = openpyxl.Workbook()
    form, sheet = book.active, book.create_sheet("Attendance")
    form.title = "Return"
    for label in support.form():
        form.append(label)
    for _ in range(above):
        sheet.append(["Our return"])
    for row in (HEADING, *rows):
        sheet.append([None] * left + list(row))
    change(sheet)
    told = io.BytesIO()
    book.save(told)
    return told.getvalue()


def sent(hub, *rows, **more) -> tuple[int, list[tuple]]:
    """How many rows loaded, and the cell, rule and severity of each problem."""
    told = hub.send("r.xlsx", attendance(*rows, **more))
    loaded = next(sheet.loaded for sheet in told.sheets if sheet.sheet == "Attendance")
    return loaded, [(p.cell, p.rule, p.severity) for p in told.problems]


@pytest.mark.parametrize("day", ["3.10.25", "3/10/2025", "3 Oct 2025", "\u00a03 October 2025 "])
def test_a_date_typed_as_text_is_read_day_first(hub, day):
    assert sent(hub, (day, *FIRST[1:])) == (1, [])


def test_a_month_is_no_day(hub):
    assert sent(hub, ("Sept 2025", *FIRST[1:])) == (0, [("A2", "date", "error")])


def test_a_number_typed_as_text_is_a_number(hub):
    assert sent(hub, (*FIRST[:3], "1.5", "\u00a030 ")) == (1, [])


@pytest.mark.parametrize("word", ["n/a", "NA", "None", "tbc", "-"])
def test_a_word_in_a_number_cell_is_told_and_no_blank(hub, word):
    loaded, problems = sent(hub, FIRST, (*SECOND[:3], 1, word))
    assert (loaded, problems[0][0]) == (1, "E3")


def test_a_venue_merged_down_its_column_counts_for_its_first_row_alone(hub):
    loaded, problems = sent(hub, FIRST, SECOND, change=lambda sheet: sheet.merge_cells("C2:C3"))
    assert loaded == 1
    assert ("C3", "required", "error") in problems
    assert ("C2", "merged_cells", "note") in problems


def test_a_table_may_begin_in_row_30_and_in_the_second_column(hub):
    assert sent(hub, FIRST, SECOND, above=29, left=1) == (2, [])


def test_a_thousand_formatted_blank_rows_below_are_no_rows(hub):
    def colour(sheet):
        for row in range(10, 1010):
            sheet.cell(row, 1).font = Font(bold=True)

    assert sent(hub, FIRST, change=colour) == (1, [])


def test_a_second_table_to_the_right_is_told(hub):
    def beside(sheet):
        for column, heading in enumerate(HEADING, start=7):
            sheet.cell(1, column, heading)

    assert sent(hub, FIRST, change=beside)[1][0][1] == "repeated_heading"


def test_rows_struck_through_are_read_and_told(hub):
    def strike(sheet):
        sheet["A2"].font = Font(strike=True)

    assert sent(hub, FIRST, change=strike) == (1, [("A2", "struck_out", "note")])


def test_a_percentage_is_read_as_the_file_holds_it_and_the_sender_is_asked(hub):
    def share(sheet):
        sheet["D2"] = 0.85
        sheet["D2"].number_format = "0%"

    assert sent(hub, FIRST, change=share) == (1, [("D2", "percentage", "query")])


def test_a_cell_longer_than_any_spreadsheets_is_a_problem_of_its_row(hub):
    def long(sheet):
        sheet["C2"].value = "x"
        sheet["C2"]._value = "x" * 40_000  # which openpyxl would cut

    loaded, problems = sent(hub, FIRST, SECOND, change=long)
    assert (loaded, problems[0]) == (1, ("C2", "cell_length", "error"))
