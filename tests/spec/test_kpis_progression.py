"""attendance_rate, contact_hours, continuation and learning_improved."""

from datetime import date

from tests.support.hub_builder import beside, children, said


def test_attendance_rate_is_places_attended_over_places_on_registers(hub):
    hub.agreement()
    hub.returned(
        attendance=children(12)
        + """
        d1 | ensemble        | 100001 | 0
        d2 | ensemble        | 100001 | 0
        d5 | ensemble        | 100001 | 0
        d6 | ensemble        | 100001 | 0
        d3 | CPD             | 100001 | 0
        d4 | instrument loan | 100001 | 0
        """
    )
    assert said(hub.kpi("attendance_rate")) == (12 / 16, 12, 16, "ok")


def test_attendance_rate_over_fourteen_places_is_suppressed_and_over_headcounts_not_applicable(hub):
    hub.agreement("A-1")
    hub.agreement("A-2", area="Bedford")
    hub.returned("A-1", attendance=children(14))
    hub.returned("A-2", attendance="headcount\n30")
    assert said(hub.kpi("attendance_rate", area="Luton"))[-1] == "suppressed"
    assert said(hub.kpi("attendance_rate", area="Bedford"))[-1] == "not_applicable"


def test_contact_hours_multiply_hours_by_those_present_headcounts_included(hub):
    hub.agreement()
    hub.returned(
        attendance="""
        child | activity        | hours | attended | headcount
        a     | ensemble        | 1.5   | 1        | -
        b     | ensemble        | 1.5   | 1        | -
        c     | ensemble        | 1.5   | 1        | -
        d     | ensemble        | 1.5   | 1        | -
        e     | ensemble        | 1.5   | 1        | -
        f     | ensemble        | 1.5   | 1        | -
        g     | ensemble        | 1.5   | 0        | -
        -     | whole class     | 0.5   | -        | 30
        h     | CPD             | 6     | 1        | -
        """
    )
    reading = hub.kpi("contact_hours")
    assert said(reading) == (24.0, 24.0, None, "ok")
    assert beside(reading) == {"of which from headcounts": 15.0}


def test_what_is_divided_by_what_few_children_did_is_suppressed_however_many_sessions(hub):
    hub.agreement()
    for number, state in ((14, "suppressed"), (15, "ok")):
        rows = (f"c{n % number} | 1" for n in range(40))
        hub.returned(attendance="\n".join(["child | attended", *rows]))
        assert hub.kpi("attendance_rate").state == state
        assert hub.kpi("contact_hours").state == "ok"


def _two_years(hub, going_on: int) -> None:
    hub.agreement(starts_on=date(2024, 9, 1))
    hub.returned(quarter="2024/25 Q3", attendance=children(40, activity="whole class"))
    hub.returned(quarter="2025/26 Q1", attendance=children(going_on, activity="small group"))


def test_continuation_is_last_years_whole_class_children_in_another_activity_this_year(hub):
    _two_years(hub, going_on=12)
    assert said(hub.kpi("continuation")) == (12 / 40, 12, 40, "ok")


def test_continuation_counts_from_september_whatever_the_span(hub):
    _two_years(hub, going_on=12)
    hub.returned(quarter="2025/26 Q2", attendance=children(20, activity="singing"))
    today = date(2026, 4, 15)
    assert hub.kpi("continuation", "2025/26 Q2", today).numerator == 20
    assert hub.kpi("continuation", "2025/26 Q1", today).numerator == 12


def test_continuation_leaves_out_whole_classes_training_and_loans_of_this_year(hub):
    hub.agreement(starts_on=date(2024, 9, 1))
    hub.returned(quarter="2024/25 Q3", attendance=children(40, activity="whole class"))
    hub.returned(
        attendance=children(30, activity="whole class") + "\nc1 | instrument loan | 100001 | 1"
    )
    assert said(hub.kpi("continuation")) == (0.0, 0, 40, "ok")


def test_continuation_is_missing_where_last_year_came_as_headcounts(hub):
    hub.agreement(starts_on=date(2024, 9, 1))
    hub.returned(quarter="2024/25 Q3", attendance="activity | headcount\nwhole class | 58")
    hub.returned(attendance=children(20))
    reading = hub.kpi("continuation")
    assert reading.state == "missing"
    assert beside(reading) == {"whole-class headcount last year": 58}


