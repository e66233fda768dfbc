"""Schools that returns name instead of giving their URNs, and URNs that are nearly right."""

import pytest
from sqlalchemy import select

from data.warehouse.tables import dim_school
from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.prepared_hub import copied

SCHOOLS = """
    URN    | Name              | Area    | Phase   | Pupils
    990901 | Fernbrook School  | Luton   | primary | 210
    990902 | St Mary's Primary | Luton   | primary | 180
    990903 | Ash School        | Luton   | primary | 90
    990904 | Ash School        | Luton   | primary | 80
    990905 | Reed School       | Bedford | primary | 100
"""


@pytest.fixture
def hub(registers, tmp_path):
    return copied(registers, tmp_path)


def registered(hub, schools: str = SCHOOLS, name: str = "schools.csv"):
    return hub.send(name, support.csv_bytes(schools))


def went_to(hub, *settings: str, agreement: str = "A-1"):
    """The report on a headcount of each of some settings."""
    lines = [
        f"2025-10-{day:02} | singing | {setting} | 1 | 20"
        for day, setting in enumerate(settings, start=1)
    ]
    table = "\n".join(["Session date | Activity | School URN or venue | Hours | Headcount", *lines])
    data = support.workbook(Return=support.form(agreement), Attendance=table)
    return hub.send(f"{agreement}.xlsx", data)


def said(report) -> list[tuple]:
    return [(p.severity, p.rule, p.cell) for p in report.problems]


def test_names_are_noted_once_a_sheet_with_how_many_rows_have_them(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    registered(hub)
    settings = ("990901", "fernbrook  SCHOOL", "St Mary’s primary", "FernbrookSchool")
    report = went_to(hub, *settings)
    assert (report.status, said(report)) == ("loaded", [("note", "school_by_name", "C3")])
    assert report.problems[0].message == (
        "3 rows name a school instead of its URN: ‘fernbrook  SCHOOL’ is 990901, ‘St Mary’s "
        "primary’ is 990902 and ‘FernbrookSchool’ is 990901."
    )


def test_what_nearly_says_which_school_is_asked_about(hub):
    registered(hub)
    settings = ("Ash School", "Reed School", "Fernbrook 990901", "URN 990901", "9909O1")
    report = went_to(hub, *settings)
    assert (report.status, said(report)) == (
        "loaded",
        [
            ("query", "several_schools", "C2"),
            ("query", "school_elsewhere", "C3"),
            ("query", "nearly_urn", "C4"),
            ("query", "nearly_urn", "C5"),
            ("query", "nearly_urn", "C6"),
        ],
    )
    ash, reed, *others = (problem.remedy for problem in report.problems)
    assert "990903 is ‘Ash School’ and 990904 is ‘Ash School’" in ash
    assert "990905" in reed
    assert all("990901" in remedy for remedy in others)


NEARLY = ("Fernbrook", "The Fernbrook Academy", "Fernbrok School", "Fernbrook School, main hall")


def test_what_is_nearly_the_name_of_a_school_is_asked_about(hub):
    registered(hub)
    report = went_to(hub, *NEARLY)
    cells = [f"C{row}" for row in range(2, 6)]
    assert (report.status, said(report)) == (
        "loaded",
        [("query", "nearly_school", cell) for cell in cells],
    )
    assert report.problems[0].message == (
        "‘Fernbrook’ is nearly the name of a school; it counts as a venue, not as a school."
    )
    assert all("990901 is ‘Fernbrook School’" in problem.remedy for problem in report.problems)


VENUES = ("Town hall", "Hall 2", "The Mill, 12 Ash Road", "St Mary's Church", "Fernbrook Hall")


def test_urns_and_venues_are_passed_over_in_silence(hub):
    registered(hub)
    assert said(went_to(hub, "990901", *VENUES)) == []


def test_a_setting_is_no_school_as_long_as_no_register_has_come(hub):
    assert said(went_to(hub, "Fernbrook School", "990901")) == []


# -- The register of schools -----------------------------------------------------------------------


def test_a_urn_is_kept_as_its_six_digits(hub):
    registered(hub, SCHOOLS.replace("990901", "URN 990901"))
    urns = hub.rows(select(dim_school.c.urn).order_by(dim_school.c.urn))
    assert [urn for (urn,) in urns] == ["990901", "990902", "990903", "990904", "990905"]


def test_a_urn_of_other_than_six_digits_is_refused(hub):
    report = registered(hub, SCHOOLS.replace("990901", "9909"))
    assert (report.status, said(report)) == ("partly", [("error", "urn", "A2")])


def test_a_urn_in_another_spelling_than_one_that_stands_is_asked_about_once(hub):
    registered(hub)
    assert said(registered(hub, SCHOOLS.replace("Reed", "Rush"), "plain.csv")) == []
    again = SCHOOLS.replace("990901", "URN 990901").replace("990902", "URN 990902")
    report = registered(hub, again, "again.csv")
    assert (report.status, said(report)) == ("loaded", [("query", "urn_stands", "A2")])
    assert report.problems[0].message == (
        "This is read as 990901, which stands already as ‘Fernbrook School’ (and so for 1 row "
        "more)."
    )
    assert hub.count(dim_school, dim_school.c.valid_to.is_(None)) == 5


def test_one_urn_in_two_spellings_is_one_school(hub):
    twice = SCHOOLS + "    URN 990905 | Another School | Bedford | primary | 100\n"
    report = registered(hub, twice)
    assert said(report) == [("error", "duplicate_key", "A6"), ("error", "duplicate_key", "A7")]
