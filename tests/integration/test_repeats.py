"""What falls away, and what stands already, is asked about: what, where, and the two ways out."""

import pytest

from etl.load.rebuild import replay
from tests import support
from tests.support.drawn_sheets import Hub

MORE_AGREEMENTS = support.AGREEMENTS + support.AGREEMENTS.splitlines()[2].replace("A-1", "A-3")
RULES = ("fallen_rows", "sent_again", "under_two_agreements")


@pytest.fixture
def sent(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.today = "2026-06-15"
    tables = {"partners": support.PARTNERS, "agreements": MORE_AGREEMENTS}
    for name, table in (tables | {"objectives": support.OBJECTIVES}).items():
        hub.send(f"{name}.csv", support.csv_bytes(table))
    return hub


def sessions(*days: str, headcount=20) -> str:
    head = "Session date | Activity | School URN or venue | Hours | Headcount"
    lines = (f"{day} | singing | Town hall | 1 | {headcount + n}" for n, day in enumerate(days))
    return "\n".join([head, *lines])


SEPTEMBER = sessions("2025-09-02", "2025-09-09", "2025-09-16")
OCTOBER = sessions("2025-10-02", "2025-10-09", "2025-10-16")


def returned(hub, name="return.xlsx", agreement="A-1", quarter="2025/26 Q1", form=None, **sheets):
    """The report on a return of some sheets."""
    form = support.form(agreement, quarter, **(form or {}))
    return hub.send(name, support.workbook(Return=form, **sheets))


def asked(report) -> list[str]:
    """The queries of a report that are of this kind, as sentences."""
    assert report.status in ("loaded", "duplicate"), report
    return [p.message for p in report.problems if p.rule in RULES and p.severity == "query"]


def test_two_monthly_files_of_one_return_are_asked_about_with_what_falls_away(sent):
    assert asked(returned(sent, "september.xlsx", Attendance=SEPTEMBER)) == []
    october = returned(sent, "october.xlsx", Attendance=OCTOBER)
    assert asked(october) == [
        "All 3 rows of the Attendance in september.xlsx (3 sessions, 2 September 2025 to "
        "16 September 2025) no longer count: the Attendance of A-1 for 2025/26 Q1 in october.xlsx "
        "takes its place, and has no row like them."
    ]
    [query] = [p for p in october.problems if p.rule == "fallen_rows"]
    assert (query.sheet, query.remedy) == (
        "Attendance",
        "If that was meant, nothing need be done. If both files are right, send one sheet "
        "Attendance with the rows of both.",
    )


def test_it_is_the_late_file_that_is_asked_about_where_the_earlier_one_was_prepared_later(sent):
    returned(sent, "october.xlsx", Attendance=OCTOBER, form={"prepared_on": "2025-11-01"})
    late = {"prepared_on": "2025-10-01"}
    [question] = asked(returned(sent, "september.xlsx", Attendance=SEPTEMBER, form=late))
    assert question.startswith("All 3 rows of the Attendance in september.xlsx (3 sessions, ")


def test_one_sheet_with_the_rows_of_both_is_asked_about_no_more(sent):
    returned(sent, "september.xlsx", Attendance=SEPTEMBER)
    returned(sent, "october.xlsx", Attendance=OCTOBER)
    both = "\n".join([SEPTEMBER, *OCTOBER.splitlines()[1:]])
    assert asked(returned(sent, "both.xlsx", Attendance=both)) == []


def test_rows_that_were_mended_fall_away_with_the_file_that_they_mend(sent):
    first = returned(sent, "first.xlsx", Spending="Line|Kind|Category|Amount\n1|spend|staff|10")
    mend = """
        Row in the file | Agreement code | Quarter    | Line | Kind  | Category | Amount
        3               | A-1            | 2025/26 Q1 | 2    | spend | venues   | 50
    """
    named = [["Corrects file", first.sha256], ["File name", first.name]]
    sent.send("mend.xlsx", support.workbook(Corrections=named, Spending=mend))
    again = returned(sent, "again.xlsx", Spending="Line|Kind|Category|Amount\n1|spend|staff|11")
    assert asked(again) == [
        "1 of 2 rows of the Spending in first.xlsx (£50.00 of spend) no longer counts: the "
        "Spending of A-1 for 2025/26 Q1 in again.xlsx takes its place, and has no row like it."
    ]


def test_children_left_out_of_a_later_file_are_not_asked_about_for_they_stay(sent):
    fewer = "\n".join(support.PARTICIPANTS.splitlines()[:3])
    returned(sent, "first.xlsx", Participants=support.PARTICIPANTS)
    assert asked(returned(sent, "second.xlsx", Participants=fewer)) == []


PROGRESS = """
    Objective code | Activities conducted   | Achieved this quarter | Outcomes achieved
    O-1            | Ten sessions were held | 10                    | Joy
"""


def test_progress_word_for_word_as_an_earlier_quarters_is_asked_about(sent):
    returned(sent, "q1.xlsx", Progress=PROGRESS)
    returned(sent, "q2.xlsx", quarter="2025/26 Q2", Progress=PROGRESS.replace("| 10 ", "| 12 "))
    assert asked(returned(sent, "q3.xlsx", quarter="2025/26 Q3", Progress=PROGRESS)) == [
        "The one row of the Progress of A-1 for 2025/26 Q3 says the same as what stands for "
        "2025/26 Q1 already, word for word (q1.xlsx, sheet Progress, row 2)."
    ]


LINES = """
    Line | Kind  | Category | Amount
    1    | spend | staff    | 1000
    2    | spend | staff    | 1200
    3    | spend | venues   | 300
"""
LONGER = LINES + "    4    | spend | travel   | 17.35\n"


def test_a_ledger_that_grew_is_asked_about_in_the_next_quarter(sent):
    returned(sent, "q1.xlsx", Spending=LINES)
    [question] = asked(returned(sent, "q2.xlsx", quarter="2025/26 Q2", Spending=LONGER))
    assert question == (
        "3 of 4 rows of the Spending of A-1 for 2025/26 Q2 say the same as what stands for "
        "2025/26 Q1 already, word for word (q1.xlsx, sheet Spending, rows 2 to 4)."
    )


def test_one_sheet_under_two_agreements_is_asked_about_with_where_it_stands(sent):
    returned(sent, "a1.xlsx", "A-1", Attendance=SEPTEMBER)
    assert asked(returned(sent, "a3.xlsx", "A-3", Attendance=SEPTEMBER)) == [
        "All 3 sessions of the Attendance of A-3 for 2025/26 Q1 (3 sessions, 2 September 2025 to "
        "16 September 2025) stand already under A-1 (a1.xlsx, sheet Attendance, rows 2 to 4), and "
        "count twice."
    ]


def test_another_partner_who_sends_the_same_sessions_is_asked_about_too(sent):
    returned(sent, "a2.xlsx", "A-2", Attendance=SEPTEMBER)
    [question] = asked(returned(sent, "a1.xlsx", "A-1", Attendance=SEPTEMBER))
    assert "stand already under A-2 (a2.xlsx, " in question


def test_once_one_of_the_two_is_put_right_nothing_is_asked_about_the_rest(sent):
    returned(sent, "a1.xlsx", "A-1", Attendance=SEPTEMBER)
    returned(sent, "a3.xlsx", "A-3", Attendance=SEPTEMBER)
    returned(sent, "a3-right.xlsx", "A-3", Attendance=OCTOBER)
    again = SEPTEMBER.replace("| 20", "| 21")
    assert asked(returned(sent, "a1-again.xlsx", "A-1", Attendance=again)) == []


def test_the_same_bytes_again_say_the_same_again(sent):
    returned(sent, "a1.xlsx", "A-1", Attendance=SEPTEMBER)
    data = support.workbook(Return=support.form("A-3"), Attendance=SEPTEMBER)
    assert asked(sent.send("a3.xlsx", data)) == asked(sent.send("a3.xlsx", data)) != []


def test_a_file_that_waited_is_asked_about_the_sheet_that_stood_before_too(sent):
    returned(sent, "a1.xlsx", "A-1", Attendance=SEPTEMBER)
    unknown = PROGRESS.replace("O-1", "O-9")
    form = support.form("A-3")
    data = support.workbook(Return=form, Attendance=SEPTEMBER, Progress=unknown)
    assert sent.send("a3.xlsx", data).status == "partly"
    more = support.OBJECTIVES.replace("O-1", "O-9").replace("A-1", "A-3")
    path = support.put(sent.folder, "objectives.csv", support.csv_bytes(more))
    _, again = sent.loader().load([path]).files
    assert (again.name, len(asked(again))) == ("a3.xlsx", 1)


def test_files_that_waited_together_are_asked_about_in_whatever_order_they_came(sent):
    for name, days, on in (("late", OCTOBER, "2025-11-01"), ("early", SEPTEMBER, "2025-10-01")):
        form = support.form("A-8", prepared_on=on)
        sent.send(f"{name}.xlsx", support.workbook(Return=form, Attendance=days))
    more = support.AGREEMENTS.replace("A-1", "A-8")
    path = support.put(sent.folder, "more.csv", support.csv_bytes(more))
    _, early, late = sent.loader().load([path]).files
    assert (early.name, asked(early), late.name) == ("early.xlsx", [], "late.xlsx")
    [question] = asked(late)
    assert question.startswith("All 3 rows of the Attendance in early.xlsx (3 sessions, ")


def test_a_rebuild_asks_the_same(sent):
    returned(sent, "september.xlsx", Attendance=SEPTEMBER)
    returned(sent, "october.xlsx", Attendance=OCTOBER)
    returned(sent, "a3.xlsx", "A-3", Attendance=OCTOBER)
    before = sent.everything()["problem"]
    assert sum(rule in row for row in before for rule in RULES) == 2
    replay(sent.engine, sent.settings(), lambda *_: None)
    assert sent.everything()["problem"] == before
