"""A heading for personal data stands above a column; a line of a list and an error are none."""

import pytest

from etl.validate.personal_sheets import personal_headings
from tests.support.drawn_sheets import sheet

HARMLESS = {
    "a line of a budget": """
        Item   | Autumn | Summer
        Rent   | 300    | 200
        Phone  | 60     | 50
        Travel | 45     | 11
    """,
    "the first line of a budget": """
        Item   | Cost
        Phone  | 60
        Rent   | 300
    """,
    "a line of a budget without a heading": """
        Phone  | £60.00
        Rent   | £300.00
    """,
    "even amounts below others": """
        Item   | Autumn | Spring | Summer
        Rent   | 300    | 310    | 320
        Phone  | 10     | 20     | 30
    """,
    "costs month by month": """
        Month | Rent | Phone  | E-mail
        Sept  | 100  | £20.50 | 3
        Oct   | 100  | 1,122  | 3
    """,
    "a numbered line": """
        No | Item  | Cost
        1  | Rent  | 300
        2  | Phone | 60
    """,
    "a line beside words": """
        Item   | Supplier
        Rent   | Town Hall
        Phone  | Our provider
        Travel | The railway
    """,
    "an error of a formula": """
        Beats club | -
        Total      | #NAME?
        Hours      | 12
    """,
}
PERSONAL = {
    "a column of numbers": "Venue | Phone\nHall | 01234 567890",
    "short numbers below others": "Tutor | Phone\nA | 12\nB | 345678",
    "years of birth": "Child | Birth date\nA | 2015\nB | 2016",
    "a list of people": "Name | Phone\nA | -",
    "below a title": "Our contacts | -\nName | Phone\nA | -",
    "sessions beside names": "Name | 1 | 2 | 3\nA | 1 | 0 | 1",
    "years beside names": "Child | Year | -\nName | 2025 | 2026\nA | 5 | 6",
    "weeks beside names": "Register | Weeks | - | -\nName | 36 | 37 | 38\nA | 1 | 0 | 1",
    "numbers below a line of figures": "Item | Cost | -\nA | 3 | Phone\nB | 5 | 01234 567890",
    "a column below words": "Contact | Contact\nRole | Phone\nHead | 01234 567890",
}


@pytest.mark.parametrize("table", HARMLESS.values(), ids=HARMLESS)
def test_what_heads_no_column_refuses_no_sheet(table):
    assert personal_headings(sheet(table, "Budget")) is None


@pytest.mark.parametrize("table", PERSONAL.values(), ids=PERSONAL)
def test_a_column_for_personal_data_refuses_a_sheet_that_is_not_read(table):
    assert personal_headings(sheet(table, "Contacts")).rule == "personal_data"
