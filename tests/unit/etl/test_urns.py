"""URNs as people type them: among other words, and with one slip."""

import pytest

from etl.schema.kinds.urns import read_urn, urns_meant

URNS = {"990901", "990902", "012345"}


@pytest.mark.parametrize(
    "typed", ["990902", "URN 990902", "urn: 990902", "URN990902", "990 902", "#990902", "990902."]
)
def test_six_digits_are_a_urn_whatever_stands_around_them(typed):
    assert read_urn(typed) == "990902"


@pytest.mark.parametrize("typed", ["99090", "9909021", "821/2001", "99O902", "Oak 990902", "-"])
def test_what_is_not_six_digits_alone_is_no_urn(typed):
    assert read_urn(typed) is None


@pytest.mark.parametrize("typed", ["Oak Primary 990901", "URN 990901", "990901 (hall)", "990901/2"])
def test_a_urn_is_seen_among_other_words(typed):
    assert urns_meant(typed, URNS) == ["990901"]


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("99091", "a digit left out"),
        ("9909001", "a digit too many"),
        ("990911", "another digit"),
        ("999001", "two digits that changed places"),
        ("9909O1", "a letter O"),
        ("99090l", "a letter l"),
        ("urn 99O9O1", "letters O"),
    ],
)
def test_a_urn_is_seen_behind_one_slip(typed, slip):
    assert "990901" in urns_meant(typed, URNS), slip


def test_digits_of_a_urn_that_stand_apart_mean_that_one_alone():
    assert urns_meant("990 901", URNS) == ["990901"]


def test_a_leading_nought_that_a_spreadsheet_took_away_is_a_slip():
    assert urns_meant("12345", URNS) == ["012345"]


@pytest.mark.parametrize(
    "typed", ["Town hall", "Hall 5", "991911", "9909", "Unit 99091", "1990901"]
)
def test_other_places_are_no_urns(typed):
    assert urns_meant(typed, URNS - {"990901"}) == []
