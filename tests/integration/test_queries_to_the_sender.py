"""What is odd but may be right is loaded, marked, and asked about."""

import pytest

from tests import support
from tests.support.drawn_sheets import Hub

LINES = """
    Line | Kind  | Category | Amount
    1    | spend | staff    | 100
    2    | spend | staff    | 110
    3    | spend | staff    | 120
    4    | spend | staff    | 130
"""
HEADCOUNTS = """
    Session date | Activity | School URN or venue | Hours | Group | Headcount
    2025-10-01   | singing  | Town hall           | 1     | a     | 20
    2025-10-02   | singing  | Town hall           | 1     | a     | 22
    2025-10-03   | singing  | Town hall           | 1     | a     | 24
    2025-10-04   | singing  | Town hall           | 1     | a     | 26
    2025-10-05   | singing  | Town hall           | 1     | a     | 21
    2025-10-06   | singing  | Town hall           | 1     | a     | 23
    2025-10-07   | singing  | Town hall           | 1     | a     | 25
    2025-10-08   | singing  | Town hall           | 1     | a     | 27
"""


@pytest.fixture
def sent(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.today = "2026-05-01"
    hub.loader().load(support.registers(tmp_path))
    return hub


def returned(hub, quarter="2025/26 Q1", agreement="A-1", **sheets):
    data = support.workbook(Return=support.form(agreement, quarter), **sheets)
    return hub.send(f"{agreement} {quarter[-2:]}.xlsx", data)


def asked(report) -> list:
    return [(p.rule, p.cell) for p in report.problems if p.severity == "query"]


def test_an_amount_far_from_the_partners_own_is_loaded_and_asked_about(sent):
    returned(sent, "2025/26 Q1", Spending=LINES)
    returned(sent, "2025/26 Q2", Spending=LINES)
    slip = returned(sent, "2025/26 Q3", Spending=LINES.replace("| 130", "| 13000"))
    assert (slip.status, slip.total("loaded")) == ("loaded", 4 + 2)
    assert asked(slip) == [("unusual", "D5")]
    assert slip.problems[0].message == (
        "£13,000.00 is far more than this partner has reported so far (about £110.00)."
    )


def test_another_partners_numbers_say_nothing(sent):
    returned(sent, "2025/26 Q1", Spending=LINES)
    returned(sent, "2025/26 Q2", Spending=LINES)
    other = returned(sent, "2025/26 Q2", "A-2", Spending=LINES.replace("| 130", "| 13000"))
    assert asked(other) == []


def test_another_category_is_another_kind_of_number(sent):
    returned(sent, "2025/26 Q1", Spending=LINES)
    returned(sent, "2025/26 Q2", Spending=LINES)
    venues = LINES.replace("staff    | 130", "venues   | 13000")
    assert asked(returned(sent, "2025/26 Q3", Spending=venues)) == []


def test_a_headcount_is_held_against_earlier_ones_of_the_same_activity(sent):
    returned(sent, "2025/26 Q1", Attendance=HEADCOUNTS)
    later = """
        Session date | Activity | School URN or venue | Hours | Headcount
        2026-01-07   | singing  | Town hall           | 1     | 240
        2026-01-08   | ensemble | Town hall           | 1     | 240
    """
    assert asked(returned(sent, "2025/26 Q2", Attendance=later)) == [("unusual", "E2")]


def test_a_quarter_that_has_not_begun_is_asked_about(sent):
    nil = support.workbook(Return=support.form("A-1", "2026/27 Q1", nothing_to_report="yes"))
    report = sent.send("nil.xlsx", nil)
    assert (report.status, asked(report)) == ("loaded", [("future_quarter", "B2")])


def test_a_quarter_outside_the_agreement_is_asked_about_once(sent):
    lines = """
        Agreement code | Quarter    | Line | Kind  | Category | Amount
        A-1            | 2023/24 Q1 | 1    | spend | staff    | 10
        A-1            | 2023/24 Q1 | 2    | spend | staff    | 10
    """
    report = sent.send("old.csv", support.csv_bytes(lines))
    assert (report.status, asked(report)) == ("loaded", [("outside_term", "B2")])
