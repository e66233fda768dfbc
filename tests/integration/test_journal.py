"""People decide: what they enter is kept for good and stands beside what the registers say."""

from datetime import date, timedelta

import pytest

from dashboard.domain.viewer import COMMAND_LINE, Denied, NotFound, Viewer
from data.journal.end_mark import place_of
from data.journal.reading import NotRecordedError
from tests.support.drawn_journal import TYPED, Book
from tests.support.hub_builder import TODAY
from tests.support.sessions import ask

DAY = timedelta(days=1)
OFFICER = Viewer("officer")
READERS = (COMMAND_LINE, Viewer("oversight"))
LUTON, BEDFORD = (Viewer("lead", frozenset({area})) for area in ("Luton", "Bedford"))


@pytest.fixture
def book(hub, tmp_path):
    hub.partner("P-1", name="Quillmoor Choir")
    hub.partner("P-2", name="Luton's own", is_consortium_member=True)
    hub.agreement("A-1", approved_on=None)
    hub.review("R-1", due_on=date(2026, 1, 5))
    hub.decision("D-1")
    hub.decision("D-2", kind="vary", decided_by="music service", agreement_code="A-2")
    hub.agreement("A-2", area="Bedford")
    hub.store()
    return Book(hub, tmp_path)


def snapshot(book, on=TODAY):
    return ask(book.hub.store(on), COMMAND_LINE, "snapshot")


def refused(book, *args, **typed) -> str:
    with pytest.raises(NotRecordedError) as error:
        book.enter(*args, **typed)
    return str(error.value)


def test_entries_are_numbered_and_sealed_one_with_the_other(book):
    first, second = book.enter("acknowledge"), book.enter("disagree")
    assert (first.entry_number, second.entry_number) == (1, 2)
    assert second.previous == first.seal
    assert book.findings() == []


def test_an_entry_raises_the_data_version_so_that_open_pages_notice(book):
    before = book.hub.store().version()
    version = book.hub.store().version()
    book.enter("acknowledge")
    assert book.hub.store().version() > version > before


def test_a_review_held_is_the_review_that_was_due(book):
    book.enter("review", review_ref="R-1", next_due_on="2026-07-01")
    (review,) = snapshot(book).reviews["A-1"]
    assert (review.review_ref, review.due_on) == ("R-1", date(2026, 1, 5))
    assert (review.held_on, review.outcome) == (date(2026, 1, 10), "continue")
    assert review.next_due_on == date(2026, 7, 1)


def test_a_review_that_nobody_had_planned_is_one_of_its_own(book):
    book.enter("review")
    planned, held = snapshot(book).reviews["A-1"]
    assert planned.held_on is None
    assert (held.review_ref, held.due_on, held.held_on) == ("J-1", *[date(2026, 1, 10)] * 2)


def test_an_improvement_plan_is_a_decision_and_sets_the_day_of_its_review(book):
    book.enter("improvement plan")
    _, plan = snapshot(book).decisions["A-1"]
    assert (plan.kind, plan.decided_on) == ("improvement plan", date(2026, 1, 12))
    assert snapshot(book).reviews["A-1"][1].due_on == date(2026, 4, 30)


def test_a_decision_waits_for_its_approval_and_then_for_its_report(book):
    book.enter("decision")
    assert "has not approved" in refused(book, "report", decision_ref="J-1")
    book.enter("approval", decision_ref="J-1")
    book.enter("report", decision_ref="J-1")
    _, decision = snapshot(book).decisions["A-1"]
    assert (decision.approved_on, decision.reported_on) == (date(2026, 1, 14), date(2026, 1, 15))
    assert decision.rationale == "It works."


def test_an_award_that_is_approved_here_is_approved_for_the_rule(book):
    book.enter("approval")
    assert snapshot(book).agreements["A-1"].approved_on == date(2026, 1, 14)
    assert "was approved on 14 January 2026 already" in refused(book, "approval")


def test_what_is_entered_today_was_not_known_yesterday(book):
    book.enter("acknowledge")
    later = book.hub.store(TODAY + 2 * DAY)
    with later.open(COMMAND_LINE) as reader:
        assert reader.snapshot(TODAY - DAY).acts == {}
        assert len(reader.snapshot(TODAY).acts["A-1"]) == 1


def flagged(book, on=TODAY, viewer=COMMAND_LINE):
    flags = ask(book.hub.store(TODAY + 400 * DAY), viewer, "judge.flags", on)
    return {(flag.rule.key, flag.area): flag for flag in flags}


def test_what_is_said_of_a_flag_stands_beside_it_from_that_day_on(book):
    book.enter("disagree", rule="review_overdue")
    book.enter("acknowledge", rule="award_not_approved")
    before = flagged(book, TODAY - DAY)["review_overdue", "Luton"]
    flag = flagged(book)["review_overdue", "Luton"]
    assert (before.finding.state, before.acts) == ("raised", ())
    assert [act.act for act in flag.acts] == ["disagree"]
    assert flag.finding.state == "raised", "a flag stands although somebody disagrees"


