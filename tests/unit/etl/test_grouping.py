"""Problems that say the same are one line, and so are queries of one cause."""

from etl.report.grouping import alike
from etl.schema.problem import Problem


def query(row: int | None, message: str, column: str | None = "amount", rule="unusual") -> Problem:
    cell = f"D{row}" if row else None
    return Problem(rule, message, "Check it.", "query", "Spending", row, column, cell)


def lines(*problems: Problem) -> list[tuple[str, str]]:
    return [(group.place, group.message) for group in alike(problems)]


def test_queries_of_one_cause_are_one_line_with_a_count_and_their_cells():
    assert lines(query(2, "£9 is far less."), query(5, "£8 is far less."), query(7, "£7 is.")) == [
        ("Spending D2, D5, D7", "£9 is far less. So it is, or much alike, in 3 rows.")
    ]


def test_one_query_says_what_it_says():
    assert lines(query(2, "£9 is far less.")) == [("Spending D2", "£9 is far less.")]


def test_queries_about_another_column_or_of_another_rule_are_lines_of_their_own():
    others = query(2, "Far."), query(2, "Far.", "hours"), query(2, "Far.", rule="garbled_text")
    assert len(lines(*others)) == 3


def test_queries_about_whole_sheets_are_lines_of_their_own():
    assert len(lines(query(None, "Of A-1.", None), query(None, "Of A-2.", None))) == 2


def test_errors_that_say_something_else_are_lines_of_their_own():
    wrong = (Problem("date", f"‘{day}’ is no date.", "Correct it.", row=2) for day in "ab")
    assert len(lines(*wrong)) == 2
