"""Views of measures: the local plan's charts, and benefit beside cost."""

from dashboard.pages.lpme import view as lpme
from dashboard.pages.value import benefit
from dashboard.pages.value.query import Valued
from data.calendar import Quarter
from tests.support.drawn_facts import agreement
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn
from tests.unit.components.test_words import reading

QUARTERS = (Quarter(2025, 1), Quarter(2025, 2))
BAND = agreement(activity="ensemble")


def test_the_chart_of_targets_counts_those_that_are_met():
    readings = [reading(), reading(rag="red", value=0.5), reading(target=None, rag="grey")]
    table = lpme.quarters_table("Schools", [readings[:2]], QUARTERS)
    page = words(drawn(lpme.targets_chart(readings, 0.05, table, "/export/targets")))
    assert "1 of 2 measures meet their target" in page
    assert words(drawn(lpme.targets_chart([], 0.05, table, ""))).startswith("No measure has both")


def test_a_function_at_a_glance_has_a_mark_for_each_of_its_measures():
    now = reading()
    page = drawn(lpme.at_a_glance([now], (now.kpi.function,)))
    assert "Attendance  Target met" in words(page)
    assert f"#{now.kpi.function}" in str(page)


def test_only_shares_with_a_figure_stand_on_one_axis():
    now = reading()
    lines = {
        "attendance": [now],
        "hours": [reading("contact_hours", 12.0)],
        "blank": [reading(value=None, state="missing")],
    }
    assert lpme.shares_of(now.kpi.function, lines) == [[now]]


def test_a_single_measure_gives_its_chart_its_name():
    line = [reading(value=0.7), reading(value=0.8)]
    page = words(drawn(lpme.quarters_chart("Schools", [line], QUARTERS, "/export/x")))
    assert page.startswith("Attendance over quarters")
    assert "Attendance lay between 70% and 80%; the newest figure is 80%." in page


def test_costs_of_activities_without_a_figure_are_left_out():
    costs = {
        "cost": {
            activity: reading(
                "cost_per_child",
                *((900.0,) if activity == "ensemble" else (None,)),
                state="ok" if activity == "ensemble" else "missing",
            )
            for activity in lpme.ACTIVITIES
        }
    }
    assert lpme.costs_table(costs).rows == [("Ensemble", 900.0)]


def test_measures_beyond_the_functions_stand_under_their_themes_in_order():
    page = words(drawn(lpme.by_theme([("money", drawn("b")), ("experience", drawn("a"))])))
    assert page == "Experience a Money b"


def entry(cost: float | None = 500.0, learned: float | None = 0.8) -> Valued:
    return Valued(
        BAND,
        "Choir",
        {
            "cost_per_contact_hour": reading("cost_per_contact_hour", cost),
            "learning_improved": reading("learning_improved", learned),
            "satisfaction_positive": reading("satisfaction_positive", None, state="missing"),
        },
    )


def test_only_activities_with_a_cost_and_a_benefit_can_be_compared():
    assert benefit.comparable_activities([entry(), entry(cost=None)]) == ["ensemble"]
    assert benefit.comparable_activities([entry(learned=None)]) == []


def test_the_chosen_activity_is_marked_and_the_other_filters_stay():
    page = str(drawn(benefit.chooser(["ensemble", "singing"], "ensemble", "area=luton")))
    assert "/value?area=luton&activity=ensemble" in page
    assert page.count("aria-current") == 1


def test_an_agreement_without_both_figures_is_counted_but_not_placed():
    together = reading("cost_per_contact_hour", 450.0)
    page = benefit.quadrants_card(
        "learning_improved", [entry(), entry(cost=None)], together, 0.7, "/export/x"
    )
    assert "1 agreement of 2 can be placed" in words(drawn(page))
    none = benefit.quadrants_card("learning_improved", [entry(cost=None)], together, 0.7, "")
    assert words(drawn(none)).startswith("Too few agreements have both figures")


def test_the_numbers_of_the_list_are_those_of_the_table_and_say_what_is_known():
    table = benefit.quadrants_table("learning_improved", [entry()])
    assert table.rows == [(1, "Choir, Luton", 500.0, 0.8)]
    assert "cost per contact hour £5" in words(drawn(benefit.numbered([entry()])))
    assert "nothing to compare yet" in words(drawn(benefit.numbered([entry(None, None)])))
