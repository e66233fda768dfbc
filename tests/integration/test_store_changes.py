"""What happened since a day, and where the year may end, as a viewer reads it."""

from datetime import date

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import COMMAND_LINE, Viewer
from dashboard.pages.overview.query import year_ahead
from dashboard.policy.changes import bands_of
from data.calendar import Quarter
from tests.support.drawn_facts import POLICY
from tests.support.hub_builder import TODAY
from tests.support.sessions import ask

SINCE = date(2025, 9, 28)
LUTON = Viewer("lead", frozenset({"Luton"}))
OVERSIGHT = Viewer("oversight")
SPEND = "kind | category | pence\nspend | staff | {}"


def keys(flags) -> set:
    return {flag.rule.key for flag in flags}


def test_flags_that_came_went_and_stayed_are_told_apart(hub):
    hub.agreement("A-1", approved_on=date(2025, 10, 15), starts_on=date(2025, 9, 1))
    hub.review(due_on=date(2025, 9, 1), held_on=date(2025, 10, 1), outcome="continue")
    hub.assessment(due_on=date(2025, 12, 1))
    changes = ask(hub.store(), COMMAND_LINE, "judge.changes", SINCE)
    assert "review_overdue" in keys(changes.cleared)
    assert "vfm_assessment_overdue" in keys(changes.raised)
    assert "agreement_incomplete" in keys(changes.carried)
    assert not keys(changes.raised) & keys(changes.carried)


def test_only_what_lies_after_the_day_and_not_after_today_happened(hub):
    hub.agreement("A-1")
    for ref, held in (("R-1", SINCE), ("R-2", date(2025, 9, 29)), ("R-3", date(2026, 2, 1))):
        hub.review(ref, held_on=held, outcome="continue")
    hub.decision("D-1", decided_on=SINCE)
    hub.decision("D-2", decided_on=TODAY, kind="vary", options="go on; stop")
    changes = ask(hub.store(), COMMAND_LINE, "judge.changes", SINCE)
    assert [one.what.review_ref for one in changes.reviews] == ["R-2"]
    assert [one.what.decision_ref for one in changes.decisions] == ["D-2"]
    assert changes.decisions[0].options == 2


def test_changes_lie_within_the_viewers_areas_and_without_free_text_for_the_committee(hub):
    hub.agreement("A-1", area="Bedford")
    hub.agreement("A-2", area="Luton", partner_code="P-2")
    hub.decision("D-1", agreement_code="A-1", decided_on=TODAY, rationale="Because")
    hub.decision("D-2", agreement_code="A-2", decided_on=TODAY, options="one; two; three")
    store = hub.store()
    assert [o.what.decision_ref for o in ask(store, LUTON, "judge.changes", SINCE).decisions] == [
        "D-2"
    ]
    both = ask(store, OVERSIGHT, "judge.changes", SINCE).decisions
    assert {(one.what.rationale, one.what.options) for one in both} == {(None, None)}
    assert sorted(one.options for one in both) == [0, 3]
    bedford = ask(store, COMMAND_LINE, "judge.changes", SINCE, "Bedford").decisions
    assert [one.what.decision_ref for one in bedford] == ["D-1"]


def test_what_is_decided_of_a_call_is_of_the_calls_area(hub):
    hub.agreement("A-1", partner_code="P-1")
    for code, area in (("C-1", "Bedford"), ("C-2", "Luton")):
        hub.opportunity(code, area=area)
        hub.decision(
            f"D-{code}",
            agreement_code=None,
            opportunity_code=code,
            kind="decline",
            decided_on=TODAY,
            deliverer_partner_code="P-1",
        )
    (own,) = ask(hub.store(), LUTON, "judge.changes", SINCE).decisions
    assert (own.call.opportunity_code, own.call.area) == ("C-2", "Luton")
    assert own.partner.partner_code == "P-1"
    assert len(ask(hub.store(), COMMAND_LINE, "judge.changes", SINCE).decisions) == 2


def test_a_decision_on_a_call_whose_area_is_not_known_is_of_no_area_and_names_nobody(hub):
    hub.agreement("A-1", area="Bedford")
    hub.decision(
        agreement_code=None,
        opportunity_code="C-9",
        decided_on=TODAY,
        deliverer_partner_code="P-1",
    )
    assert ask(hub.store(), LUTON, "judge.changes", SINCE).decisions == ()
    (one,) = ask(hub.store(), COMMAND_LINE, "judge.changes", SINCE).decisions
    assert (one.call, one.partner) == (None, None)


def test_open_risks_are_counted_by_band_then_and_now(hub):
    hub.agreement("A-1")
    hub.risk("K-1", inherent_likelihood=5, inherent_impact=3)
    hub.risk("K-2", inherent_likelihood=3, inherent_impact=3)
    hub.risk("K-3", status="closed", closed_on=date(2025, 12, 1))
    changes = ask(hub.store(), COMMAND_LINE, "judge.changes", SINCE)
    bands = POLICY.risk_bands
    assert bands_of(changes.risks_now, bands) == {"low": 0, "medium": 1, "high": 0, "very high": 1}
    assert sum(bands_of(changes.risks_then, bands).values()) == 3


def test_a_forecast_goes_by_the_year_before_of_every_area(hub):
    areas = ("Bedford", "Central Bedfordshire", "Luton", "Milton Keynes")
    for number, area in enumerate(areas, start=1):
        code = f"A-{number}"
        hub.agreement(code, area=area, partner_code=f"P-{number}", starts_on=date(2024, 9, 1))
        for year in ("2024/25", "2025/26"):
            hub.allocation(f"L-{number}-{year}", area=area, year=year, agreement_code=code)
        for quarter in Quarter(2024, 1).whole_year():
            hub.returned(code, str(quarter), spending=SPEND.format(100))
        hub.returned(code, "2025/26 Q1", spending=SPEND.format(200))
    ahead = ask(hub.store(), COMMAND_LINE, year_ahead, Selection(Quarter(2025, 1)), "grant_spent")
    assert ahead.before_quarters == (400, 400, 400, 400)
    assert (ahead.newest.low, ahead.newest.likely, ahead.newest.high) == (3200, 3200, 3200)
    none = ask(hub.store(), COMMAND_LINE, year_ahead, Selection(Quarter(2024, 2)), "grant_spent")
    assert none.newest.likely is None