def test_what_was_said_of_a_flag_that_was_cleared_is_not_said_of_the_next(book):
    book.enter("acknowledge", rule="review_overdue")
    book.enter("review", review_ref="R-1", next_due_on="2026-02-01")
    flag = flagged(book, date(2026, 2, 20))["review_overdue", "Luton"]
    assert (flag.finding.state, flag.acts) == ("raised", ())


def test_a_flag_of_an_area_is_spoken_of_by_its_area(book):
    book.hub.need("N-1", area="Luton")
    book.hub.need("N-2", area="Bedford")
    book.enter("acknowledge", agreement=None, rule="need_uncovered", area="Luton")
    flags = flagged(book)
    assert len(flags["need_uncovered", "Luton"].acts) == 1
    assert flags["need_uncovered", "Bedford"].acts == ()


def test_free_text_of_entries_is_for_those_who_may_read_it(book):
    book.enter("acknowledge", rule="review_overdue")
    said = [flagged(book, viewer=v)["review_overdue", "Luton"].acts[0].answers for v in READERS]
    assert [("note" in one) for one in said] == [True, False]
    listed = [ask(book.hub.store(), viewer, "acts")[0].answers for viewer in READERS]
    assert [("note" in one) for one in listed] == [True, False]
    assert ask(book.hub.store(), BEDFORD, "acts") == []


def test_a_flag_says_by_which_settings_it_was_judged(book):
    book.enter("settings")
    versions = [flagged(book, date(2026, m, 1))["review_overdue", "Luton"].settings for m in (1, 2)]
    assert versions == ["2025-09", "2026-02-01, journal, entry 1"]


def test_adopted_settings_hold_from_their_day_on_and_never_before(book):
    book.enter("settings")
    store = book.hub.store(date(2026, 3, 1))
    before, since = (
        ask(store, COMMAND_LINE, "policy", date(2026, m, d)) for m, d in ((1, 31), (2, 1))
    )
    assert (before.rules["quality_floor"], since.rules["quality_floor"]) == (0.60, 0.65)
    assert since.rules["review_due_days"] == before.rules["review_due_days"]
    assert (since.adopted_on, since.adopted_by) == (date(2026, 1, 14), "The Executive Group")


def test_a_later_adoption_builds_on_the_one_in_force_before_it(book):
    book.enter("settings", in_force_from="2026-06-01", values={"quality_floor": "0.7"})
    book.enter("settings", in_force_from="2026-03-01", values={"risk_score": "12"})
    policy = ask(book.hub.store(date(2026, 7, 1)), COMMAND_LINE, "policy")
    assert (policy.rules["quality_floor"], policy.rules["risk_score"]) == (0.7, 12)


@pytest.mark.parametrize("act", TYPED)
def test_nothing_can_be_entered_that_says_nothing(book, act):
    with pytest.raises(NotRecordedError) as error:
        book.journal().record(COMMAND_LINE, act, {}, None if act == "settings" else "A-1")
    assert len(error.value.sentences) >= 1
    assert book.hub.store().version() and book.findings() == []


