"""Personal data is found in headings, texts and pseudonyms, and other things are left alone."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from data.personal import (
    SUSPECT,
    is_personal_heading,
    masked_name,
    personal_in_ref,
    personal_in_text,
)
from tests.support.walks import thorough

GIVES_AWAY = """
    an e-mail address       | Write to ann.lee@example.org, please
    an e-mail address       | ANN@EXAMPLE.CO.UK
    an e-mail address       | a+b@mail.school.sch.uk
    a phone number          | Call 01582 123456
    a phone number          | Call (01582) 123456
    a phone number          | 07700 900123
    a phone number          | 07700-900-123
    a phone number          | 07700900123
    a phone number          | +44 7700 900123
    a phone number          | +44 (0)1582 123456
    a postcode              | lives in LU1 2AB
    a postcode              | MK9 3XS is home
    a postcode              | w1a1aa
    a postcode              | SG17 5TQ.
    a unique pupil number   | A123456789012
    a unique pupil number   | upn h80120000001a
    a date of birth         | born 03/07/2015
    a date of birth         | Born on the 3.7.2015
    a date of birth         | DOB: 2015-07-03
    a date of birth         | D.O.B. 03/07/15
    a date of birth         | date of birth is 3rd July 2015
    a date of birth         | 3 July 2015 was her birthday
    a date of birth         | her birthday: 3 July 2015
"""
HARMLESS = (
    "The concert on 03/07/2026 went well",
    "3 July 2026, 14:30",
    "We met 2,000 children in 12 schools",
    "Rehearsals @ the town hall",
    "KS2 and Year 4 pupils, group B12",
    "URN 100001; charity 1234567",
    "In KS1 2nd concert of the term",
    "Q1 1st half",
    "Y4 3rd lesson",
    "£1,250.00 for 10 instruments",
    "Ratio 0.123456789012",
    "A new project was born in March",
    "Born to sing: opens 12 weeks before the concert on 03/07/2026",
    "A-0231 agreed 2025-09-01",
    "",
)


def drawn(table: str):
    return [tuple(part.strip() for part in line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("what", "text"), drawn(GIVES_AWAY))
def test_a_text_that_gives_a_person_away_is_told_in_words_that_do_not(what, text):
    assert personal_in_text(text) == what


@pytest.mark.parametrize("text", HARMLESS)
def test_a_text_about_the_work_is_left_alone(text):
    assert personal_in_text(text) is None


@pytest.mark.parametrize(
    ("what", "ref"),
    [
        ("what looks like a name", "Ann Lee"),
        ("what looks like a name", "O'Brien-Smith"),
        ("what looks like a name", "zoë müller"),
        ("what looks like a name", "Smith, Jane"),
        ("what looks like a name", "O'Brien, Pat"),
        ("what looks like a name", "O’Brien"),
        ("what looks like a name", "M Ali"),
        ("what looks like a name", "Jane S"),
        ("what looks like a name", "Jane M. Smith"),
        ("what looks like a name", "O. Twist"),
        ("what looks like a name", "J.Twist"),
        ("what looks like a name", "jane.smith"),
        ("what looks like a name", "jane.smith2"),
        ("what looks like a name", "oliver_twist"),
        ("what looks like a name", "Jane"),
        ("what looks like a name", "Zoë"),
        ("what looks like a name", "Year 3 Jane"),
        ("what looks like a name", "Jane Smith 7"),
        ("what looks like a name", "李明"),
        ("what looks like a name", "Анна"),
        ("a date", "12032015"),
        ("a date", "20150312"),
        ("a date", "jane12032015"),
        ("a date", "DOB120315"),
        ("a date", "born 2015"),
        ("a date", "03/07/2015"),
        ("a date", "ann-2015-07-03"),
        ("a date", "3/7/15"),
        ("an e-mail address", "ann@example.org"),
        ("a unique pupil number", "A123456789012"),
    ],
)
def test_a_pseudonym_is_no_name_and_no_date(what, ref):
    assert personal_in_ref(ref) == what


@pytest.mark.parametrize(
    "ref",
    [
        *("c1", "007", "P-0231-17", "kestrel", "Blue 7", "A1-2026", "1-2-3", "P001", "P.001"),
        *("LT-2025-014", "LT BED 014", "LUT.BED.3", "abc12", "KS2-07", "choir_a_03", "choir-a"),
        *(
            "OAK",
            "ChildA",
            "Group A 12",
            "KS2 choir 4",
            "Y4.B.12",
            "A B 3",
            "100001",
            "120315",
            "99999999",
        ),
    ],
)
def test_a_pseudonym_of_letters_and_figures_is_taken(ref):
    assert personal_in_ref(ref) is None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("A-0231_2025-26-Q1.xlsx", "A-0231_2025-26-Q1.xlsx"),
        ("ann@example.org.xlsx", "[left out].xlsx"),
        ("ann@example.csv", "[left out].csv"),
        ("ring 01234 567890.xlsx", "ring [left out].xlsx"),
    ],
)
def test_a_masked_file_name_keeps_the_ending_by_which_it_is_read(name, kept):
    assert masked_name(name) == kept


@pytest.mark.parametrize(
    "heading",
    [
        *("Name", "Child's name", "Surname", "DOB", "D.O.B.", "E-mail", "Home phone", "UPN"),
        *("Tel", "Tel.", "Nickname", "Known as", "Initials", "NHS number", "NHS No."),
        *("Preferred name", "Contact number"),
    ],
)
def test_a_heading_that_asks_for_a_person_is_known(heading):
    assert is_personal_heading(heading)


@pytest.mark.parametrize(
    "heading", ["Hotel", "Initial score", "Number of children", "Group", "Telling", "Remarks"]
)
def test_a_heading_about_the_work_is_left_alone(heading):
    assert not is_personal_heading(heading)


def test_whatever_is_personal_in_a_text_is_found_among_the_suspects():
    texts = [text for _, text in drawn(GIVES_AWAY)]
    texts += ["write to ann (at) example.org", "ann[at]example.org", "GIR 0AA", "ａｎｎ＠ｅｘ．org"]
    found = pl.Series(texts).str.contains(SUSPECT)
    assert [text for text, is_suspect in zip(texts, found, strict=True) if not is_suspect] == []


@thorough(500)
@given(text=some.text("aBk0129 .@-+()[]/bornDOBLU\u00e9", max_size=24))
def test_no_text_with_something_personal_escapes_the_suspects(text):
    assert personal_in_text(text) is None or pl.Series([text]).str.contains(SUSPECT)[0]
