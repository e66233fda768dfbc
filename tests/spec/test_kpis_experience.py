"""satisfaction_positive and response_rate."""

from datetime import date

from tests.support.hub_builder import beside, said


def test_satisfaction_is_answers_of_four_or_five_over_answers(hub):
    hub.agreement()
    hub.returned(
        satisfaction="""
        score | times
        5     | 8
        4     | 4
        3     | 3
        1     | 1
        """
    )
    reading = hub.kpi("satisfaction_positive")
    assert said(reading) == (0.75, 12, 16, "ok")
    assert reading.rag == "green"
    assert list(beside(reading).values()) == [1, 0, 3, 4, 8]


def test_many_answers_of_few_people_are_suppressed(hub):
    hub.agreement()
    answers = "\n".join(f"r{n % 14} | Q{n} | 5" for n in range(28))
    hub.returned(satisfaction=f"response | question | score\n{answers}")
    assert hub.kpi("satisfaction_positive").state == "suppressed"
    hub.returned(quarter="2025/26 Q2", satisfaction=f"response | question | score\n{answers}")
    both = {"quarter": "2025/26 Q2", "today": date(2026, 6, 1), "span": "to-date"}
    assert hub.kpi("satisfaction_positive", **both).state == "suppressed"


def test_satisfaction_is_told_and_judged_over_fifteen_answers_and_over_fourteen_neither(hub):
    hub.agreement("A-1")
    hub.agreement("A-2", area="Bedford")
    hub.returned("A-1", satisfaction="score | times\n5 | 15")
    hub.returned("A-2", satisfaction="score | times\n5 | 14")
    enough, few = (hub.kpi("satisfaction_positive", area=area) for area in ("Luton", "Bedford"))
    assert (enough.value, enough.rag) == (1.0, "green")
    assert (said(few), few.rag) == ((None, None, None, "suppressed"), "grey")
    nothing = hub.kpi("satisfaction_positive", quarter="2025/26 Q2")
    assert set(beside(nothing).values()) <= {"missing", 0}


def test_response_rate_adds_up_the_largest_number_asked_of_each_kind(hub):
    hub.agreement()
    hub.returned(
        satisfaction="""
        respondent | score | times | asked
        pupil      | 4     | 10    | 30
        pupil      | 5     | 5     | 40
        parent     | 3     | 8     | 10
        school     | 4     | 4     | -
        """
    )
    assert said(hub.kpi("response_rate")) == (23 / 50, 23, 50, "ok")


def test_a_response_counts_once_over_the_parts_of_a_corrected_return(hub):
    hub.agreement()
    hub.returned(satisfaction="response | score | asked\nr1 | 4 | 20")
    hub.returned(satisfaction="response | score | asked\nr1 | 5 | 20")
    assert hub.kpi("response_rate").numerator == 1


def test_response_rate_is_missing_where_nobody_said_how_many_were_asked(hub):
    hub.agreement()
    hub.returned(satisfaction="score | times\n5 | 20")
    assert hub.kpi("response_rate").state == "missing"


def test_response_rate_is_missing_where_more_answered_than_were_asked(hub):
    hub.agreement("A-1")
    hub.agreement("A-2", area="Bedford")
    hub.returned("A-1", satisfaction="score | times | asked\n5 | 30 | 12")
    hub.returned("A-2", satisfaction="score | times | asked\n5 | 30 | 90")
    wrong, right, both = (hub.kpi("response_rate", area=a) for a in ("Luton", "Bedford", None))
    assert (said(wrong), wrong.rag) == ((None, None, None, "missing"), "grey")
    assert wrong.note.startswith("More answers than asked")
    assert said(right) == (30 / 90, 30, 90, "ok")
    assert said(both)[-1] == "missing"


def test_one_kind_of_respondent_with_too_many_answers_is_not_made_up_for_by_another(hub):
    hub.agreement()
    hub.returned(
        satisfaction="""
        respondent | score | times | asked
        pupil      | 4     | 30    | 12
        parent     | 3     | 8     | 90
        """
    )
    assert said(hub.kpi("response_rate"))[-1] == "missing"


def test_a_quarter_with_too_many_answers_is_not_made_up_for_by_another(hub):
    hub.agreement()
    hub.returned(satisfaction="score | times | asked\n5 | 30 | 12")
    hub.returned(quarter="2025/26 Q2", satisfaction="score | times | asked\n5 | 30 | 90")
    later = {"quarter": "2025/26 Q2", "today": date(2026, 6, 1)}
    assert hub.kpi("response_rate", **later).value == 30 / 90
    assert hub.kpi("response_rate", span="to-date", **later).state == "missing"


def test_response_rate_is_told_where_all_who_were_asked_answered(hub):
    hub.agreement()
    hub.returned(satisfaction="score | times | asked\n5 | 30 | 30")
    assert said(hub.kpi("response_rate")) == (1.0, 30, 30, "ok")


def test_satisfaction_is_missing_without_answers_and_not_applicable_after_a_nil_return(hub):
    hub.agreement()
    assert hub.kpi("satisfaction_positive").state == "missing"
    hub.returned(is_nil=True)
    assert hub.kpi("satisfaction_positive").state == "not_applicable"
