"""A validation is one object: what its steps report, each with its address, and what is left."""

import inspect

import polars as pl
import pytest

from etl.recognise.headings import recognise
from etl.schema.problem import Problem
from etl.sources import SOURCES
from etl.validate import validate as steps
from etl.validate.context import Context
from etl.validate.validation import Validation
from tests.support.drawn_sheets import sheet

DRAWN = """
    Line | Kind  | Category | Amount
    1    | spend | staff    | 5
    2    | spend | staff    | jane@example.org
    3    | spend | staff    | 7
"""
MONEY = Problem("money", "No money.", "Type pounds.", column="amount")


@pytest.fixture
def validation():
    drawn = sheet(DRAWN, "Spending")
    return Validation.of(drawn, recognise(drawn), Context(known=None, secret=b""))


def test_a_problem_has_the_address_and_the_value_that_was_sent(validation):
    validation.report([2], MONEY)
    (problem,) = validation.problems
    assert (problem.sheet, problem.row, problem.cell, problem.value) == ("Spending", 2, "D2", "5")


def test_one_error_a_cell_is_enough_but_queries_go_with_it(validation):
    validation.report([2], MONEY)
    validation.report([2], Problem("other", "Other.", "Mend it.", column="amount"))
    validation.report([2], Problem("asked", "Sure?", "Check.", "query", column="amount"))
    assert [problem.rule for problem in validation.problems] == ["money", "asked"]


def test_personal_data_is_the_problem_and_is_never_repeated(validation):
    validation.report([3], MONEY)
    (problem,) = validation.problems
    assert (problem.rule, problem.value) == ("personal_data", None)
    assert "jane" not in problem.message + problem.remedy


def test_of_a_row_that_could_not_be_read_nothing_more_is_reported(validation):
    validation.silence([2])
    validation.report([2, 4], MONEY)
    assert [problem.row for problem in validation.problems] == [4]


def test_rows_without_an_error_stay_valid(validation):
    validation.report([2], MONEY)
    validation.report([4], Problem("asked", "Sure?", "Check.", "query", column="amount"))
    assert validation.valid["row"].to_list() == [3, 4]


def test_every_row_is_loaded_rejected_or_set_aside(validation):
    validation.typed = validation.texts.with_columns(pl.lit(100).alias("amount"))
    validation.report([2], MONEY)
    validation.repeated = [4]
    outcome = validation.outcome()
    assert (outcome.rows["row"].to_list(), outcome.rejected) == ([3], 1)
    assert outcome.set_aside[4] == "the same row again"
    assert (outcome.pence, outcome.pence_rejected, outcome.data_rows) == (200, 100, 3)


def test_every_step_is_handed_the_validation_alone_or_with_little_beside_it():
    own = [step.run for source in SOURCES.values() for step in source.steps]
    shared = [
        step
        for name, step in vars(steps).items()
        if inspect.isfunction(step)
        and name in inspect.getsource(steps.validate)
        and "validation" in inspect.signature(step).parameters
    ]
    assert len(shared) >= 10
    for step in (*own, *shared):
        parameters = list(inspect.signature(step).parameters)
        assert parameters[0] == "validation"
        assert len(parameters) <= 3
