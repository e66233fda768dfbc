"""A corrections file adds its rows to the return that it mends, and settles what was wrong."""

import io

import openpyxl
import pytest
from sqlalchemy import select

from data.warehouse.tables import (
    dim_return,
    fact_attendance,
    fact_progress,
    fact_spending,
    file,
    mart_spending,
    problem,
    waiting,
)
from etl.archive.discover import Sent
from tests import support
from tests.support.drawn_sheets import Hub

SLIP = """
    Line | Kind   | Category | Amount
    1    | spend  | staff    | £1,250.00
    2    | spend  | venues   | 50.005
    3    | income | parents  | 99.5
"""
MENDED = """
    Row in the file | Agreement code | Quarter    | Line | Kind  | Category | Amount
    3               | A-1            | 2025/26 Q1 | 2    | spend | venues   | 50.01
"""


@pytest.fixture
def sent(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    return hub


def corrections(of, **sheets) -> bytes:
    named = [["Corrects file", of.sha256], ["File name", of.name]]
    return support.workbook(Corrections=named, **sheets)


def returned(hub, name="return.xlsx", spending=SLIP, **form):
    data = support.workbook(Return=support.form(**form), Spending=spending)
    return hub.send(name, data)


def lines(hub) -> list:
    """The lines of spending in force: line, pence."""
    query = select(fact_spending.c.line_ref, fact_spending.c.amount_pence).join_from(
        fact_spending, dim_return
    )
    return sorted(map(tuple, hub.rows(query.where(dim_return.c.valid_to.is_(None)))))


def unmended(hub) -> int:
    return hub.count(problem, problem.c.mended_by.is_(None), problem.c.severity == "error")


def test_its_rows_are_added_and_settle_what_was_rejected(sent):
    first = returned(sent)
    assert (first.status, unmended(sent)) == ("partly", 1)
    mend = sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    assert (mend.status, mend.total("loaded")) == ("loaded", 1)
    assert lines(sent) == [("1", 125000), ("2", 5001), ("3", 9950)]
    assert unmended(sent) == 0
    in_force = dim_return.c.valid_to.is_(None), dim_return.c.is_partial
    assert sent.count(dim_return, *in_force) == 0, "the return is whole now"


def test_its_rows_keep_their_own_address(sent):
    first = returned(sent)
    sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    query = select(dim_return.c.file_id, fact_spending.c.row_number).join_from(
        fact_spending, dim_return
    )
    rows = sorted(map(tuple, sent.rows(query.where(fact_spending.c.line_ref == "2"))))
    assert rows == [(5, 2)], "row 2 of the fifth file"


def test_the_marts_count_them(sent):
    first = returned(sent)
    sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    query = select(mart_spending.c.category, mart_spending.c.amount_pence)
    assert ("venues", 5001) in set(map(tuple, sent.rows(query)))


def test_the_same_rows_once_more_change_nothing(sent):
    first = returned(sent)
    sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    again = MENDED + "    3 | A-1 | 2025/26 Q1 | 2 | spend | venues | 50.01"
    mend = sent.send("again.xlsx", corrections(first, Spending=again))
    assert (mend.total("loaded"), mend.total("unchanged")) == (0, 1)
    assert len(lines(sent)) == 3


def test_a_row_that_says_otherwise_than_one_that_was_loaded_is_refused(sent):
    first = returned(sent)
    other = MENDED.replace("| 2    | spend | venues   | 50.01", "| 1    | spend | staff    | 1.00 ")
    mend = sent.send("other.xlsx", corrections(first, Spending=other))
    assert (mend.status, [p.rule for p in mend.problems]) == ("refused", ["stands_already"])
    assert lines(sent) == [("1", 125000), ("3", 9950)]


def test_a_row_that_is_still_wrong_is_told_again_and_stays_to_be_mended(sent):
    first = returned(sent)
    wrong = corrections(first, Spending=MENDED.replace("50.01", "fifty"))
    assert sent.send("wrong.xlsx", wrong).status == "refused"
    assert unmended(sent) == 2
    sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    assert unmended(sent) == 0, "what the first corrections could not mend is settled too"


def test_a_later_return_replaces_what_was_sent_and_what_mended_it(sent):
    first = returned(sent)
    sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    returned(sent, "later.xlsx", support.FEWER_LINES)
    assert lines(sent) == [("1", 125000), ("2", -5000)]


def test_corrections_of_a_return_that_was_replaced_do_not_count(sent):
    first = returned(sent)
    returned(sent, "later.xlsx", support.FEWER_LINES)
    sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    assert lines(sent) == [("1", 125000), ("2", -5000)]


def test_corrections_that_come_before_their_return_wait_for_it(sent, tmp_path):
    data = support.workbook(Return=support.form(), Spending=SLIP)
    elsewhere = Hub(sent.engine, tmp_path)
    first = Sent.of("return.xlsx", data)
    mend = elsewhere.send("mended.xlsx", corrections(first, Spending=MENDED))
    assert (mend.status, {p.rule for p in mend.problems}) == ("refused", {"unknown_file"})
    sent.send("return.xlsx", data)
    assert lines(sent) == [("1", 125000), ("2", 5001), ("3", 9950)]


def test_what_was_mended_is_not_loaded_a_second_time_when_its_file_is_tried_again(sent):
    heading, staff, *rest = SLIP.strip().splitlines()
    of_two = [f"{heading} | Agreement code | Quarter", f"{staff} | A-9 | 2025/26 Q1"]
    of_two = "\n".join(of_two + [f"{row} | A-1 | 2025/26 Q1" for row in rest])
    first = sent.send("two.csv", support.csv_bytes(of_two))
    assert unmended(sent) == 2, "an unknown agreement, and three decimals"
    sent.send("mended.xlsx", corrections(first, Spending=MENDED))
    more = support.AGREEMENTS + support.AGREEMENTS.splitlines()[2].replace("A-1 ", "A-9 ")
    sent.send("more.csv", support.csv_bytes(more))
    assert lines(sent) == [("1", 125000), ("2", 5001), ("3", 9950)]
    assert unmended(sent) == 0


def test_children_and_their_sessions_are_mended_in_one_go(sent):
    broken = support.PARTICIPANTS.replace("KS1 ", "KS9 ")
    attendance = support.ATTENDANCE.replace("| c1              | ✓", "| c3              | ✓")
    first = sent.send(
        "return.xlsx",
        support.workbook(Return=support.form(), Participants=broken, Attendance=attendance),
    )
    assert {p.rule for p in first.problems} == {"choice", "unknown_participant"}
    mend = sent.send(
        "mended.xlsx",
        corrections(
            first,
            Participants="""
                Row in the file | Agreement code | Quarter    | Participant ref | Key stage
                4               | A-1            | 2025/26 Q1 | c3              | KS1
            """,
        ),
    )
    assert mend.status == "loaded"
    assert sent.count(fact_attendance) >= 3, "the session was tried again once the child was known"
    assert unmended(sent) == 0


def test_progress_of_an_objective_is_added(sent):
    wrong = support.PROGRESS.replace("30  ", "many")
    data = support.workbook(Return=support.form(), Progress=wrong, Spending=support.SPENDING)
    first = sent.send("return.xlsx", data)
    sent.send(
        "mended.xlsx",
        corrections(
            first,
            Progress="""
                Row in the file | Agreement code | Quarter    | Objective code | Achieved this quarter
                2               | A-1            | 2025/26 Q1 | O-1            | 30
            """,  # noqa: E501
        ),
    )
    assert sent.count(fact_progress) == 1
    assert unmended(sent) == 0


CHILD_OF_NO_STAGE = support.PARTICIPANTS.replace("KS1 ", "KS9 ")
HIS_SESSION = support.ATTENDANCE.replace("| c1              | ✓", "| c3              | ✓")
A_STAGE = """
    Row in the file | Agreement code | Quarter    | Participant ref | Key stage
    4               | A-1            | 2025/26 Q1 | c3              | KS1
"""
THE_SESSION = """
    Row in the file | Agreement code | Quarter    | Session date | Activity | School URN or venue | Hours | Participant ref
    4               | A-1            | 2025/26 Q1 | 2025-10-08   | singing  | 100001              | 1.5   | c3
"""  # noqa: E501 -- a table is drawn as wide as it is


def test_a_sheet_whose_only_row_was_mended_is_not_called_empty_when_its_file_is_tried_again(sent):
    heading = "Objective code | Achieved this quarter | Outcomes achieved\n"
    first = sent.send(
        "return.xlsx",
        support.workbook(
            Return=support.form(),
            Progress=heading + "O-1 | many | -",
            Attendance=support.ATTENDANCE,
        ),
    )
    mended = heading.replace("Obj", "Row in the file | Agreement code | Quarter | Obj")
    mended = corrections(first, Progress=mended + "2 | A-1 | 2025/26 Q1 | O-1 | 5 | -")
    sent.send("mended.xlsx", mended)
    children = support.workbook(Return=support.form(), Participants=support.PARTICIPANTS)
    path = support.put(sent.folder, "children.xlsx", children)
    again = {told.name: told for told in sent.loader().load([path]).files}["return.xlsx"]
    assert (again.status, again.problems) == ("loaded", ())


def test_corrections_that_were_sent_uncorrected_do_not_pass_for_loaded_later(sent):
    """What they could not mend is mended by others: they have nothing left to be tried again."""
    data = support.workbook(
        Return=support.form(), Participants=CHILD_OF_NO_STAGE, Attendance=HIS_SESSION
    )
    first = sent.send("return.xlsx", data)
    wrong = corrections(first, Participants=A_STAGE.replace("KS1", "KS9"), Attendance=THE_SESSION)
    assert sent.send("wrong.xlsx", wrong).status == "refused"
    right = corrections(first, Participants=A_STAGE, Attendance=THE_SESSION)
    path = support.put(sent.folder, "right.xlsx", right)
    told = sent.loader().load([path]).files
    assert [(file.name, file.status) for file in told] == [("right.xlsx", "loaded")]
    assert sent.rows(select(file.c.status).where(file.c.name == "wrong.xlsx")) == [("refused",)]
    assert sent.count(waiting) == 0


@pytest.mark.parametrize(("typed", "rules"), [("=B9", ["formula"]), ("Sang", [])])
def test_a_formula_that_is_given_back_and_left_as_it_was_is_no_text(sent, typed, rules):
    heading = ["Objective code", "Activities conducted", "Achieved this quarter"]
    data = support.workbook(Return=support.form(), Progress=[heading, ["O-1", "=B9", 3]])
    first = sent.send("return.xlsx", data)
    assert [(p.cell, p.rule, p.value) for p in first.problems] == [("B2", "formula", "=B9")]
    origin = ["Row in the file", "Agreement code", "Quarter"]
    book = openpyxl.load_workbook(
        io.BytesIO(
            corrections(first, Progress=[[*origin, *heading], [2, "A-1", "2025/26 Q1", "O-1", "x"]])
        )
    )
    book["Progress"]["E2"].value = typed
    book["Progress"]["E2"].data_type = "s"  # as the hub gives it back: text, no formula
    saved = io.BytesIO()
    book.save(saved)
    told = sent.send("mended.xlsx", saved.getvalue())
    assert [problem.rule for problem in told.problems] == rules
    assert sent.count(fact_progress) == (0 if rules else 1)
