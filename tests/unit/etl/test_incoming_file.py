"""Of a file's sheets the form is known by its labels, and one sheet of a kind is read."""

import pytest

from etl.extract.sheet import Sheet
from etl.recognise.incoming_file import IncomingFile, place_sheets
from etl.validate.form import Form
from etl.validate.other_forms import compare_forms
from etl.validate.unread import unknown_sheet
from tests.support.drawn_sheets import sheet

FORM = "Agreement code | A-1\nQuarter | 2025/26 Q1"
SPENDING = "Line | Kind | Category | Amount\n1 | spend | staff | 5"
PLAN = "Category | Amount\nStaff | 600"
HEADCOUNTS = "Session date | Activity | Venue | Hours | Headcount\n2025-10-07 | singing | H | 1 | 2"


def placed(*sheets: Sheet) -> IncomingFile:
    incoming = IncomingFile("r.xlsx", "0")
    place_sheets(incoming, sheets)
    return incoming


def read(incoming: IncomingFile) -> dict[str, str | None]:
    """The sheets that are read, with the rule by which each is refused."""
    return {s.name: t.refused.rule if t.refused else None for s, t in incoming.tables}


# -- The form ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Return - Table 1", "Return – Table 1", "Sheet1", "Front page"])
def test_the_form_is_known_by_its_labels_whatever_its_sheet_is_called(name):
    incoming = placed(sheet(f"Table 1 | -\n{FORM}", name), sheet(SPENDING, "Spending"))
    assert (incoming.form.name, incoming.unknown_sheets) == (name, [])


def test_a_form_in_other_words_is_told_with_the_labels_that_are_meant():
    cover = sheet("Agreement no. | A-1\nReporting period | 2025/26 Q1\nTerm | Autumn", "Cover")
    asked = unknown_sheet(cover, {"spending"}, False)
    assert (asked.severity, "looks like the form Return" in asked.message) == ("query", True)
    assert "‘Agreement code’ in place of ‘Agreement no.’" in asked.remedy
    assert "‘Quarter’ in place of ‘Reporting period’" in asked.remedy


@pytest.mark.parametrize(
    "other", ["Agreement no. | A-1\nPeriod | Autumn", "Period | 2025/26 Q1\nTitle | Choirs"]
)
def test_a_sheet_that_names_no_quarter_or_no_agreement_is_not_taken_for_one(other):
    assert unknown_sheet(sheet(other, "Cover"), {"spending"}, False).severity == "note"


def test_what_explains_the_labels_is_no_form():
    guide = """
        Agreement code | The code on the letter that we sent to you in spring
        Quarter        | For example 2025/26 Q1 for the autumn term
    """
    incoming = placed(sheet(guide, "Help"), sheet(FORM, "Sheet1"))
    assert incoming.form.name == "Sheet1"
    assert [s.name for s in incoming.unknown_sheets] == ["Help"]


def test_a_table_below_the_labels_of_a_form_is_read_as_a_table():
    both = f"Agreement code | A-1 | - | -\nQuarter | 2025/26 Q1 | - | -\n{SPENDING}"
    incoming = placed(sheet(both, "Sheet1"))
    assert (incoming.form, read(incoming)) == (None, {"Sheet1": None})


def test_a_sheet_called_return_that_holds_a_table_is_one():
    incoming = placed(sheet(SPENDING, "Return"), sheet(FORM, "Cover"))
    assert (incoming.form.name, read(incoming)) == ("Cover", {"Return": None})


OTHERS = {
    "the same": ("Return (2)", FORM, "note", True),
    "an example of another quarter": ("Example", FORM.replace("Q1", "Q4"), "query", True),
    "another quarter": ("Return (2)", FORM.replace("Q1", "Q2"), "error", False),
    "another agreement": ("Return (2)", FORM.replace("A-1", "A-2"), "error", False),
    "blank": ("Return (2)", "Agreement code | -\nQuarter | -\nPrepared on | x", "note", True),
}


@pytest.mark.parametrize(("name", "other", "severity", "is_known"), OTHERS.values(), ids=OTHERS)
def test_a_second_form_is_told_and_where_they_differ_neither_is_believed(
    name, other, severity, is_known
):
    incoming = placed(sheet(other, name), sheet(FORM, "Return"))
    form = Form("Return", {"agreement_code": "A-1", "quarter": "2025/26 Q1"})
    compare_forms(form, incoming.form, incoming.other_forms)
    (problem,) = form.problems
    assert incoming.form.name == "Return"
    assert (problem.rule, problem.severity) == ("second_form", severity)
    assert (form.origin is not None, name in problem.message) == (is_known, True)


# -- Sheets of one kind ------------------------------------------------------------------------


