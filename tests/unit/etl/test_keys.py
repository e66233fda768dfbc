"""No key twice in a file: the same row again is set aside, contradicting rows are refused."""

import polars as pl
import pytest

from etl.recognise.headings import recognise
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.validate.context import Context
from etl.validate.duplicate_keys import set_repeated_aside
from etl.validate.validation import Validation
from tests.support.drawn_sheets import sheet


def looked_at(source: Source, table: str):
    """Rows set aside, and the rule and row of each problem, of a drawn table of typed values."""
    drawn = sheet(table, source.sheet)
    found = recognise(drawn)
    texts = drawn.cells.filter(pl.col("row") > 1).rename(
        {f"c{index}": column.name for index, column in found.columns.items()}
    )
    validation = Validation.of(drawn, found, Context(known=None, secret=b""))
    missing = {name for name in source.natural_key if name not in texts.columns}
    typed = texts.with_columns(pl.lit("x").alias(name) for name in missing)
    hashes = [n for n in ("participant_ref", "response_ref") if n in texts.columns]
    typed = typed.with_columns(pl.col(hashes).str.to_lowercase().name.map(lambda _: "ref_hash"))
    if source.key in ("attendance", "learning"):
        typed = typed.rename({"ref_hash": "participant_id"}, strict=False)
    validation.texts, validation.typed = texts, typed
    set_repeated_aside(validation)
    return validation.repeated, [(problem.row, problem.rule) for problem in validation.problems]


HEADING = "risk_ref | agreement_code | category | description | inherent likelihood | "
RISKS = HEADING + "inherent impact | status\n"


def risks(*lines: str):
    return looked_at(SOURCES["risks"], RISKS + "\n".join(lines))


def test_rows_of_different_keys_are_left_alone():
    assert risks(
        "R-1 | A-1 | financial | Late | 1 | 2 | open",
        "R-2 | A-1 | financial | Late | 1 | 2 | open",
    ) == ([], [])


def test_all_but_the_first_of_identical_rows_are_set_aside_with_a_note():
    same = "R-1 | A-1 | financial | Late | 1 | 2 | open"
    assert risks(same, same, same) == ([3, 4], [(3, "repeated_row"), (4, "repeated_row")])


def test_two_rows_that_contradict_each_other_are_both_refused():
    assert risks(
        "R-1 | A-1 | financial | Late | 1 | 2 | open",
        "R-1 | A-1 | financial | Late | 1 | 5 | open",
    ) == ([], [(2, "duplicate_key"), (3, "duplicate_key")])


def test_two_of_three_rows_being_identical_does_not_save_them_from_the_third():
    same = "R-1 | A-1 | financial | Late | 1 | 2 | open"
    _, problems = risks(same, same, "R-1 | A-1 | financial | Early | 1 | 2 | open")
    assert [row for row, _ in problems] == [2, 3, 4]


@pytest.mark.parametrize("spelt", ["r-1", "R-1"])
def test_a_key_is_the_same_in_any_case(spelt):
    _, problems = risks(
        "R-1 | A-1 | financial | Late | 1 | 2 | open",
        f"{spelt} | A-1 | financial | Early | 1 | 2 | open",
    )
    assert [rule for _, rule in problems] == ["duplicate_key"] * 2


ATTENDANCE = "Session date | Activity | Venue | Hours | Group | Participant ref | Headcount\n"


def attendance(*lines: str):
    return looked_at(SOURCES["attendance"], ATTENDANCE + "\n".join(lines))


def test_two_identical_headcounts_without_a_group_are_both_kept_and_queried():
    same = "2025-10-01 | singing | Hall | 1 | - | - | 30"
    assert attendance(same, same) == ([], [(3, "repeated_headcount")])


def test_two_identical_headcounts_of_one_group_are_one():
    same = "2025-10-01 | singing | Hall | 1 | Choir | - | 30"
    assert attendance(same, same) == ([3], [(3, "repeated_row")])


def test_two_different_headcounts_without_a_group_contradict_each_other():
    _, problems = attendance(
        "2025-10-01 | singing | Hall | 1 | - | - | 30",
        "2025-10-01 | singing | Hall | 1 | - | - | 31",
    )
    assert [rule for _, rule in problems] == ["duplicate_key"] * 2


def test_two_children_at_one_session_are_two():
    assert attendance(
        "2025-10-01 | singing | Hall | 1 | - | c1 | -",
        "2025-10-01 | singing | Hall | 1 | - | c2 | -",
    ) == ([], [])
