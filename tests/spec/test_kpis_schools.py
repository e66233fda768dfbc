"""schools_engaged, whole_class_reach and children_reached."""

import pytest

from tests.support.hub_builder import beside, children, said


@pytest.fixture
def luton(hub):
    """Two schools in Luton and one in Bedford, one agreement in Luton."""
    hub.school("100001", area="Luton", pupils=200)
    hub.school("100002", area="Luton", pupils=300)
    hub.school("200001", area="Bedford", pupils=500)
    hub.agreement("A-1", area="Luton")
    return hub


def test_schools_engaged_counts_urns_of_the_register_with_an_attended_session(luton):
    luton.returned(
        attendance="""
        child | activity        | setting     | attended | headcount
        a     | ensemble        | 100001      | 1        | -
        b     | ensemble        | 100001      | 1        | -
        c     | ensemble        | 100002      | 0        | -
        d     | ensemble        | Civic Hall  | 1        | -
        """
    )
    assert said(luton.kpi("schools_engaged", area="Luton")) == (0.5, 1, 2, "ok")


def test_a_school_counts_for_training_loans_and_headcounts_and_for_the_agreements_area(luton):
    luton.returned(
        attendance="""
        child | activity        | setting | attended | headcount
        a     | CPD             | 100001  | 1        | -
        -     | instrument loan | 200001  | -        | 12
        """
    )
    assert luton.kpi("schools_engaged", area="Luton").numerator == 2
    assert said(luton.kpi("schools_engaged", area="Bedford"))[-1] == "missing"


def test_a_school_counts_by_its_name_where_one_school_of_the_agreements_area_bears_it(hub):
    hub.school("100001", name="St Mary's School", area="Luton")
    hub.school("100002", name="Ash School", area="Luton")
    hub.school("200001", name="Ash School", area="Bedford")
    hub.school("200002", name="Reed School", area="Bedford")
    hub.school("200003", name="Twin School", area="Bedford")
    hub.school("200004", name="Twin School", area="Bedford")
    hub.agreement("A-1", area="Luton")
    hub.agreement("A-2", area="Hub")
    settings = ["st  marys SCHOOL", "100001", "Ash School", "Reed School", "Town hall"]
    lines = "\n".join(f"{setting} | 9" for setting in settings)
    hub.returned("A-1", attendance=f"setting | headcount\n{lines}")
    assert said(hub.kpi("schools_engaged", area="Luton")) == (1.0, 2, 2, "ok")
    hub.returned("A-2", attendance="setting | headcount\nReed School | 9\nTwin School | 9")
    assert hub.kpi("schools_engaged").numerator == 3


def test_whole_class_reach_is_distinct_children_over_pupils(luton):
    luton.returned(attendance=children(52, activity="whole class"))
    luton.returned(quarter="2025/26 Q2", attendance=children(52, activity="whole class"))
    assert said(luton.kpi("whole_class_reach", area="Luton")) == (52 / 500, 52, 500, "ok")
    assert luton.kpi("whole_class_reach", span="year", area="Luton").numerator == 52


def test_whole_class_reach_is_missing_beside_its_headcount_where_most_came_as_headcounts(luton):
    luton.returned(
        attendance="""
        child | activity    | headcount
        a     | whole class | -
        -     | whole class | 28
        """
    )
    reading = luton.kpi("whole_class_reach")
    assert said(reading) == (None, None, None, "missing")
    assert beside(reading) == {"whole-class headcount": 28}
    assert reading.note


@pytest.mark.parametrize("count", [0, 1, 23])
def test_children_reached_are_those_who_came_at_least_once(luton, count):
    luton.returned(attendance=children(count) if count else children(3, attended=0))
    assert said(luton.kpi("children_reached")) == (count, count, None, "ok")


def test_children_reached_leaves_out_absence_training_loans_and_headcounts(luton):
    luton.returned(
        attendance=children(10)
        + """
        d1 | CPD             | 100001 | 1
        d2 | instrument loan | 100001 | 1
        d3 | ensemble        | 100001 | 0
        """
    )
    luton.returned(quarter="2025/26 Q2", attendance="headcount\n40")
    assert luton.kpi("children_reached").value == 10
    reading = luton.kpi("children_reached", span="year")
    assert reading.value == 10
    assert beside(reading) == {"headcount": 40}


def test_a_child_counts_once_over_agreements_of_a_partner_and_twice_over_partners(luton):
    luton.agreement("A-2", partner_code="P-1", area="Bedford")
    luton.agreement("A-3", partner_code="P-2", area="Bedford")
    luton.returned("A-1", attendance=children(10))
    luton.returned("A-2", attendance=children(10))
    assert luton.kpi("children_reached").value == 10
    luton.returned("A-3", attendance=children(10, partner="P-2"))
    assert luton.kpi("children_reached").value == 20
    assert luton.kpi("children_reached", area="Bedford").value == 20


def test_nothing_received_is_missing_and_a_nil_return_is_a_true_zero(luton):
    assert said(luton.kpi("children_reached")) == (None, None, None, "missing")
    luton.returned(progress="objective | value\nO-1 | 3")
    assert luton.kpi("children_reached").state == "missing"
    luton.returned(is_nil=True)
    assert said(luton.kpi("children_reached")) == (0, 0, None, "ok")


def test_a_filter_of_activity_takes_the_sessions_of_that_activity(luton):
    luton.agreement("A-2")
    luton.returned("A-1", attendance=children(10))
    luton.returned("A-2", attendance=children(20, activity="singing"))
    assert luton.kpi("children_reached", activity="singing").value == 20