@pytest.mark.parametrize(
    ("act", "typed", "told"),
    [
        ("review", {"held_on": "2026-01-16"}, "lies ahead, but must have happened"),
        ("review", {"held_on": "10/01/2026"}, "Give it like 2026-01-15"),
        ("review", {"held_on": "2025-08-31"}, "before the agreement’s start on 1 September 2025"),
        ("review", {"next_due_on": "2026-01-09"}, "lies before ‘Held on’"),
        ("review", {"outcome": "close"}, "Choose one of: continue, watch"),
        ("review", {"review_ref": "R-9"}, "has no review ‘R-9’"),
        ("review", {"notes": "Ring 01582 123456"}, "holds a phone number"),
        ("review", {"notes": "x" * 4001}, "longer than 4,000 characters"),
        ("decision", {"kind": "notice"}, "one of the policy’s six reasons"),
        ("decision", {"kind": "notice", "reason": "other"}, "one of the policy’s six reasons"),
        ("decision", {"kind": "notice", "reason": "not aligned"}, "on which day the ending takes"),
        ("decision", {"kind": "bin"}, "Choose one of: award, renew"),
        ("decision", {"organisation": "P-1"}, "Quillmoor Choir delivers this agreement"),
        ("decision", {"organisation": "P-9"}, "There is no partner ‘P-9’"),
        ("approval", {"organisation": "P-1"}, "nobody approves what their own organisation"),
        ("approval", {"organisation": None}, "The organisation of those who decide’ is blank"),
        ("approval", {"decision_ref": "D-9"}, "has no decision ‘D-9’"),
        ("approval", {"decision_ref": "D-1"}, "has been approved since 1 July 2025"),
        ("report", {"decision_ref": "D-9"}, "This agreement has no decision ‘D-9’"),
        ("report", {"decision_ref": "D-2"}, "This agreement has no decision ‘D-2’"),
        ("reply", {"replied_on": "2025-08-31"}, "The reply lies before the agreement’s start"),
        ("decision", {"decided_on": "2025-08-31"}, "The decision lies before the agreement’s"),
        ("approval", {"approved_on": "2025-06-30"}, "before the award of 1 July 2025"),
        ("settings", {"values": {"target.grant_spent": "0"}}, "may be from 0.01 to 10"),
        ("settings", {"values": {"review_due_days": "9" * 400}}, "Give a whole number of days"),
        ("report", {"reported_on": "2025-06-30"}, "cannot be reported before 1 July 2025"),
        ("improvement plan", {"review_on": "2026-09-01"}, "after the agreement’s end"),
        ("improvement plan", {"review_on": "2026-01-11"}, "lies before ‘Decided on’"),
        ("acknowledge", {"rule": "no_such"}, "There is no rule ‘no_such’"),
        ("settings", {"values": {"quality_floor": "2"}}, "quality_floor may be from 0 to 1"),
        ("settings", {"values": {}}, "No setting is named"),
        ("settings", {"in_force_from": "2026-01-14"}, "cannot be changed for days that are past"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(book, act, typed, told):
    assert told in refused(book, act, **typed)
    assert book.journal().findings() == (0, [])


def test_a_decision_is_approved_after_it_was_taken_and_by_its_own_agreement(book):
    early = refused(book, "approval", "A-2", decision_ref="D-2", approved_on="2025-06-30")
    assert "before it was taken on 1 July 2025" in early
    assert "This agreement has no decision ‘D-2’" in refused(book, "approval", decision_ref="D-2")
    book.enter("approval", "A-2", decision_ref="D-2")
    assert snapshot(book).decisions["A-2"][0].approved_on == date(2026, 1, 14)


def test_an_approval_of_nothing_is_told(book):
    assert "which agreement or which decision" in refused(book, "approval", None)


def test_a_form_that_is_sent_twice_is_entered_once(book):
    book.enter("reply")
    assert "entered today already, as entry 1" in refused(book, "reply")
    book.enter("reply", reply="They have thought about it again.")
    book.enter("reply", on=TODAY + DAY)
    assert book.journal(TODAY + DAY).findings() == (3, [])


def test_all_that_is_wrong_with_an_entry_is_told_at_once(book):
    said = refused(book, "decision", decided_on="2027-01-01", rationale="", kind="bin")
    assert all(label in said for label in ("‘Decided on’", "‘Rationale’", "‘Decision’"))


def test_a_review_held_twice_is_out_of_order(book):
    book.enter("review", review_ref="R-1")
    assert "was held on 10 January 2026 already" in refused(book, "review", review_ref="R-1")


def test_an_entry_of_a_day_before_the_last_is_out_of_order(book):
    book.enter("acknowledge")
    assert "today is 14 January 2026, before it" in refused(book, "acknowledge", on=TODAY - DAY)


def test_each_act_asks_for_its_permission_and_for_ones_own_area(book):
    book.enter("acknowledge", by=LUTON)
    for viewer in (BEDFORD, Viewer("oversight"), Viewer("auditor")):
        with pytest.raises(Denied):
            book.enter("acknowledge", by=viewer)
    with pytest.raises(NotFound):
        book.journal().record(COMMAND_LINE, "burn", {})


def test_what_the_executive_group_decided_is_entered_by_its_members_alone(book):
    for act in ("decision", "improvement plan"):
        told = refused(book, act, by=LUTON, decided_by="executive group")
        assert "entered by one of its members" in told
    book.enter("decision", decided_by="executive group")
    book.enter("decision", by=LUTON)


def test_a_lead_stands_for_their_own_service_whatever_they_say(book):
    book.hub.agreement("A-3", partner_code="P-2")
    book.hub.store()
    for said in ("none", "P-1"):
        told = refused(book, "decision", "A-3", by=LUTON, organisation=said)
        assert "Luton's own delivers this agreement" in told
    book.enter("decision", "A-3", organisation="none")


def test_what_is_said_of_an_area_is_said_for_the_hub_and_read_within_the_area(book):
    for area in ("Luton", "Bedford"):
        with pytest.raises(Denied, match="What is about no agreement is decided by the lead"):
            book.enter("disagree", None, by=LUTON, rule="need_uncovered", area=area)
    book.enter("disagree", None, by=OFFICER, rule="need_uncovered", area="Luton")
    seen = [len(ask(book.hub.store(), viewer, "acts")) for viewer in (LUTON, BEDFORD, COMMAND_LINE)]
    assert seen == [1, 0, 1]


def test_an_agreement_that_is_not_there_and_one_not_named_are_told(book):
    assert "no agreement ‘A-9’" in refused(book, "review", "A-9")
    assert "which agreement this is about" in refused(book, "review", None)
    with pytest.raises(NotRecordedError, match="This is about no agreement"):
        book.journal().record(COMMAND_LINE, "settings", TYPED["settings"], "A-1")


def test_an_entry_is_kept_although_its_end_could_not_be_noted(book):
    place = place_of(book.settings())
    place.parent.mkdir()
    place.mkdir()
    book.enter("acknowledge")
    assert "is missing" in book.findings()[0]
    place.rmdir()
    book.enter("acknowledge", note="A day has been found.")
    assert book.findings() == []