def test_of_whole_sheets_the_one_that_is_named_as_in_the_template_is_read():
    plan = sheet(SPENDING.replace("5", "600"), "Budget for the year")
    incoming = placed(sheet(FORM, "Return"), plan, sheet(SPENDING, "Spending"))
    assert read(incoming) == {"Spending": None, "Budget for the year": "second_sheet"}


def test_a_plan_of_the_partners_own_is_no_second_spending():
    incoming = placed(
        sheet(FORM, "Return"), sheet(PLAN, "Autumn plan"), sheet(SPENDING, "Spending")
    )
    assert read(incoming) == {"Spending": None}
    note = unknown_sheet(incoming.unknown_sheets[0], {"spending"}, False)
    assert (note.severity, "‘Line’ and ‘Kind’ are missing" in note.message) == ("note", True)
    assert note.remedy == "Nothing need be done if it is your own."


@pytest.mark.parametrize("name", ["Spending plan", "Planned spending", "Spending budget"])
def test_nor_is_one_whose_name_says_so(name):
    incoming = placed(sheet(FORM, "Return"), sheet(PLAN, name), sheet(SPENDING, "Spending"))
    assert read(incoming) == {"Spending": None}


def test_one_that_lacks_a_single_heading_is_never_asked_for_more():
    plan = sheet("Line | Category | Amount\n1 | staff | 600", "Spending plan")
    incoming = placed(sheet(FORM, "Return"), plan, sheet(SPENDING, "Spending"))
    assert read(incoming) == {"Spending": None}
    note = unknown_sheet(incoming.unknown_sheets[0], {"spending"}, False)
    assert (note.severity, note.remedy) == ("note", "Nothing need be done if it is your own.")


def test_without_a_spending_its_sender_is_asked():
    incoming = placed(sheet(FORM, "Return"), sheet("Date | Category | Amount\n1 | x | 5", "Money"))
    asked = unknown_sheet(incoming.unknown_sheets[0], set(), False)
    assert (asked.severity, read(incoming)) == ("query", {})


def test_a_diary_with_two_headings_of_attendance_is_only_noted():
    note = unknown_sheet(sheet("Date | Venue | Notes\n1 | Hall | ok", "Diary"), set(), False)
    assert note.severity == "note"


def test_two_whole_sheets_of_one_kind_stay_an_error_that_names_the_first():
    first, second = sheet(HEADCOUNTS, "Attendance Sep"), sheet(HEADCOUNTS, "Attendance Oct")
    incoming = placed(sheet(FORM, "Return"), first, second)
    assert read(incoming) == {"Attendance Sep": None, "Attendance Oct": "second_sheet"}
    assert "‘Attendance Sep’" in incoming.tables[1][1].refused.message


def test_a_whole_sheet_is_read_though_one_that_lacks_a_column_stands_before_it():
    lacks = sheet(HEADCOUNTS.replace("Hours", "Hrs"), "Attendance Sep")
    incoming = placed(sheet(FORM, "Return"), lacks, sheet(HEADCOUNTS, "Attendance Oct"))
    assert read(incoming) == {"Attendance Oct": None, "Attendance Sep": "missing_column"}


def test_a_sheet_of_months_that_nearly_is_one_is_asked_about():
    lacks = sheet(HEADCOUNTS.replace("Hours", "Hrs"), "October")
    asked = unknown_sheet(lacks, {"attendance"}, False)
    assert (asked.severity, "‘Hrs’ as ‘Hours’" in asked.remedy) == ("query", True)


@pytest.mark.parametrize("name", ["Key", "Partners"])
def test_a_key_of_two_words_in_a_return_is_no_register(name):
    incoming = placed(sheet(FORM, "Return"), sheet("Name | Kind\nHall | charity", name))
    assert (read(incoming), incoming.is_of_registers) == ({}, False)
    assert unknown_sheet(incoming.unknown_sheets[0], set(), False).severity == "note"


# -- Files of which nothing is known -----------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("Shape | Colour\nround | blue", "None of its headings is one that the hub knows."),
        (
            "Name | Phone\nA | -",
            "The headings of this file are not those of any sheet that the hub reads.",
        ),
    ],
)
def test_that_no_heading_is_known_is_said_only_where_it_is_true(table, message):
    assert placed(sheet(table, "export", is_csv=True)).refused.message == message


def test_a_workbook_without_a_known_sheet_is_told_what_it_looks_like():
    incoming = placed(sheet("URN | School title\n990905 | Thornmead", "Sheet1"))
    assert (incoming.refused, read(incoming)) == (None, {"Sheet1": "missing_column"})
    assert incoming.is_of_registers
