"""objectives_on_course and objectives_achieved."""

from datetime import date

from tests.support.hub_builder import beside, said


def test_objectives_on_course_are_those_at_their_profile_by_the_periods_end(hub):
    hub.agreement()
    for code in ("O-1", "O-2", "O-3"):
        hub.objective(code, target=100, profile="20;50;80;100")
    hub.returned(
        progress="""
        objective | value
        O-1       | 20
        O-2       | 19
        O-3       | -
        """
    )
    reading = hub.kpi("objectives_on_course")
    assert said(reading) == (0.5, 1, 2, "ok")
    assert beside(reading) == {"running, no value yet": 1}


def test_sums_add_quarters_up_and_latest_takes_the_newest(hub):
    hub.agreement()
    hub.objective("O-1", adds_up="sum", target=100, profile="20;50;80;100")
    hub.objective("O-2", adds_up="latest", target=100, profile="20;50;80;100")
    for quarter in ("2025/26 Q1", "2025/26 Q2"):
        hub.returned(quarter=quarter, progress="objective | value\nO-1 | 25\nO-2 | 25")
    today = date(2026, 4, 15)
    assert said(hub.kpi("objectives_on_course", "2025/26 Q2", today)) == (0.5, 1, 2, "ok")


def test_a_fall_towards_a_lower_target_is_progress(hub):
    hub.agreement()
    hub.objective(direction="decrease", adds_up="latest", baseline=40, target=20, profile="25;50")
    hub.returned(progress="objective | value\nO-1 | 35")
    assert hub.kpi("objectives_on_course").value == 1.0


def test_objectives_on_course_without_a_value_is_missing_and_without_objectives_not_applicable(hub):
    hub.agreement()
    assert hub.kpi("objectives_on_course").state == "not_applicable"
    hub.objective()
    assert hub.kpi("objectives_on_course").state == "missing"


def test_an_objective_due_before_the_period_is_no_longer_running(hub):
    hub.agreement()
    hub.objective("O-1", due_on=date(2025, 11, 30))
    hub.returned(progress="objective | value\nO-1 | 100")
    today = date(2026, 4, 15)
    assert hub.kpi("objectives_on_course", "2025/26 Q1", today).denominator == 1
    assert hub.kpi("objectives_on_course", "2025/26 Q2", today).state == "not_applicable"


def test_objectives_achieved_counts_those_due_and_one_without_a_value_as_missed(hub):
    hub.agreement()
    hub.objective("O-1", due_on=date(2025, 11, 30), target=10)
    hub.objective("O-2", due_on=date(2025, 11, 30), target=10)
    hub.objective("O-3", due_on=date(2025, 12, 1), target=10)
    hub.objective("O-4", due_on=date(2025, 11, 30), baseline=10, target=10)
    hub.returned(progress="objective | value\nO-1 | 10\nO-3 | 10\nO-4 | 10")
    assert said(hub.kpi("objectives_achieved")) == (0.5, 1, 2, "ok")


def test_objectives_achieved_is_not_applicable_while_none_is_due(hub):
    hub.agreement()
    hub.objective(due_on=date(2026, 8, 31))
    assert hub.kpi("objectives_achieved").state == "not_applicable"


def test_an_objective_counts_under_its_agreements_function(hub):
    hub.agreement("A-1", lpme_function="inclusion")
    hub.objective(due_on=date(2025, 11, 30), lpme_function="schools")
    assert hub.kpi("objectives_achieved", function="inclusion").denominator == 1
    assert hub.kpi("objectives_achieved", function="schools").state == "not_applicable"