def test_continuation_of_fewer_than_fifteen_children_is_suppressed(hub):
    hub.agreement(starts_on=date(2024, 9, 1))
    hub.returned(quarter="2024/25 Q3", attendance=children(14, activity="whole class"))
    hub.returned(attendance=children(14))
    assert hub.kpi("continuation").state == "suppressed"


def _scores(first: int, last: int, before: int, after: int) -> str:
    rows = (
        f"c{n} | {stage} | {score}"
        for n in range(first, last + 1)
        for stage, score in (("before", before), ("after", after))
    )
    return "\n" + "\n".join(rows)


def test_learning_improved_compares_pairs_child_by_child(hub):
    hub.agreement()
    hub.returned(
        learning="child | stage | score"
        + _scores(1, 30, before=4, after=6)
        + _scores(31, 40, before=5, after=5)
        + _scores(41, 50, before=6, after=3)
        + "\nlonely | before | 2"
    )
    reading = hub.kpi("learning_improved")
    assert said(reading) == (0.6, 30, 50, "ok")
    assert beside(reading) == {"same": 10, "lower": 10}


def test_many_pairs_of_few_children_are_suppressed(hub):
    hub.agreement()
    for count, state in ((14, "suppressed"), (15, "ok")):
        rows = (
            f"c{child} | m{measure} | {stage} | {score}"
            for child in range(count)
            for measure in range(12)
            for stage, score in (("before", 4), ("after", 6))
        )
        hub.returned(learning="\n".join(["child | measure | stage | score", *rows]))
        assert hub.kpi("learning_improved").state == state


def test_pairs_beside_are_told_or_missing(hub):
    hub.agreement()
    rows = _scores(1, 30, before=4, after=6) + _scores(31, 34, before=5, after=5)
    hub.returned(learning="child | stage | score" + rows)
    assert beside(hub.kpi("learning_improved")) == {"same": 4, "lower": 0}
    assert set(beside(hub.kpi("learning_improved", area="Bedford")).values()) == {"missing"}


def test_scores_are_compared_as_shares_of_their_scales(hub):
    hub.agreement()
    rows = [f"c{n} | before | 3 | 5\nc{n} | after | 6 | 10" for n in range(15)]
    hub.returned(learning="child | stage | score | out_of\n" + "\n".join(rows))
    reading = hub.kpi("learning_improved")
    assert said(reading) == (0.0, 0, 15, "ok")
    assert beside(reading)["same"] == 15


def test_a_pair_counts_once_in_the_quarter_that_brought_the_after(hub):
    hub.agreement()
    before = "\n".join(f"c{n} | before | 4" for n in range(20))
    after = "\n".join(f"c{n} | after | 6" for n in range(20))
    hub.returned(quarter="2025/26 Q1", learning=f"child | stage | score\n{before}")
    for quarter in ("2025/26 Q2", "2025/26 Q3"):
        hub.returned(quarter=quarter, learning=f"child | stage | score\n{after}")
    today = date(2026, 9, 30)
    assert hub.kpi("learning_improved", "2025/26 Q1", today).state == "not_applicable"
    assert hub.kpi("learning_improved", "2025/26 Q2", today).denominator == 20
    assert hub.kpi("learning_improved", "2025/26 Q3", today).state == "not_applicable"
    assert hub.kpi("learning_improved", "2025/26 Q4", today, span="year").denominator == 20


def test_learning_is_missing_until_a_return_tells_of_it(hub):
    hub.agreement()
    hub.returned(attendance=children(10))
    assert hub.kpi("learning_improved").state == "missing"


def test_a_kpi_means_nothing_for_an_activity_that_it_does_not_count(hub):
    """Continuation is into *other* activities, and teachers' training is not children's."""
    hub.agreement("A-1")
    for key, activity in (
        ("continuation", "whole class"),
        ("whole_class_reach", "ensemble"),
        ("attendance_rate", "CPD"),
        ("children_reached", "instrument loan"),
    ):
        assert hub.kpi(key, activity=activity).state == "not_applicable", key
