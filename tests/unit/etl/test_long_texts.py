"""However long a text is, looking at it takes time in proportion, and no message repeats it."""

from contextlib import suppress
from time import process_time

import pytest

from data import personal
from data.kinds import (
    CODE,
    DATE,
    HOURS,
    MONEY,
    PROFILE,
    QUARTER,
    RATING,
    TEXT,
    YEAR,
    YES_NO,
    choice,
    integer,
    number,
)
from etl.recognise.headings import recognise
from etl.schema.kinds.dates import only_us_dates
from etl.schema.kinds.fault import FaultError
from etl.schema.kinds.reading import read_cell
from etl.schema.problem import Problem
from etl.validate.context import Context
from etl.validate.validation import Validation
from tests.support.drawn_sheets import sheet
from tests.support.walks import sampled

LENGTH = 1_000
SEARCHES = (
    personal.personal_in_text,
    personal.personal_in_ref,
    personal.is_personal_heading,
    personal.masked,
    personal.masked_name,
    lambda text: only_us_dates([text]),
)
KINDS = (
    *(CODE, TEXT, DATE, HOURS, MONEY, PROFILE, QUARTER, RATING, YEAR, YES_NO),
    *(choice("one", "two"), integer(), number()),
)
PARTS = (
    *("x", "1", " ", "-", "a ", "1 ", "1,", "a.", "x@", "@", "x@x.", "+44", "+44 ", "(", "0"),
    *("01 ", "born ", "born 1 ", "1/1/11 ", "1/1/11", "LU1 ", "A1", "July ", "3 July ", "O'"),
    *("ab-", "Ab ", "£", "(1", "#REF!", "2025", "of ", "é", "d.o.b. ", "DOB1"),
)


def seconds(act, text: str) -> float:
    """The least of a few tries, for the machine has other things to do."""
    tries = []
    for _ in range(3):
        started = process_time()
        act(text)
        tries.append(process_time() - started)
    return min(tries)


def read(kind):
    def act(text):
        with suppress(FaultError):
            read_cell(kind, text)

    return act


@pytest.mark.parametrize("part", sampled(PARTS, 4))
@pytest.mark.parametrize("end", ["!", "@x"])
def test_a_text_eight_times_as_long_takes_about_eight_times_as_long(part, end):
    for act in (*SEARCHES, *map(read, KINDS)):
        short, long = (part * (n // len(part)) + end for n in (LENGTH, 8 * LENGTH))
        # Where the time goes with the square it is 64 times; the millisecond is for what is too
        # quick to be measured.
        assert seconds(act, long) < 24 * seconds(act, short) + 0.001, (act, part)


def test_a_message_repeats_no_more_than_the_beginning_of_a_long_text():
    drawn = sheet("Line | Kind | Category | Amount\n1 | spend | staff | 5", "Spending")
    validation = Validation.of(drawn, recognise(drawn), Context(known=None, secret=b""))
    money = Problem("money", "No money.", "Type pounds.", column="amount", value="9" * 40_000)
    validation.report_cell(2, money)
    (problem,) = validation.problems
    assert problem.value == "9" * 79 + "…"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_kind_of_cell_quotes_a_long_text_whole(kind):
    with pytest.raises(FaultError) as fault:
        read_cell(kind, "z" * 40_000)
    assert len(fault.value.message + fault.value.remedy) < 300
