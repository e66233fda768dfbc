"""Whom to chase: overdue returns and reviews, and the payments that wait for them."""

from datetime import date, timedelta

import pytest

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.store import due
from tests.support.drawn_facts import DAY, Q1, Q2
from tests.support.sessions import ask

DUE = Q1.due_on  # 28 December 2025


def chased(hub, on: date, viewer=COMMAND_LINE, area=None) -> list:
    return list(ask(hub.store(on), viewer, due.chased, area))


def overdue(one) -> list[tuple]:
    return [(o.agreement.agreement_code, str(o.quarter)) for o in one.returns]


@pytest.mark.parametrize(("days", "names"), [(-1, []), (0, []), (1, ["P-1"])])
def test_a_partner_is_chased_from_the_day_after_its_return_was_due(hub, days, names):
    hub.agreement()
    found = chased(hub, DUE + days * DAY)
    assert [one.partner.name for one in found] == names


@pytest.mark.parametrize(("days", "names"), [(-1, ["P-1"]), (0, []), (1, [])])
def test_it_is_chased_until_the_day_on_which_the_return_comes(hub, days, names):
    came_on = date(2026, 2, 3)
    hub.agreement()
    if days >= 0:
        hub.returned(received_on=came_on)
    assert [one.partner.name for one in chased(hub, came_on + days * DAY)] == names


def test_all_that_a_partner_owes_stands_together(hub):
    hub.partner("P-1", contact="office@choir.example")
    hub.agreement("A-1")
    hub.agreement("A-2", area="Bedford")
    hub.returned("A-2", "2025/26 Q1")
    (found,) = chased(hub, Q2.due_on + DAY)
    assert overdue(found) == [("A-1", "2025/26 Q1"), ("A-1", "2025/26 Q2"), ("A-2", "2025/26 Q2")]
    assert found.oldest_due_on == DUE
    assert found.partner.contact == "office@choir.example"


@pytest.mark.parametrize(
    ("payment", "held"),
    [
        ({"due_on": DUE + DAY}, 25_000_00),
        ({"due_on": DUE + 2 * DAY}, 0),
        ({"paid_on": DUE}, 0),
        ({"needs_return_for": None}, 0),
        ({"needs_return_for": "2025/26 Q2"}, 0),
    ],
)
def test_a_payment_is_held_up_where_it_is_due_and_its_return_is_overdue(hub, payment, held):
    hub.agreement()
    hub.payment(**{"needs_return_for": "2025/26 Q1", "due_on": date(2025, 12, 1)} | payment)
    (found,) = chased(hub, DUE + DAY)
    assert found.held_pence == held


@pytest.mark.parametrize(("days", "names"), [(-1, []), (0, []), (1, ["P-1"])])
def test_a_partner_is_chased_from_the_day_after_a_review_was_due(hub, days, names):
    review_on = date(2025, 12, 10)
    hub.agreement()
    hub.review(due_on=review_on)
    found = chased(hub, review_on + days * DAY)
    assert [one.partner.name for one in found] == names
    assert [[o.due_on for o in one.reviews] for one in found] == [[review_on] for _ in names]


def test_the_longest_overdue_comes_first(hub):
    hub.agreement("A-1", partner_code="P-1")
    hub.agreement("A-2", partner_code="P-2")
    hub.returned("A-2")
    hub.review(agreement_code="A-2", due_on=date(2025, 12, 1))
    found = chased(hub, DUE + DAY)
    assert [one.partner.partner_code for one in found] == ["P-2", "P-1"]
    assert [one.oldest_due_on for one in found] == [date(2025, 12, 1), DUE]


def test_what_is_waived_is_not_chased(hub):
    hub.agreement()
    hub.waiver(rule="return_overdue", expires_on=DUE + 2 * DAY)
    assert chased(hub, DUE + 2 * DAY) == []
    assert len(chased(hub, DUE + 3 * DAY)) == 1


@pytest.mark.parametrize(("days", "count"), [(120, 1), (121, 0)])
def test_a_return_is_chased_for_a_while_after_the_agreement_has_ended(hub, days, count):
    ends_on = date(2025, 11, 30)
    hub.agreement(ends_on=ends_on)
    assert len(chased(hub, ends_on + timedelta(days=days))) == count


def test_a_lead_chases_for_the_agreements_of_their_areas_only(hub):
    for number, area in enumerate(("Luton", "Bedford", "Hub"), start=1):
        hub.agreement(f"A-{number}", area=area)
    lead = Viewer("lead", frozenset({"Luton"}))
    (found,) = chased(hub, DUE + DAY, lead)
    assert {one.agreement.area for one in found.returns} == {"Luton", "Hub"}
    (found,) = chased(hub, DUE + DAY, lead, "Luton")
    assert [one.agreement.area for one in found.returns] == ["Luton"]
    assert chased(hub, DUE + DAY, lead, "Bedford") == []
