"""Of all versions of a return one stands on each day, in whatever order they arrive."""

from datetime import date
from itertools import permutations

import pytest

from etl.load.versions import Version, in_order, validity

JAN = {day: date(2026, 1, day) for day in range(1, 32)}


def arrived(drawn: str) -> list[Version]:
    """Versions as they arrived: number, day of arrival in January, day prepared or `-`."""
    lines = [line.split() for line in drawn.strip().splitlines()]
    return [
        Version(int(number), None if prepared == "-" else JAN[int(prepared)], JAN[int(came)])
        for number, came, prepared in lines
    ]


def stood(drawn: str) -> dict[int, str]:
    """The days in January on which each version stood, `5–` while it stands."""
    return {
        number: f"{start.day}–{end.day if end else ''}"
        for number, (start, end) in validity(arrived(drawn)).items()
    }


def test_a_single_version_stands_from_its_arrival():
    assert stood("1  5  -") == {1: "5–"}


def test_a_later_arrival_ends_the_earlier_one_on_its_own_day():
    assert stood("""
        1   5  -
        2   9  -
        3  12  -
    """) == {1: "5–9", 2: "9–12", 3: "12–"}


def test_one_prepared_earlier_that_arrives_later_never_stands():
    assert stood("""
        1   5  4
        2   9  3
    """) == {1: "5–", 2: "9–9"}


def test_of_two_prepared_on_one_day_the_later_arrival_stands():
    assert stood("""
        1   5  4
        2   9  4
    """) == {1: "5–9", 2: "9–"}


def test_one_without_a_day_of_preparation_counts_by_its_arrival():
    assert stood("""
        1   5  4
        2   9  -
    """) == {1: "5–9", 2: "9–"}


def test_two_that_arrive_on_one_day_stand_one_after_the_other():
    assert stood("""
        1   5  -
        2   5  -
    """) == {1: "5–5", 2: "5–"}


def test_a_version_that_comes_between_two_others_ends_nothing_that_is_over():
    assert stood("""
        1   5  3
        2   9  7
        3  12  5
    """) == {1: "5–9", 2: "9–", 3: "12–12"}


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))), ids=str)
def test_the_one_prepared_last_stands_whatever_the_order_of_arrival(order):
    versions = [Version(n, JAN[n], JAN[20 + place]) for place, n in enumerate(order)]
    assert in_order(versions)[-1].return_id == 3
    assert [n for n, (_, end) in validity(versions).items() if end is None] == [3]


@pytest.mark.parametrize("order", list(permutations((1, 2, 3, 4))), ids=str)
def test_on_no_day_do_two_versions_stand(order):
    prepared = {1: JAN[1], 2: None, 3: JAN[3], 4: JAN[3]}
    versions = [Version(n, prepared[n], JAN[10 + place]) for place, n in enumerate(order)]
    days = validity(versions).values()
    for day in (JAN[n] for n in range(10, 20)):
        assert sum(start <= day and (end is None or day < end) for start, end in days) == 1
