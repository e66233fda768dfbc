"""Which source a sheet is of is known by its name and headings, however they are written."""

import pytest

from etl.extract.sheet import Sheet
from etl.recognise.forms import is_form
from etl.recognise.headings import recognise
from etl.recognise.rows import sort_rows
from etl.validate.unread import notes_on
from tests.support.drawn_sheets import sheet

ORIGIN = "agreement_code | quarter | "
SPENDING = "Line | Kind | Category | Amount"
PERSONAL = (
    "Name",
    "Child's name",
    "Pupil name",
    "First name",
    "Full Name",
    "SURNAME",
    "surname_of_child",
    "Date of birth",
    "DOB",
    "D.O.B.",
    "Birth date",
    "E-mail",
    "Parent email",
    "Phone",
    "Mobile number",
    "Address",
    "Home address",
    "Post code",
    "Postcode",
    "UPN",
)
HARMLESS = ("Venue name", "Named contact role", "Group name", "Web address of the venue", "Notes")


def csv(table: str, name: str = "export") -> Sheet:
    return sheet(table, name, is_csv=True)


@pytest.mark.parametrize("name", ["Spending", "spending", " SPENDING ", "Spen-ding"])
def test_a_sheet_is_known_by_its_name_without_case_spaces_or_punctuation(name):
    assert recognise(sheet(SPENDING, name)).source.key == "spending"


@pytest.mark.parametrize(
    "heading",
    [
        "LINE | kind | Category | amount",
        "Line  | Kind | Category. | A-mount",
        "line_ref | kind | category | amount",
        "Amount | Category | Kind | Line",
    ],
)
def test_headings_match_in_any_spelling_and_order(heading):
    table = recognise(sheet(heading, "Spending"))
    assert {c.name for c in table.columns.values()} == {"line_ref", "kind", "category", "amount"}
    assert table.refused is None


def test_a_sheet_with_a_name_of_its_own_is_known_by_its_headings():
    assert recognise(sheet(SPENDING, "Money 25-26")).source.key == "spending"


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        (ORIGIN + SPENDING, "spending"),
        (ORIGIN + "Session date | Activity | Venue | Hours | Headcount", "attendance"),
        (ORIGIN + "Participant ref | Key stage | Gender", "participants"),
        (ORIGIN + "Participant ref | Domain | Measure | Stage | Score | Out of", "learning"),
        (ORIGIN + "Response ref | Respondent | Question | Score", "satisfaction"),
        (ORIGIN + "Objective code | Achieved this quarter", "progress"),
    ],
)
def test_a_csv_is_known_by_its_headings_whatever_its_name(heading, key):
    table = recognise(csv(heading, "partners"))
    assert (table.source.key, table.refused) == (key, None)


def test_a_csv_of_a_return_says_its_agreement_and_quarter_in_each_row():
    assert recognise(csv(ORIGIN + SPENDING)).has_origin
    assert not recognise(sheet(SPENDING, "Spending")).has_origin


def test_a_csv_of_a_return_without_them_is_refused_with_both_named():
    refused = recognise(csv(SPENDING, "spending")).refused
    assert refused.rule == "missing_column"
    assert "‘Agreement code’ and ‘Quarter’ are missing" in refused.message


def test_the_heading_may_stand_below_title_rows():
    table = recognise(sheet(f"Our return\nAutumn term\n{SPENDING}\n1 | spend | staff | 5"))
    assert (table.source.key, table.header_row) == ("spending", 3)


def test_a_heading_far_down_is_not_looked_for():
    assert recognise(sheet("A note\n" * 45 + SPENDING)) is None


def test_one_missing_column_refuses_the_sheet_with_one_sentence():
    refused = recognise(sheet("Line | Category | Amount", "Spending")).refused
    assert refused.message == "This looks like Spending, but ‘Kind’ is missing."


def test_several_missing_columns_are_told_together():
    refused = recognise(sheet("Line | Amount", "Spending")).refused
    assert "‘Kind’ and ‘Category’ are missing" in refused.message


def test_the_name_of_a_csv_is_a_hint_where_columns_are_missing():
    heading = ORIGIN + "Line | Amount | Date"
    assert recognise(csv(heading, "A-1_spending_Q1")).source.key == "spending"


@pytest.mark.parametrize("table", ["Notes | Thoughts\nNone | yet", "Line", "1 | 2 | 3"])
def test_a_sheet_of_something_else_is_of_no_source(table):
    assert recognise(sheet(table)) is None


def test_columns_that_are_not_known_are_kept_to_be_told():
    table = recognise(sheet(SPENDING + " | Colour | Mood", "Spending"))
    assert (table.unknown, table.refused) == ({4: "Colour", 5: "Mood"}, None)


@pytest.mark.parametrize("twin", ["Line", "LINE", "line_ref"])
def test_a_heading_that_stands_twice_refuses_the_sheet(twin):
    refused = recognise(sheet(f"{SPENDING} | {twin}", "Spending")).refused
    assert (refused.rule, "‘Line’" in refused.message) == ("repeated_heading", True)


@pytest.mark.parametrize("heading", PERSONAL)
def test_a_column_of_personal_data_refuses_a_sheet_of_a_return(heading):
    refused = recognise(sheet(f"Participant ref | {heading}", "Participants")).refused
    assert refused.rule == "personal_data"


