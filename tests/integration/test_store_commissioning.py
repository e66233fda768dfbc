"""What is commissioned, what it costs beside what it brings, within the viewer's areas."""

from datetime import date

import pytest

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import COMMAND_LINE, Denied, Viewer
from dashboard.pages.commissioning.query import opportunities
from dashboard.pages.value.query import assessments, valued
from dashboard.store.commissioning import needs
from data.calendar import Quarter
from tests.support.hub_builder import TODAY, children
from tests.support.sessions import ask

pytestmark = pytest.mark.usefixtures("exact")

Q1 = Selection(Quarter(2025, 1))
LUTON = Viewer("lead", frozenset({"Luton"}))
OVERSIGHT = Viewer("oversight")
SPEND = "kind | category | pence\nspend | staff | 60000"


@pytest.fixture
def two_areas(hub):
    """One agreement in Luton and one in Bedford, which answers Luton's need as well."""
    hub.agreement("A-1", area="Luton", activity="ensemble")
    hub.agreement("A-2", area="Bedford", partner_code="P-2", activity="ensemble", need_code="N-1")
    hub.need("N-1", area="Luton")
    hub.need("N-2", area="Luton", priority=2)
    hub.need("N-3", area="Luton", closed_on=date(2025, 12, 1))
    return hub


def test_a_need_is_answered_by_whoever_names_it_and_named_within_the_viewers_areas(two_areas):
    store = two_areas.store()
    answered, uncovered = ask(store, COMMAND_LINE, needs, Q1)
    assert [one.agreement.agreement_code for one in answered.answered_by] == ["A-2"]
    assert not uncovered.is_covered
    theirs, _ = ask(store, LUTON, needs, Q1)
    assert (theirs.answered_by, theirs.others, theirs.is_covered) == ((), 1, True)


def test_agreements_that_do_not_run_today_answer_nothing(hub):
    hub.need("N-1", area="Luton")
    hub.agreement("A-1", area="Luton", need_code="N-1", ends_on=date(2026, 1, 14))
    (need,) = ask(hub.store(TODAY), COMMAND_LINE, needs, Q1)
    assert not need.is_covered


def test_a_proposal_has_the_mean_of_its_scores_and_calls_of_other_areas_are_closed(hub):
    hub.agreement("A-1", area="Bedford")
    hub.opportunity("C-1", area="Bedford")
    hub.opportunity("C-2", area="Luton", opened_on=date(2025, 12, 1), closed_on=date(2026, 2, 1))
    hub.proposal("B-1")
    hub.proposal("B-2", outcome="declined")
    hub.score("B-1", scorer="One", expertise_score=3)
    hub.score("B-1", scorer="Two", expertise_score=4)
    store = hub.store()
    coming, past = ask(store, COMMAND_LINE, opportunities, Q1)
    assert (coming.standing(TODAY), past.standing(TODAY)) == ("open", "decided")
    first, second = sorted(past.proposals, key=lambda one: one.proposal_ref)
    assert (first.scorers, first.scores["expertise"]) == (2, 3.5)
    assert (second.scorers, second.scores["expertise"]) == (0, None)
    theirs = ask(store, LUTON, opportunities, Q1)
    assert [one.opportunity_code for one in theirs] == ["C-2"]


def test_an_agreement_is_valued_by_its_own_activity_within_the_viewers_areas(two_areas):
    for code, partner in (("A-1", "P-1"), ("A-2", "P-2")):
        two_areas.returned(code, attendance=children(20, partner=partner), spending=SPEND)
    store = two_areas.store()
    first, second = ask(store, COMMAND_LINE, valued, Q1)
    assert first.readings["cost_per_contact_hour"].value == 60000 / 20
    assert [one.agreement.agreement_code for one in (first, second)] == ["A-1", "A-2"]
    assert [one.agreement.agreement_code for one in ask(store, LUTON, valued, Q1)] == ["A-1"]


def test_costs_of_an_agreement_with_few_children_are_not_told(two_areas):
    two_areas.returned("A-1", attendance=children(4), spending=SPEND)
    first, _ = ask(two_areas.store(), COMMAND_LINE, valued, Q1)
    assert first.readings["cost_per_child"].state == "suppressed"


@pytest.mark.parametrize(
    ("due", "made", "standing"),
    [
        (date(2026, 1, 14), None, "overdue"),
        (date(2026, 1, 15), None, "to come"),
        (date(2025, 12, 1), date(2025, 12, 1), "made"),
        (date(2025, 12, 1), date(2025, 12, 2), "made late"),
        (date(2025, 12, 1), date(2026, 1, 16), "overdue"),
    ],
)
def test_an_assessment_is_overdue_from_the_day_after_it_is_due(hub, due, made, standing):
    hub.agreement("A-1")
    hub.assessment(due_on=due, assessed_on=made, economy_score=4, judgement="Worth it")
    (found,) = ask(hub.store(), COMMAND_LINE, assessments, Q1)
    assert found.standing(TODAY) == standing
    assert found.scores["economy"] == (4 if standing.startswith("made") else None)


def test_what_assessors_wrote_is_for_those_who_may_read_free_text(hub):
    hub.agreement("A-1")
    hub.assessment(due_on=TODAY, assessed_on=TODAY, judgement="Worth it")
    hub.waiver(rule="vfm_assessment_overdue", expires_on=TODAY)
    store = hub.store()
    assert ask(store, COMMAND_LINE, assessments, Q1)[0].judgement == "Worth it"
    assert ask(store, OVERSIGHT, assessments, Q1)[0].judgement is None
    assert ask(store, COMMAND_LINE, assessments, Q1)[0].waived_until == TODAY


def test_what_needs_a_permission_asks_for_it(hub):
    hub.agreement("A-1")
    for question in (valued, assessments, opportunities):
        with pytest.raises(Denied):
            ask(hub.store(), Viewer("nobody"), question, Q1)
