"""How many rows are proof that a sheet was sent twice, and how few may agree by chance."""

import pytest

from etl.load.sent_again import shared_rows
from etl.sources import SOURCES
from tests.unit.etl.test_fallen_rows import ANSWERS, LINES, UNDATED, facts, only


def shared(key: str, sent: str, there: str, where: str = "elsewhere") -> int:
    """How many rows are told to stand already."""
    repeat = getattr(SOURCES[key], where)
    rows = shared_rows(repeat, facts(key, sent).filter(repeat.where), facts(key, there))
    return 0 if rows is None else rows.height


def test_lines_of_the_same_days_and_amounts_stand_under_another_agreement():
    assert shared("spending", LINES, LINES) == 3
    assert shared("spending", only(LINES, 2, 3), LINES) == 2


def test_one_line_is_no_proof_nor_are_a_few_among_many():
    assert shared("spending", only(LINES, 2), LINES) == 0
    others = LINES.replace("| 720 ", "| 721 ").replace("| 5000 ", "| 5001 ")
    assert shared("spending", LINES, others) == 0


def test_lines_that_two_agreements_share_are_no_proof_where_most_differ():
    own, others = (
        "".join(f"    x{n} | spend | staff | {pence + n} | 2025-11-02\n" for n in range(9))
        for pence in (1000, 7000)
    )
    assert shared("spending", LINES + own, LINES + others) == 0
    assert shared("spending", LINES + own, LINES) == 3


def test_the_same_line_many_times_is_no_proof():
    rent = "\n".join([only(LINES, 3)] + [only(LINES, 3).splitlines()[1]] * 3)
    assert shared("spending", rent, rent) == 0


def test_two_regular_costs_of_round_amounts_are_not_asked_about_in_the_next_quarter():
    assert shared("spending", only(UNDATED, 2, 3), only(UNDATED, 2, 3), "again") == 0
    assert shared("spending", only(UNDATED, 2, 4), only(UNDATED, 2, 4), "again") == 2
    assert shared("spending", LINES, LINES, "again") == 0, "lines with days are of their quarter"


MANY = ANSWERS + "\n".join(
    f"    q{n} | pupil | enjoyed | {score} | 2025-09-01" for n, score in enumerate((5, 3, 2, 1))
)


def test_answers_are_proof_only_where_they_are_not_nearly_all_the_same():
    assert shared("satisfaction", MANY, MANY) == 7
    pleased = MANY.replace("| 4 ", "| 5 ").replace("| 3 ", "| 5 ").replace("| 2 |", "| 5 |")
    assert shared("satisfaction", pleased, pleased) == 0


PROGRESS = """
    objective_code | activities             | achieved_value | outcome          | own_rating
    o-1            | ten sessions were held | 10             | everybody sang   | on track
    o-2            | no sessions            | 0              | -                | off track
"""


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (("-", "-"), 1),
        (("| 10 ", "| 11 "), 0),
        (("everybody sang", "nobody sang"), 0),
        (("on track", "at risk"), 0),
    ],
    ids=["nothing", "a number", "a text", "the rating"],
)
def test_progress_is_asked_about_only_where_every_word_and_number_is_the_same(change, rows):
    assert shared("progress", PROGRESS.replace(*change), PROGRESS, "again") == rows


def test_a_number_without_words_or_words_without_a_number_may_be_the_same_again():
    assert shared("progress", only(PROGRESS, 3), PROGRESS, "again") == 0
    bare = PROGRESS.replace("ten sessions were held", "-").replace("everybody sang", "-")
    assert shared("progress", bare, bare, "again") == 0
