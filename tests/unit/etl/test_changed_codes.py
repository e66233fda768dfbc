"""A code that a spreadsheet changed is told, and no code of one's own is lost in silence."""

from dataclasses import replace
from datetime import date, datetime, time

import polars as pl
import pytest

from etl.extract.workbook import read_workbook
from etl.recognise.headings import recognise
from etl.validate.cells import read_columns
from etl.validate.context import Context
from etl.validate.validation import Validation
from tests import support
from tests.support.drawn_sheets import sheet
from tests.support.hostile_files import ods, ods_cell, ods_row

SPENDING = "Line | Kind | Category | Amount\n§{}§ | spend | staff | 5"
ATTENDANCE = """Session date | Activity | School URN or venue | Hours | Group | Headcount
    2025-10-04 | ensemble | §{}§ | 1 | §{}§ | 5"""
IN_CELLS, AS_TEXT, CSV = "in cells of its own kind", "as text", "in a CSV"


def problems(drawn: str, *texts: str, sent: str, name: str = "Spending") -> list[tuple[str, str]]:
    """Severity and column of what is said of codes, sent in a workbook or in a CSV."""
    whole = sheet(drawn.format(*texts), name, is_csv=sent == CSV)
    cells = whole.cells.with_columns(pl.all().exclude("row").str.replace_all("§", ""))
    columns = {
        index: frozenset(set(texts) & set(cells[f"c{index}"])) for index in range(whole.width)
    }
    whole = replace(whole, cells=cells, converted=columns if sent == IN_CELLS else {})
    validation = Validation.of(whole, recognise(whole), Context(known=None, secret=b""))
    read_columns(validation, validation.source.columns)
    assert all(problem.message and problem.remedy for problem in validation.problems)
    return [(problem.severity, problem.column) for problem in validation.problems]


def texts(drawn: str):
    """A test for each text of some lines, with strokes between them."""
    every = (text.strip() for line in drawn.strip().splitlines() for text in line.split("|"))
    return pytest.mark.parametrize("text", list(every))


def of_line(text: str, sent: str) -> list[str]:
    return [severity for severity, _ in problems(SPENDING, text, sent=sent)]


def of_attendance(setting: str, group: str, sent: str) -> list[tuple[str, str]]:
    return problems(ATTENDANCE, setting, group, sent=sent, name="Attendance")


@pytest.mark.parametrize("sent", [IN_CELLS, AS_TEXT, CSV])
@pytest.mark.parametrize(
    "text", ["1.23E+11", "1,23E+11", "1E+12", "1.23456789012e+11", "2025-03-01 00:00:00", "½", "1½"]
)
def test_what_only_a_spreadsheet_writes_is_no_code_wherever_it_stands(text, sent):
    assert of_line(text, sent) == ["error"]


@texts(
    """
    2025-03-01 | 2025-03-01 10:00:00 | 10:30:00 | 1 day, 2:00:00 | 0.5
    0.333333333333333 | 1.3333 | 1234567890123450 | -0.5
    """
)
def test_a_cell_of_a_date_a_time_a_fraction_or_lost_digits_is_no_code(text):
    assert of_line(text, IN_CELLS) == ["error"]


@texts(
    """
    01-Mar | 1-mar | Mar-01 | 01-Mar-25 | 1 March 2025 | 2025-03-01
    2025/03/01 | 01/03/2025 | 1/3/25 | 01.03.2025 | 01-03-2025 | 01:03
    10:30:00 | 12345678901234500000 | 1234567890123450
    """
)
def test_what_looks_changed_is_rejected_in_a_csv_and_asked_about_in_a_column_of_text(text):
    assert of_line(text, CSV) == ["error"]
    assert of_line(text, AS_TEXT) == ["query"]


@texts(
    """
    1-3 | 001 | A-0304 | 2025-014 | 2025/26 | 1E5 | 3E-12 | MAY-01
    12-MAY | Mary-01 | March | 1/2 | 13/45/2025 | 1234567890123456
    123456789012 | 1.2.24 | 1.1 | 0.5 | 12:75 | L1 2025-03-01 | 10 Downing
    """
)
def test_a_code_of_ones_own_is_a_code_in_a_csv(text):
    assert of_line(text, CSV) == []


@pytest.mark.parametrize("text", ["1.1", "12.25"])
def test_a_number_with_a_decimal_or_two_may_be_the_code_and_is_asked_about(text):
    assert of_line(text, IN_CELLS) == ["query"]


def test_a_school_that_became_a_date_is_rejected_and_a_group_is_asked_about():
    assert of_attendance("2026-06-05", "2026-06-05", IN_CELLS) == [
        ("error", "setting"),
        ("query", "group"),
    ]
    assert of_attendance("9.9E+11", "9.9E+11", CSV) == [("error", "setting"), ("query", "group")]
    assert of_attendance("05-Jun", "05-Jun", CSV) == [("query", "setting"), ("query", "group")]


@pytest.mark.parametrize("group", ["5/6", "10:30", "½ class", "Year 5/6", "1.5", "2025-26"])
def test_a_group_may_be_called_by_a_time_or_a_part(group):
    assert of_attendance("990901", group, CSV) == []
    assert of_attendance("990901", group, AS_TEXT) == []


def test_a_register_has_codes_as_well():
    register = "Payment ref | Agreement code | Due on | Amount | Stream\n" + (
        "§{}§ | §{}§ | 2025-10-01 | 5 | revenue grant"
    )
    assert problems(register, "01-Mar", "1.2E+10", sent=CSV, name="payments") == [
        ("error", "payment_ref"),
        ("error", "agreement_code"),
    ]


def test_a_day_among_pseudonyms_stays_personal_and_says_what_a_spreadsheet_may_have_done():
    whole = sheet("Participant ref | SEND\n2025-03-01 | none", "Participants")
    validation = Validation.of(whole, recognise(whole), Context(known=None, secret=b""))
    read_columns(validation, validation.source.columns)
    (problem,) = validation.problems
    assert problem.rule == "personal_data"
    assert "format the column as Text" in problem.remedy


ROW = (date(2025, 3, 1), datetime(2025, 3, 1, 10), time(1, 3), 0.5, 1234567890123456, 12, "1.5")
CONVERTED = [["2025-03-01"], ["2025-03-01 10:00:00"], ["01:03:00"], ["0.5"], ["1234567890123460"]]


def test_a_workbook_says_of_which_cells_the_text_was_made():
    (read,) = read_workbook(support.workbook(Spending=[["a"] * 7, ROW, ROW]))
    assert read["converted"] == [[at, texts] for at, texts in enumerate(CONVERTED)]


def test_an_open_document_says_so_too():
    day = ods_cell("1 Mar", value_type="date", date_value="2025-03-01")
    (read,) = read_workbook(ods(ods_row(day, ods_cell("1-3"))))
    assert read["converted"] == [[0, ["2025-03-01"]]]
