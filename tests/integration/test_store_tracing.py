"""The way from a figure to its returns, and the search: within the viewer's areas."""

import pytest

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import COMMAND_LINE, Denied, Viewer
from dashboard.pages.find.query import find
from dashboard.pages.measure.query import behind
from data.calendar import Quarter
from tests.support.hub_builder import children
from tests.support.sessions import ask

Q1 = Selection(Quarter(2025, 1))
IN_BEDFORD = Selection(Quarter(2025, 1), area="Bedford")
LUTON = Viewer("lead", frozenset({"Luton"}))


@pytest.fixture
def two_areas(hub):
    hub.partner("P-1", name="Ève’s Choir", kind="charity")
    hub.partner("P-2", name="Marsh Brass", kind="company")
    hub.agreement("A-1", partner_code="P-1", area="Luton", title="Singing in class")
    hub.agreement("A-2", partner_code="P-2", area="Bedford", title="Brass for eve")
    hub.need("N-1", area="Bedford", statement="No choir for the youngest")
    hub.returned("A-1", attendance=children(20))
    hub.returned("A-2", attendance=children(3, partner="P-2"))
    return hub


def test_a_figure_is_told_agreement_by_agreement_and_few_children_are_no_more_exact(two_areas):
    store = two_areas.store()
    found = ask(store, COMMAND_LINE, behind, Q1, "children_reached")
    told = [(part.agreement.agreement_code, part.reading.value) for part in found]
    as_total = ask(store, COMMAND_LINE, "totals.reading", IN_BEDFORD, "children_reached")
    assert told[0] == ("A-2", as_total.value), "the same children, by another way"
    assert as_total.value == 0 or as_total.value >= 3


def test_what_is_told_of_one_activity_is_read_of_each_agreements_own(two_areas, exact):
    two_areas.returned("A-1", "2025/26 Q1", spending="kind | pence\nspend | 4000")
    found = ask(two_areas.store(), LUTON, behind, Q1, "cost_per_child")
    assert [(one.agreement.agreement_code, one.reading.value) for one in found] == [("A-1", 200)]


def test_a_search_wants_every_word_whatever_its_capitals_and_accents(two_areas):
    store = two_areas.store()

    def codes(words, viewer=COMMAND_LINE):
        return [one.code for one in ask(store, viewer, find, words)]

    assert codes("eve") == ["P-1", "A-2", "A-1"]
    assert codes("CHOIR luton") == ["P-1", "A-1"]
    assert codes("choir") == ["P-1", "A-1", "N-1"]
    assert codes("a-2") == ["A-2"]
    assert codes("  ") == codes("choir marsh") == []


def test_partners_and_agreements_of_other_areas_are_not_found_by_a_lead(two_areas):
    store = two_areas.store()
    assert [one.code for one in ask(store, LUTON, find, "bedford")] == ["N-1"]
    assert [one.code for one in ask(store, LUTON, find, "brass")] == []
    with pytest.raises(Denied):
        ask(store, Viewer("nobody"), find, "brass")
