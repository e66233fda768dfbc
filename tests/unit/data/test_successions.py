"""With whom an agreement began, by what the registers say of its moves."""

import pytest

from data.warehouse.successions import Stay, Successions, joined, predecessors

A, B, C = "ABC"


@pytest.mark.parametrize(
    ("stays", "succeeds", "origin"),
    [
        ([Stay(A)], {}, A),
        ([Stay(B, A)], {}, A),
        ([Stay(A), Stay(B, A)], {}, A),
        ([Stay(A), Stay(B)], {}, B),
        ([Stay(A), Stay(B)], {B: A}, A),
        ([Stay(A), Stay(C)], {C: B, B: A}, A),
        ([Stay(A), Stay(C, B)], {B: A}, A),
        ([Stay(A), Stay(B, A), Stay(C, B)], {}, A),
        ([Stay(A), Stay(B), Stay(C, B)], {}, B),
        ([Stay(A), Stay(B, A), Stay(A, B)], {}, A),
        ([Stay(A), Stay(B, C)], {}, C),
    ],
)
def test_an_agreement_began_with_the_first_partner_from_whom_it_is_said_to_come(
    stays, succeeds, origin
):
    assert Successions({}, succeeds).origin(tuple(stays)) == origin


def test_a_stay_goes_on_and_keeps_what_was_said_of_it():
    stays = joined(joined((Stay(A), Stay(B, A)), Stay(B)), Stay(C))
    assert stays == (Stay(A), Stay(B, A), Stay(C))


def test_a_circle_of_successions_comes_to_an_end():
    assert predecessors(A, {A: B, B: A}) == [B, A]
    assert predecessors(A, {A: A}) == [A]
