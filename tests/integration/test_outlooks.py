"""What a partner's page weighs, read from a real warehouse for a viewer, on both databases."""

from datetime import date

import pytest

from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.pages.partner.query import partner
from dashboard.policy.outlook import Outlook
from dashboard.policy.reasons import REASONS
from tests.support.hub_builder import children
from tests.support.sessions import ask

TODAY = date(2026, 10, 15)  # the newest quarter due is 2025/26 Q4
LUTON = Viewer("lead", frozenset({"Luton"}))


def outlook(hub, viewer=COMMAND_LINE, today=TODAY, code="P-1") -> Outlook:
    (only,) = ask(hub.store(today), viewer, partner, code).outlooks
    return only


def item(found: Outlook, title: str):
    return next(one for one in found.items if one.title == title)


@pytest.fixture
def long(hub):
    """An agreement in Luton over three years, with one objective for a need."""
    hub.agreement(starts_on=date(2024, 9, 1), ends_on=date(2027, 8, 31), need_code="N-1")
    hub.objective(need_code="N-1", due_on=date(2027, 7, 31))
    hub.need()
    return hub


def test_the_six_reasons_say_what_the_flags_of_the_day_say(long):
    long.returned(quarter="2025/26 Q4", progress="objective | value\nO-1 | 100")
    store = long.store(TODAY)
    states = {flag.rule.key: flag.finding.state for flag in ask(store, COMMAND_LINE, "judge.flags")}
    found = ask(store, COMMAND_LINE, partner, "P-1").outlooks[0].standings
    assert [one.reason for one in found] == list(REASONS)
    assert {one.reason.rule: one.flag.finding.state for one in found}.items() <= states.items()
    assert states["targets_met"] == "raised"


def test_children_of_the_last_four_quarters_due_count_once(long, exact):
    """Q3 of the year before is too long ago; the same children come again in two quarters."""
    long.returned(quarter="2024/25 Q4", attendance=children(90))
    for quarter in ("2025/26 Q1", "2025/26 Q3"):
        long.returned(quarter=quarter, attendance=children(23))
    told = item(outlook(long), "Children").sentence
    assert told == (
        "It reached about 23 children in 2025/26 Q1 to 2025/26 Q4; 2 of 4 returns have come."
    )


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_children_are_told_as_the_measure_tells_them(long, count):
    long.returned(quarter="2025/26 Q2", attendance=children(count))
    reached = long.kpi("children_reached", "2025/26 Q2", TODAY, agreement_code="A-1").value
    words = f"about {reached} children" if reached else "no child, or very few,"
    assert words in item(outlook(long), "Children").sentence


def test_where_no_return_has_come_nobody_can_say_how_many(long):
    assert "No return of" in item(outlook(long), "Children").sentence


def test_each_activity_is_told_by_itself(long, exact):
    singing = children(3, activity="singing").split("\n", 1)[1]
    long.returned(quarter="2025/26 Q2", attendance=f"{children(20)}\n{singing}")
    told = item(outlook(long), "Children").sentence
    assert "about 20 children" in told
    assert "(ensemble: 20; singing: 3)" in told


def test_what_was_delivered_lately_is_given_beside_what_was_agreed(long):
    long.returned(quarter="2025/26 Q2", attendance=children(20, activity="inclusion"))
    long.agreement("A-2", partner_code="P-2", ends_on=date(2028, 8, 31))
    fates = {one.label: one.fate for one in outlook(long).provisions}
    assert fates == {
        "no ensemble": "kept",
        "no targeted inclusion": "lost",
        "no agreement for Schools": "kept",
        "no agreement for Inclusion": "lost",
        "need N-1 ‘Few children play in class’": "lost",
    }
    assert "leave Luton with no targeted inclusion" in item(outlook(long), "Provision").sentence


def test_an_agreement_of_another_area_is_not_named_to_a_lead(long):
    """It answers the same need, so that it counts; whose it is stays open to its own service."""
    long.agreement(
        "A-2",
        partner_code="P-2",
        area="Bedford",
        need_code="N-1",
        ends_on=date(2028, 8, 31),
    )
    said = {}
    for viewer in (COMMAND_LINE, LUTON):
        found = outlook(long, viewer)
        need = next(one for one in found.provisions if one.kind == "need")
        said[viewer.role] = need.others_said(found.ends_on)
    assert said == {
        "executive": "Goes on with ‘Agreement A-2’ by P-2.",
        "lead": "Goes on with an agreement in Bedford.",
    }


def test_options_count_for_whoever_may_not_read_them_and_are_not_handed_to_them(long):
    long.decision(
        kind="notice",
        decided_on=date(2026, 9, 20),
        options="Private",
        rationale="Private",
        reason="quality not met",
    )
    store = long.store(TODAY)
    view = ask(store, Viewer("oversight"), partner, "P-1")
    assert item(view.outlooks[0], "Options").state == "ready"
    assert "Private" not in repr(view)
    assert "Private" in repr(ask(store, COMMAND_LINE, partner, "P-1").decisions)


def test_one_that_has_ended_is_judged_as_it_was_known_on_its_last_day(hub):
    hub.agreement(ends_on=date(2026, 8, 31), need_code="N-1")
    hub.objective(need_code="N-1", due_on=date(2026, 5, 31))
    hub.need()
    hub.returned(quarter="2025/26 Q3", progress="objective | value\nO-1 | 100")
    hub.returned(quarter="2025/26 Q4", progress="objective | value\nO-1 | -60")
    found = outlook(hub, today=date(2026, 10, 15))
    assert (found.has_ended(), found.judged_on) == (True, date(2026, 8, 31))
    assert next(one for one in found.standings if one.stands).reason.word == "objectives achieved"
    assert [(one.rung, one.is_fact) for one in found.places] == [("conclude", True)]


def test_one_that_was_only_recorded_after_its_end_was_never_judged(hub):
    hub.agreement(ends_on=date(2026, 8, 31), valid_from=date(2026, 9, 10))
    found = outlook(hub)
    assert (found.has_ended(), found.standings) == (True, ())


def test_one_that_has_not_begun_is_not_judged_yet(hub):
    hub.agreement(starts_on=date(2026, 12, 1), ends_on=date(2027, 8, 31))
    found = outlook(hub)
    assert (found.standings, [one.rung for one in found.places]) == ((), ["continue"])
