"""What is shown of people is near the truth, and leads back to nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.count import Count, noise_under
from dashboard.kpis import KPIS
from dashboard.measures.accuracy import worst_error
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.quantities import QUANTITIES
from data.policies import policies

POLICY = policies()[0]
NOISE = noise_under(POLICY)
SECRETS = [f"installation {number}".encode() for number in range(200)]
counts = st.integers(min_value=0, max_value=600)
keys = st.integers(min_value=0, max_value=2**32)


def shown(names, numbers, secret=SECRETS[0]) -> tuple:
    disclosure = Disclosure(POLICY, secret)
    return tuple(disclosure.shown(QUANTITIES[name], numbers) for name in names)


def people(**numbers) -> dict:
    """Counts by name, each of records of its own."""
    return {name: Count(n, 97 * at + n) for at, (name, n) in enumerate(numbers.items(), 1)}


def part_of(part: int, whole: int, key: int = 5) -> dict:
    """Children who go on, among those who might."""
    return {
        "continuing_children": Count(part, key * part),
        "whole_class_last_year": Count(whole, key * whole + 3),
    }


def share(part: int, whole: int, secret: bytes) -> tuple[int, int]:
    return shown(["continuing_children", "whole_class_last_year"], part_of(part, whole), secret)


# -- Counts --------------------------------------------------------------------------------------


@given(counts, keys)
def test_a_count_of_children_is_zero_or_three_and_more_and_near_the_truth(number, key):
    (seen,) = shown(["children"], {"children": Count(number, key)})
    assert seen == 0 or seen >= POLICY.least_shown
    assert abs(seen - number) <= POLICY.largest_noise
    assert number or not seen


def test_what_nobody_told_is_not_shown_and_what_is_nobodys_is_exact():
    assert shown(["children"], {"children": None}) == (None,)
    assert shown(["schools", "spent_pence"], {"schools": 3, "spent_pence": 7}) == (3, 7)


# -- Parts and wholes ----------------------------------------------------------------------------


@given(counts, counts, st.sampled_from(SECRETS))
def test_a_part_is_never_more_than_its_whole_as_shown(part, rest, secret):
    seen, whole = share(part, part + rest, secret)
    assert 0 <= seen <= whole


@pytest.mark.parametrize("rest", [1, 2, 3, 4, 5])
def test_what_few_are_left_out_of_a_part_is_changed_as_any_count_is(rest):
    """40 of 43 went on: that 3 did not is no more told than if they were counted."""
    left = {whole - part for part, whole in (share(40, 40 + rest, s) for s in SECRETS)}
    assert len(left) > 1
    assert not left & {1, 2}
    assert all(abs(seen - rest) <= POLICY.largest_noise for seen in left)


def test_all_of_them_is_all_of_them_as_shown():
    for secret in SECRETS[:20]:
        part, whole = share(30, 30, secret)
        assert part == whole


@given(st.integers(10, 300), st.data(), st.sampled_from(SECRETS))
def test_a_share_is_never_further_out_than_the_worst_that_is_printed(whole, data, secret):
    part = data.draw(st.integers(0, whole))
    seen, base = share(part, whole, secret)
    if base >= POLICY.smallest_base:
        assert abs(seen / base - part / whole) <= worst_error(NOISE, POLICY.smallest_base)


# -- Sums over people ----------------------------------------------------------------------------


def places(children: int, each: int, absent: int = 0) -> dict:
    enrolled, missed = Count(children * each, 11), Count(absent, 13)
    return people(registered_children=children, children=children) | {
        "enrolled": enrolled,
        "attended": enrolled.without(missed),
    }


def test_places_of_few_children_move_with_their_number():
    """30 places of 3 children at 10 sessions: 30 itself would say that there are 3."""
    seen = {shown(["registered_children", "enrolled"], places(3, 10), s) for s in SECRETS}
    by_children = {children for children, _ in seen}
    assert {0, 3, 4} <= by_children
    for children, enrolled in seen:
        assert abs(enrolled - 10 * children) <= 10 + POLICY.largest_noise
    assert len({enrolled for children, enrolled in seen if children == 3}) > 5


def test_few_absences_are_told_no_more_than_few_children_are():
    left = set()
    for secret in SECRETS:
        attended, enrolled = shown(["attended", "enrolled"], places(20, 10, absent=3), secret)
        left.add(enrolled - attended)
    assert len(left) > 3
    assert not left & {1, 2}


def test_attendance_of_many_stays_true_although_places_move():
    for secret in SECRETS[:50]:
        attended, enrolled = shown(["attended", "enrolled"], places(20, 10, absent=50), secret)
        assert attended / enrolled == pytest.approx(0.75, abs=0.03)


def test_hours_are_those_of_registers_and_of_headcounts_each_as_shown():
    numbers = people(children=2, headcount=40) | {
        "register_hours": 20.0,
        "headcount_hours": 40.0,
        "contact_hours": 60.0,
    }
    names = ["register_hours", "headcount_hours", "contact_hours"]
    for secret in SECRETS[:20]:
        on_registers, by_headcount, together = shown(names, numbers, secret)
        assert together == on_registers + by_headcount
        assert on_registers >= 0


def test_hours_of_which_one_part_is_not_known_are_not_known():
    numbers = {"register_hours": None, "children": None, "contact_hours": 60.0}
    numbers |= people(headcount=40) | {"headcount_hours": 40.0}
    assert shown(["contact_hours"], numbers) == (None,)


# -- What rests on few ---------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "is_few"), [(0, False), (1, True), (5, True), (14, True)])
def test_nothing_is_divided_by_fewer_than_fifteen(number, is_few):
    for key in ("continuation", "cost_per_child", "satisfaction_positive", "attendance_rate"):
        kpi = KPIS[key]
        numbers = people(**dict.fromkeys(sorted(kpi.quantities), number))
        assert Disclosure(POLICY, SECRETS[0]).is_too_few(kpi.parts[1:], numbers) == is_few, key


def test_one_to_five_are_too_few_whatever_noise_they_draw():
    (base,) = KPIS["continuation"].parts[1:]
    for number in (1, 2, 3, 4, 5):
        numbers = part_of(number, number)
        assert all(Disclosure(POLICY, secret).is_too_few([base], numbers) for secret in SECRETS)


def test_many_places_of_few_children_are_too_few():
    disclosure = Disclosure(POLICY, SECRETS[0])
    assert disclosure.is_too_few(KPIS["attendance_rate"].parts[1:], places(4, 20))
    assert not disclosure.is_too_few(KPIS["attendance_rate"].parts[1:], places(40, 2))


def test_a_sum_over_people_of_whom_nobody_knows_how_many_they_are_is_too_few():
    (hours,) = KPIS["cost_per_contact_hour"].parts[1:]
    numbers = dict.fromkeys(KPIS["cost_per_contact_hour"].quantities)
    assert Disclosure(POLICY, SECRETS[0]).is_too_few([hours], numbers)


# -- Rows of files -------------------------------------------------------------------------------


def test_rows_of_a_file_read_the_same_whoever_asks_and_otherwise_in_another_file():
    disclosure = Disclosure(POLICY, SECRETS[0])
    one, again = (disclosure.rows(12, "a" * 64, "Attendance") for _ in range(2))
    others = {disclosure.rows(12, f"{n:064}", "Attendance") for n in range(60)}
    assert one == again
    assert len(others) > 3