def test_all_columns_of_personal_data_are_told_at_once():
    drawn = sheet("Participant ref | DOB | Key stage | Surname | UPN", "Participants")
    refused = recognise(drawn).refused
    assert refused.cell == "B1"
    assert refused.message.startswith("The columns ‘DOB’, ‘Surname’ and ‘UPN’ hold personal data")
    assert notes_on(drawn, recognise(drawn)) == []


def test_a_heading_may_stand_twice_where_another_is_missing():
    found = sheet("Line | Kind | Category | kind", "Spending")
    table = recognise(found)
    assert table.refused.rule == "missing_column"
    assert [c.name for c in table.columns.values()] == ["line_ref", "kind", "category"]
    assert sort_rows(found, table).set_aside == {1: "the heading"}


def test_personal_data_are_told_before_a_heading_that_stands_twice():
    drawn = sheet("Participant ref | Participant ref | Surname", "Participants")
    assert recognise(drawn).refused.rule == "personal_data"


def test_personal_data_are_told_before_a_missing_column():
    assert recognise(sheet("Name | Gender", "Participants")).refused.rule == "personal_data"


@pytest.mark.parametrize("heading", HARMLESS)
def test_a_heading_that_asks_for_nobody_is_only_unknown(heading):
    assert recognise(sheet(f"Participant ref | {heading}", "Participants")).refused is None


def test_a_register_may_name_its_organisations():
    heading = "partner_code | name | kind | size | home_area | is_consortium_member | address"
    assert recognise(csv(heading)).refused is None


SPLIT = {
    "two rows": "Session | - | School | - | Participant\ndate | Activity | URN | Hours | ref",
    "a merged heading above": "Session | - | - | -\nDate | Activity | Venue | Hours",
    "the upper row alone": "Session | Activity | Venue | Hours | -\ndate | - | - | - | Headcount",
}


@pytest.mark.parametrize("heading", SPLIT.values(), ids=SPLIT)
def test_a_heading_may_stand_in_two_rows(heading):
    table = recognise(sheet(f"{heading}\n2025-10-01 | singing | 100001 | 1 | 5", "Attendance"))
    assert (table.refused, table.header_row) == (None, 2)
    assert {"session_date", "activity", "setting", "hours"} <= {
        column.name for column in table.columns.values()
    }


def names(table) -> list[str]:
    return [column.name for column in table.columns.values()]


def test_of_two_rows_the_words_together_count_before_the_lower_ones_alone():
    heading = """
        Objective | Activities | Achieved     | Outcomes | Challenges  | Our
        code      | conducted  | this quarter | achieved | encountered | rating
    """
    table = recognise(sheet(f"{heading}\nO-1 | Sang | 3 | - | - | met", "Progress"))
    assert (table.refused, table.header_row, table.unknown) == (None, 2, {})
    assert names(table) == [
        *("objective_code", "activities", "achieved_value", "outcome", "challenges", "own_rating")
    ]


def test_a_heading_that_is_whole_in_its_first_row_goes_on_in_the_second():
    heading = "Participant ref | Key | Gender | Free school\n- | stage | - | meals"
    table = recognise(sheet(f"{heading}\nc1 | KS2 | girl | no", "Participants"))
    assert (table.header_row, table.unknown) == (2, {})
    assert names(table) == ["participant_ref", "key_stage", "gender", "fsm"]


@pytest.mark.parametrize(
    "data",
    ["c1 | stage | girl", "c1 | - | -", "- | stage | girl", "Participant ref | Key | Gender"],
)
def test_a_row_of_data_is_no_second_row_of_a_whole_heading(data):
    table = recognise(sheet(f"Participant ref | Key | Gender\n{data}", "Participants"))
    assert table.header_row == 1


def test_a_name_in_a_heading_of_two_rows_is_personal_data():
    table = recognise(
        sheet("Line | - | - | - | Parent's\nref | Kind | Category | Amount | name", "Spending")
    )
    assert table.refused.rule == "personal_data"


def test_a_name_below_a_blank_is_personal_data_whatever_stands_to_its_left():
    table = recognise(sheet("Objective | - | -\ncode | Achieved | Name", "Progress"))
    assert table.refused.rule == "personal_data"


def test_a_row_of_data_does_not_pass_for_the_second_row_of_a_heading():
    refused = recognise(sheet("Line | Category | Amount\n1 | staff | 5", "Spending")).refused
    assert refused.rule == "missing_column"


# -- The Return form ---------------------------------------------------------------------------

FORM = "Agreement code | A-1\nQuarter | 2025/26 Q1"


@pytest.mark.parametrize("name", ["Return", "RETURN", "return "])
def test_the_form_is_known_by_its_name(name):
    assert is_form(sheet(FORM, name))


def test_a_form_of_another_name_is_known_where_it_has_every_label():
    every = f"{FORM}\nPrepared on | -\nCertified by | -\nRows of data | -\nNothing to report | -"
    assert is_form(sheet(every, "Cover"))


def test_a_table_is_no_form():
    assert not is_form(sheet(SPENDING, "Spending"))
    assert not is_form(csv(FORM, "Return")), "a CSV carries its agreement in columns"
