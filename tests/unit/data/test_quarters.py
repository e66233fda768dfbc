"""The hub's calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar import Quarter, between, newest_due, owes_return, quarter_of

Q1 = Quarter(2025, 1)
days = st.dates(min_value=date(2015, 1, 1), max_value=date(2060, 12, 31))


@given(days)
def test_every_day_lies_in_one_quarter_that_reads_back(day):
    quarter = quarter_of(day)
    assert quarter.start <= day <= quarter.end
    assert Quarter.parse(str(quarter)) == quarter
    assert quarter_of(quarter.end) == quarter != quarter_of(quarter.next().start)


@given(days, days)
def test_the_text_of_quarters_sorts_as_the_time_does(one, other):
    first, last = sorted((quarter_of(one), quarter_of(other)))
    assert str(first) <= str(last)
    assert between(first, last)[-1] == last


def test_an_academic_year_has_four_quarters():
    assert [quarter.start for quarter in Q1.whole_year()] == [
        date(2025, 9, 1),
        date(2025, 12, 1),
        date(2026, 3, 1),
        date(2026, 6, 1),
    ]
    assert Quarter(2027, 2).end == date(2028, 2, 29)
    assert Q1.due_on == date(2025, 12, 28)


@pytest.mark.parametrize("text", ["2025/26", "2025/27 Q1", "2025/26 Q5", "Q1", "", "２０25/26 Q1"])
def test_what_is_no_quarter_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"Write it like 2025/26 Q1\."):
        Quarter.parse(text)


def test_pages_open_on_the_newest_quarter_whose_due_day_has_passed():
    assert newest_due(date(2025, 12, 28)) == Quarter(2024, 4)
    assert newest_due(date(2025, 12, 29)) == Q1


def test_thirty_days_of_a_quarter_owe_a_return():
    assert owes_return(Q1, date(2025, 9, 1), date(2025, 9, 30))
    assert not owes_return(Q1, date(2025, 9, 1), date(2025, 9, 29))
    assert owes_return(Q1, date(2025, 11, 1), date(2027, 1, 1))
    assert not owes_return(Q1, date(2025, 11, 2), date(2027, 1, 1))
