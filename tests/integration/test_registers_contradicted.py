"""Registers that contradict themselves, or the returns that stand."""

import pytest

from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.prepared_hub import copied

HEADING = "partner_code | name | kind | size | is_consortium_member"


@pytest.fixture
def hub(registers, tmp_path):
    return copied(registers, tmp_path)


def asked(report) -> list[tuple]:
    assert report.status == "loaded"
    return [(p.rule, p.cell) for p in report.problems if p.severity == "query"]


# -- One number under two codes ------------------------------------------------------------------


def partners(hub, *rows: str, column: str = "charity_number", name: str = "p.csv"):
    """The report on partners of a code and a number each."""
    lines = [
        f"{code} | Choir {code} | charity | small | no | {number}"
        for code, number in (row.split() for row in rows)
    ]
    return hub.send(name, support.csv_bytes("\n".join([f"{HEADING} | {column}", *lines])))


@pytest.mark.parametrize("column", ["charity_number", "company_number"])
def test_one_number_under_two_codes_of_a_file_is_asked_about(hub, column):
    numbers = ("9999991", "09999991", "99999-91", "SC099991", "sc-99991", "9999992")
    rows = [f"P-{n} {number}" for n, number in enumerate(numbers, start=11)]
    report = partners(hub, *rows, column=column)
    assert asked(report) == [("shared_number", cell) for cell in ("F3", "F4", "F6")]
    assert report.problems[0].message.startswith("P-11 (‘Choir P-11’) has this")
    assert "in row 2" in report.problems[0].message


def test_a_number_that_another_partner_has_in_the_register_is_asked_about(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    partners(hub, "P-8 9999991")
    report = partners(hub, "P-9 9999991", name="later.csv")
    assert asked(report) == [("shared_number", "F2")]
    assert "in the register" in report.problems[0].message


@pytest.mark.parametrize("other", ["No. 9999991", "Charity number: 9999991", "9999991.0"])
def test_a_number_is_the_same_whatever_it_is_called(hub, other):
    table = f"{HEADING} | charity_number\nP-8 | Reeds | charity | small | no | 9999991\n"
    report = hub.send(
        "p.csv", support.csv_bytes(f"{table}P-9 | Oaks | charity | small | no | {other}")
    )
    assert asked(report) == [("shared_number", "F3")]


@pytest.mark.parametrize(
    ("numbers", "cells"),
    [
        (("-", "-"), [("shared_name", "B3")]),
        (("9999991", "-"), [("shared_name", "B3")]),
        (("9999991", "9999992"), []),
    ],
)
def test_one_name_under_two_codes_is_asked_about_unless_numbers_tell_them_apart(
    hub, numbers, cells
):
    first, second = numbers
    table = f"""
        {HEADING} | charity_number
        P-8 | Sedge Singers  | charity | small | no | {first}
        P-9 | SEDGE singers. | charity | small | no | {second}
    """
    assert asked(hub.send("p.csv", support.csv_bytes(table))) == cells


def test_what_is_no_number_or_another_is_not_asked_about(hub):
    rows = ["P-3 none", "P-4 none", "P-5 0", "P-6 0", "P-7 9999991", "P-8 SC9999991"]
    assert asked(partners(hub, *rows)) == []


def test_a_partner_sent_again_keeps_its_number_and_may_hand_it_on(hub):
    partners(hub, "P-8 9999991", "P-9 9999992")
    assert asked(partners(hub, "p-8 9999991", name="again.csv")) == []
    assert asked(partners(hub, "P-8 9999992", "P-9 9999991", name="swapped.csv")) == []


def test_a_partner_that_succeeds_another_may_have_its_number(hub):
    partners(hub, "P-8 9999991")
    row = "P-9 | Choirs | charity | small | no | 9999991 | P-8"
    table = f"{HEADING} | charity_number | succeeds\n{row}"
    assert asked(hub.send("joined.csv", support.csv_bytes(table))) == []


# -- Returns outside the agreement's term --------------------------------------------------------


def returned(hub, quarter: str = "2025/26 Q1", day: str = "2025-10-01"):
    visit = "Session date | Activity | School URN or venue | Hours | Headcount\n"
    sheets = {"Attendance": visit + f"{day} | singing | Town hall | 1 | 20"}
    hub.send("r.xlsx", support.workbook(Return=support.form("A-1", quarter), **sheets))


def running(hub, starts_on: str = "2025-09-01", ends_on: str = "2027-08-31", name: str = "a.csv"):
    """The report on agreement A-1 of another term."""
    row = support.AGREEMENTS.splitlines()[1:3]
    table = "\n".join(row).replace("2025-09-01", starts_on).replace("2027-08-31", ends_on)
    return hub.send(name, support.csv_bytes(table))


def test_an_end_before_a_return_that_stands_is_asked_about(hub):
    returned(hub)
    report = running(hub, ends_on="2025-09-29")
    assert asked(report) == [("returns_outside_term", "H2")]
    assert "2025/26 Q1" in report.problems[0].message


def test_an_end_by_which_a_return_that_stands_is_owed_no_more_is_asked_about_when_it_comes(hub):
    form = support.form("A-1", "2025/26 Q1")
    hub.send("r.xlsx", support.workbook(Return=form, Spending=support.SPENDING))
    assert asked(running(hub, ends_on="2025-09-10")) == [("returns_outside_term", "H2")]
    assert asked(running(hub, ends_on="2025-09-11", name="b.csv")) == []


@pytest.mark.parametrize("starts_on", ["2026-09-01", "2025-11-15"])
def test_a_start_after_a_return_that_stands_is_asked_about(hub, starts_on):
    returned(hub)
    assert asked(running(hub, starts_on=starts_on)) == [("returns_outside_term", "G2")]


def test_a_session_after_the_end_is_asked_about_as_long_as_it_stands(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    returned(hub, day="2025-11-29")
    assert asked(running(hub, ends_on="2025-11-28")) == [("returns_outside_term", "H2")]
    again = running(hub, ends_on="2025-11-28", name="Again.CSV")
    assert again.status == "duplicate"
    later = support.AGREEMENTS.replace("2027-08-31 | 12000", "2025-11-28 | 12000")
    assert asked(hub.send("all.csv", support.csv_bytes(later))) == [("returns_outside_term", "H2")]


def test_a_session_after_the_end_is_asked_about_when_the_return_comes_last(hub):
    running(hub, ends_on="2025-11-28")
    visits = "Session date | Activity | School URN or venue | Hours | Headcount\n" + "\n".join(
        f"2025-11-{day} | singing | Town hall | 1 | 20" for day in (28, 29, 30)
    )
    form = support.form("A-1", "2025/26 Q1")
    report = hub.send("r.xlsx", support.workbook(Return=form, Attendance=visits))
    assert asked(report) == [("outside_term", "A3")]
    assert report.problems[0].message.startswith("2 rows are of days outside the agreement: A-1")


def test_a_term_that_holds_all_that_stands_is_not_asked_about(hub):
    returned(hub)
    assert asked(running(hub, ends_on="2025-10-01")) == []
    assert asked(running(hub, starts_on="2025-10-01", name="b.csv")) == []


def test_an_agreement_without_returns_may_end_whenever_it_does(hub):
    assert asked(running(hub, ends_on="2025-09-10")) == []
