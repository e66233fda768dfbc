"""Which rows fall away where a later sheet takes the place of an earlier one, and which do not."""

import polars as pl
import pytest

from etl.load.facts import content_of, schema_of
from etl.load.fallen_rows import in_figures, without_like
from etl.sources import SOURCES
from tests.support import rows_by_heading

OF = {"agreement_code": "A-1", "quarter": "2025/26 Q1"}


def facts(key: str, table: str) -> pl.DataFrame:
    """Facts of one return as they are kept, of a drawn table; what is not drawn is blank."""
    names = ["row_number", *content_of(SOURCES[key])]
    schema = {name: schema_of(SOURCES[key])[name] for name in names}
    blank = dict.fromkeys(names)
    rows = [blank | row | {"row_number": n} for n, row in enumerate(rows_by_heading(table), 2)]
    frame = pl.DataFrame(rows, schema=schema, infer_schema_length=None)
    return frame.with_columns(pl.lit(value).alias(name) for name, value in OF.items())


def fallen(key: str, before: str, now: str) -> list[int]:
    """The numbers of the rows that have no like now."""
    gone = without_like(SOURCES[key], facts(key, before), facts(key, now))
    return sorted(gone["row_number"])


REGISTER = """
    session_date | activity | setting   | group_name | participant_id | seconds
    2025-10-01   | singing  | town hall | -          | 1              | 3600
    2025-10-01   | singing  | town hall | -          | 2              | 3600
    2025-10-08   | singing  | town hall | -          | 1              | 3600
    2025-10-08   | singing  | town hall | -          | 2              | 3600
"""
HEADCOUNTS = """
    session_date | activity | setting   | group_name | participant_id | seconds | headcount
    2025-10-01   | singing  | town hall | -          | -              | 3600    | 2
    2025-10-08   | singing  | town hall | -          | -              | 3600    | 2
"""
TWO_GROUPS = """
    session_date | activity | setting   | group_name | participant_id | seconds | headcount
    2025-10-01   | singing  | town hall | a          | -              | 3600    | 2
    2025-10-01   | singing  | town hall | b          | -              | 3600    | 2
"""


def only(table: str, *lines: int) -> str:
    """The heading and some of the lines of a drawn table."""
    head, *rest = table.strip("\n").splitlines()
    return "\n".join([head, *(rest[line - 2] for line in lines)])


def test_the_other_children_of_a_session_fall_away_with_a_file_of_the_one_changed_line():
    assert fallen("attendance", REGISTER, only(REGISTER, 2)) == [3, 4, 5]


def test_nothing_falls_away_where_rows_were_only_added_or_changed():
    longer = REGISTER + REGISTER.strip("\n").splitlines()[1].replace("| 1  ", "| 3  ")
    assert fallen("attendance", REGISTER, longer.replace("3600", "5400")) == []


def test_a_headcount_stands_for_the_register_of_its_session_and_a_register_for_it():
    assert fallen("attendance", REGISTER, HEADCOUNTS) == []
    assert fallen("attendance", HEADCOUNTS, REGISTER) == []
    assert fallen("attendance", REGISTER, only(HEADCOUNTS, 2)) == [4, 5]


def test_a_session_moved_to_its_right_day_is_a_correction():
    assert fallen("attendance", HEADCOUNTS, HEADCOUNTS.replace("10-08", "10-09")) == []


def test_sessions_of_another_month_are_no_correction():
    assert fallen("attendance", HEADCOUNTS, HEADCOUNTS.replace("2025-10", "2025-11")) == [2, 3]


def test_a_place_spelt_anew_is_a_correction():
    assert fallen("attendance", HEADCOUNTS, HEADCOUNTS.replace("town hall", "the hall")) == []


def test_one_group_in_the_place_of_two_is_a_correction_of_one_of_them():
    one_group = only(TWO_GROUPS, 2).replace("| a   ", "| c   ")
    assert len(fallen("attendance", TWO_GROUPS, one_group)) == 1


LINES = """
    line_ref | kind  | category | amount_pence | on_date
    1        | spend | staff    | 10000        | 2025-09-01
    2        | spend | venues   | 5000         | 2025-09-12
    3        | spend | travel   | 720          | 2025-09-20
"""
UNDATED = "\n".join(line.rpartition("|")[0] for line in LINES.strip("\n").splitlines())


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (LINES, LINES.replace("10000", "10100").replace("5000", "5050").replace("720", "727")),
        (LINES, LINES.replace("2025-09", "2025-10")),
        (UNDATED, UNDATED.replace("10000", "10100").replace("5000", "5050").replace("720", "727")),
        (LINES, LINES.replace("| 3   ", "| 3b  ")),
    ],
    ids=["amounts", "days", "undated amounts", "a line's number"],
)
def test_lines_that_are_corrected_in_one_way_stand_for_what_they_were(before, now):
    assert fallen("spending", before, now) == []


def test_lines_numbered_from_one_once_more_are_other_lines():
    october = LINES.replace("2025-09", "2025-10").replace("10000", "7700").replace("5000", "90")
    assert fallen("spending", LINES, october) == [2, 3, 4]
    swapped = UNDATED.replace("10000", "88").replace("5000", "99").replace("staff ", "other ")
    swapped = swapped.replace("venues", "staff ")
    assert fallen("spending", UNDATED, swapped) == [2, 3]


ANSWERS = """
    response_hash | respondent | question | score | answered_on
    r1            | pupil      | enjoyed  | 5     | 2025-09-01
    r2            | pupil      | enjoyed  | 4     | 2025-09-01
    r3            | pupil      | enjoyed  | 4     | 2025-09-01
"""


def test_answers_of_another_month_under_the_same_refs_are_other_answers():
    october = ANSWERS.replace("2025-09", "2025-10").replace("| 4 ", "| 3 ")
    assert fallen("satisfaction", ANSWERS, october) == [2, 3, 4]
    assert fallen("satisfaction", ANSWERS, ANSWERS.replace("2025-09", "2025-10")) == []


@pytest.mark.parametrize(
    ("key", "table", "words"),
    [
        ("attendance", REGISTER, "2 sessions, 1 October 2025 to 8 October 2025"),
        ("attendance", only(HEADCOUNTS, 2), "1 session, 1 October 2025"),
        ("spending", UNDATED, "£157.20 of spend"),
        ("satisfaction", ANSWERS, "3 answers, 1 September 2025"),
    ],
)
def test_what_falls_away_is_told_in_sessions_pounds_and_days(key, table, words):
    assert in_figures(SOURCES[key], facts(key, table)) == words
