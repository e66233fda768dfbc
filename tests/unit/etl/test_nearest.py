"""A heading that is nearly one of the hub's is told with the one that it was meant for."""

import pytest

from etl.recognise.forms import FORM
from etl.recognise.headings import recognise
from etl.sources import SOURCES
from etl.validate.form import unknown_field
from etl.validate.unread import notes_on
from tests.support.drawn_sheets import sheet

MEANT = [
    ("Progress", "Acheived this quarter", 12, "Achieved this quarter"),
    ("Progress", "Challanges encountred", "Snow", "Challenges encountered"),
    ("Progress", "What we did", "Sang", "Activities conducted"),
    ("Progress", "RAG rating", "met", "Our rating"),
    ("Participants", "Pupil gender", "girl", "Gender"),
    ("Participants", "PupilGender", "girl", "Gender"),
    ("Participants", "Genders", "girl", "Gender"),
    ("Participants", "Sex", "girl", "Gender"),
    ("Participants", "Key stage (1-5)", "KS2", "Key stage"),
    ("Participants", "Ethnic background", "mixed", "Ethnicity group"),
    ("Participants", "SEN", "EHCP", "SEND"),
    ("Attendance", "No. of pupils", 20, "Headcount"),
    ("Attendance", "Attendance", 20, "Headcount"),
    ("Attendance", "Pupil ref", "P001", "Participant ref"),
    ("Satisfaction", "Number invited", 30, "Number asked"),
    ("Spending", "Date paid", "2025-10-01", "Date"),
    ("Schools", "NumberOfPupils", 210, "Pupils"),
    ("Agreements", "Approved", "2025-10-01", "Approved on"),
    ("Partners", "Charity no.", 1234567, "Charity number"),
    ("Partners", "Registered charity", 1234567, "Charity number"),
    ("Payments", "Payment date", "2025-10-01", "Paid on"),
]


def on(name: str, heading: str, value: object) -> list:
    """What is told of a sheet that has the required columns and one more, over one value."""
    source = next(source for source in SOURCES.values() if source.sheet == name)
    headings = " | ".join(column.header for column in source.required)
    values = " | ".join("x" for _ in source.required)
    drawn = sheet(f"{headings} | {heading}\n{values} | {value}", name)
    return notes_on(drawn, recognise(drawn))


@pytest.mark.parametrize(("name", "heading", "value", "meant"), MEANT)
def test_a_column_whose_values_would_fit_is_asked_about_with_the_heading_meant(
    name, heading, value, meant
):
    (problem,) = on(name, heading, value)
    assert (problem.rule, problem.severity) == ("unknown_column", "query")
    assert f"‘{meant}’" in problem.message
    assert f"head the column ‘{meant}’" in problem.remedy


def test_values_that_would_not_fit_leave_it_at_a_note():
    (problem,) = on("Progress", "Acheived this quarter", "see the report")
    assert (problem.severity, "‘Achieved this quarter’" in problem.message) == ("note", True)


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("Attendance", "Weather"),
        ("Attendance", "Tutor"),
        ("Participants", "Instrument"),
        ("Spending", "Supplier"),
        ("Spending", "Notes"),
        ("Progress", "Colour"),
    ],
)
def test_a_heading_of_something_else_is_noted_as_before(name, heading):
    (problem,) = on(name, heading, "blue")
    assert (problem.severity, problem.remedy) == (
        "note",
        "Nothing need be done, unless its heading is misspelt.",
    )


def test_a_heading_that_the_sheet_has_is_not_meant_a_second_time():
    drawn = sheet("Line | Kind | Category | Amount | Amount (net)\n1 | x | x | 5 | 4", "Spending")
    (problem,) = notes_on(drawn, recognise(drawn))
    assert problem.severity == "note"


@pytest.mark.parametrize(
    ("label", "value", "severity", "meant"),
    [
        ("Date prepared", "5 December 2025", "query", "Prepared on"),
        ("Date prepared", "soon", "note", "Prepared on"),
        ("Nil return", "yes", "query", "Nothing to report"),
        ("Weather", "fine", "note", None),
    ],
)
def test_a_field_of_the_form_is_told_with_the_one_that_is_near_to_it(label, value, severity, meant):
    (problem,) = unknown_field("Return", 4, [label, value], FORM.columns)
    assert problem.severity == severity
    assert meant is None or f"‘{meant}’, which is near to it, is missing" in problem.message


def refused(table: str, name: str = "export", is_csv: bool = True):
    return recognise(sheet(table, name, is_csv)).refused


def test_a_list_with_the_headings_of_the_national_register_is_told_what_it_lacks():
    told = refused(
        """
        URN    | LA (code) | LA (name) | EstablishmentName | Postcode
        990905 | 821       | Luton     | Thornmead School  | -
        """
    )
    assert (told.rule, told.message) == (
        "missing_column",
        "This looks like Schools, but ‘Name’ and ‘Area’ are missing.",
    )
    assert "‘LA (name)’ as ‘Area’ and ‘EstablishmentName’ as ‘Name’" in told.remedy


def test_so_is_a_csv_of_which_one_heading_is_known():
    told = refused("Kind | Colour\nspend | blue")
    assert told.message == (
        "This looks like Spending, but ‘Line’, ‘Category’, ‘Amount’, ‘Agreement code’ and "
        "‘Quarter’ are missing."
    )


def test_a_heading_that_is_nearer_to_another_is_not_meant_for_what_is_missing():
    told = refused("Objectiv code | Acheived this quarter\nO-1 | 3")
    assert "head ‘Objectiv code’ as ‘Objective code’. " in told.remedy


def test_a_sheet_of_a_workbook_is_its_source_where_the_rest_is_nearly_named():
    table = recognise(sheet("Sesion date | Activty | Venue | Hrs | Headcount", "October"))
    assert (table.source.key, table.refused.rule) == ("attendance", "missing_column")
    assert "‘Sesion date’ as ‘Session date’, ‘Activty’ as ‘Activity’ and ‘Hrs’ as ‘Hours’" in (
        table.refused.remedy
    )


@pytest.mark.parametrize("table", ["Name | Phone\nA | 1", "Name | Area | Phone\nA | Luton | 1"])
def test_a_list_of_people_is_taken_for_no_register(table):
    assert recognise(sheet(table, "export", is_csv=True)) is None


def test_a_headcount_is_not_missed_where_children_are_listed():
    head = "Session date | Activity | Venue | Hours | Participant ref | Attendance %"
    table = recognise(sheet(f"{head}\n2025-10-07 | singing | Hall | 1 | P1 | 100", "Attendance"))
    assert "headcount" not in {column.name for column in table.lacking}


def test_a_column_that_holds_nothing_is_meant_where_the_values_would_fit_it():
    head = "Response ref | Respondent | Question | Score | Number asked | No. surveyed"
    for value, severity in (("20", "query"), ("all of them", "note")):
        drawn = sheet(f"{head}\nR1 | pupil | Q1 | 4 | - | {value}", "Satisfaction")
        (problem,) = notes_on(drawn, recognise(drawn))
        assert problem.severity == severity
    drawn = sheet(f"{head}\nR1 | pupil | Q1 | 4 | - | 20", "Satisfaction")
    (problem,) = notes_on(drawn, recognise(drawn))
    assert "‘Number asked’, which is near to it, holds nothing" in problem.message
    assert "move its cells under ‘Number asked’" in problem.remedy


def test_minutes_are_not_told_to_be_hours():
    drawn = sheet("Date | Activity | Venue | Minutes | Headcount\nx | x | x | 10 | 5", "Attendance")
    assert "head" not in recognise(drawn).refused.remedy.split("Add")[0]
