"""More answers than were asked: loaded, and asked about once a kind of respondent."""

import pytest

from tests import support
from tests.support.drawn_sheets import Hub
from tests.support.prepared_hub import copied

HEADING = "Response ref | Respondent | Question | Score (1-5) | Number asked"


@pytest.fixture
def hub(registers, tmp_path):
    return copied(registers, tmp_path)


def answered(hub, *rows: str):
    table = "\n".join([HEADING, *rows])
    return hub.send("s.xlsx", support.workbook(Return=support.form(), Satisfaction=table))


def asked(report) -> list[tuple]:
    assert report.status == "loaded"
    return [(p.rule, p.cell) for p in report.problems if p.severity == "query"]


def answers(number: int, respondent: str, asked: object, first: int = 0) -> list[str]:
    refs = range(first, first + number)
    return [f"{respondent}{n} | {respondent} | Fun | 5 | {asked}" for n in refs]


def test_more_answers_than_were_asked_are_asked_about_at_the_number_asked(hub):
    report = answered(hub, *answers(2, "pupil", "-"), *answers(3, "pupil", 4, first=2))
    assert asked(report) == [("more_than_asked", "E4")]
    assert "5 different responses" in report.problems[0].message
    assert "at most 4 were asked" in report.problems[0].message


def test_each_kind_of_respondent_is_counted_by_itself(hub):
    report = answered(hub, *answers(3, "pupil", 30), *answers(2, "parent", 1))
    assert asked(report) == [("more_than_asked", "E5")]


def test_as_many_as_were_asked_may_answer_any_number_of_questions(hub):
    again = [row.replace("Fun", "Loud") for row in answers(3, "pupil", 3)]
    assert asked(answered(hub, *answers(3, "pupil", 2), *again)) == []


def test_answers_without_a_number_asked_are_not_asked_about(hub):
    assert asked(answered(hub, *answers(3, "pupil", "-"))) == []


def test_returns_of_a_csv_are_counted_each_by_itself(hub):
    rows = [f"A-{n} | 2025/26 Q1 | {row}" for n in (1, 2) for row in answers(2, "pupil", 3)]
    table = "\n".join([f"agreement_code | quarter | {HEADING}", *rows])
    assert asked(hub.send("s.csv", support.csv_bytes(table))) == []


def test_corrections_are_counted_with_the_answers_that_they_are_added_to(engine, tmp_path):
    hub = Hub(engine, tmp_path)
    hub.loader().load(support.registers(tmp_path))
    faulty = "pupil9 | pupil | Fun | nine | 4"
    first = answered(hub, *answers(4, "pupil", 4), faulty)
    assert [p.rule for p in first.problems] == ["score_from_1_to_5"]
    mended = f"6 | A-1 | 2025/26 Q1 | {faulty.replace('nine', '5')}"
    table = f"Row in the file | Agreement code | Quarter | {HEADING}\n{mended}"
    named = [["Corrects file", first.sha256], ["File name", first.name]]
    report = hub.send("mended.xlsx", support.workbook(Corrections=named, Satisfaction=table))
    assert asked(report) == [("more_than_asked", "H2")]
    assert "5 different responses" in report.problems[0].message
