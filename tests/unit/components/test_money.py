"""Sums of money: nothing known is no zero, and a true zero is one."""

from dataclasses import replace
from types import SimpleNamespace

from dashboard.components.tables.funds import answer, money_table
from dashboard.components.tables.table import Absent
from dashboard.pages.partner.money import money_card
from dashboard.views.funds import Fund
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

YEAR = "2025/26"


def fund(area: str, allocated=300_00, spent=None, pupils=None) -> Fund:
    return Fund(area, YEAR, allocated, 200_00, spent, 0, pupils, {}, {})


def total(*funds: Fund) -> dict:
    table = money_table(funds, YEAR)
    return dict(zip([column.title for column in table.columns], table.rows[-1], strict=True))


def test_where_nobody_reported_the_total_is_not_available_either():
    said = total(fund("Luton"), fund("Bedford"))
    assert said["Spent"] == said["Spent of allocated"] == Absent()
    assert said["Pupils"] == said["Allocated per pupil"] == Absent("not_applicable")


def test_a_total_adds_up_what_is_known_and_a_true_zero_is_known():
    said = total(fund("Luton", spent=0, pupils=10), fund("Hub", spent=None))
    assert (said["Spent"], said["Spent of allocated"]) == (0, 0)
    assert (said["Pupils"], said["Allocated per pupil"]) == (10, 60_00)


def test_nothing_allocated_per_pupil_is_a_true_zero():
    (row,) = money_table([fund("Luton", allocated=0, pupils=10)], YEAR).rows
    assert row[-2:] == (10, 0)


def test_the_hubs_own_agreements_are_called_hub_wide():
    assert money_table([fund("Hub")], YEAR).rows[0][0] == "Hub-wide"


def test_the_answer_does_not_say_that_nothing_was_spent_where_nobody_told():
    assert "nothing is yet reported as spent" in answer([fund("Luton")], YEAR)


def test_the_answer_says_what_stays_with_the_services_and_is_never_paid():
    one = replace(fund("Luton"), allocated_pence=10_000, paid_pence=8_000, own_share_pence=2_000)
    said = answer([one], YEAR)
    assert "80% of it has been paid to partners, 20% stays with the services and" in said


def test_a_partner_that_reported_nothing_has_not_spent_nothing():
    view = SimpleNamespace(payments=(), money=())
    said = words(drawn(money_card(view)))
    assert "no return has told yet what was spent" in said
    assert "£0 is reported" not in said
