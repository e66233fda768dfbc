"""What changed for children, in sentences, charts and tables."""

from dataclasses import replace

import plotly.graph_objects as go

from dashboard.components.charts.dumbbell import Pair, dumbbells
from dashboard.components.tables import reach
from dashboard.components.tables.table import Absent
from dashboard.domain.facts import School
from dashboard.pages.impact import learning, view
from dashboard.pages.impact.diverging import diverging_bars
from dashboard.views.impact import Learning, Parts, Unreached
from dashboard.views.readings import Compared
from data.calendar import Quarter
from tests.unit.components.test_words import reading

ROSE = Parts("ok", {"improved": 60, "same": 20, "lower": 20}, 100, 0.6)
FEW = Parts("suppressed")


def test_parts_add_up_to_what_the_measure_tells():
    rounded = Parts("ok", {"improved": 65, "same": 10, "lower": 5}, 85, 65 / 85)
    assert rounded.share("improved") == 65 / 85
    assert round(rounded.share("same") + rounded.share("lower"), 9) == round(20 / 85, 9)


def compared(now: float, then: float | None) -> Compared:
    return Compared(reading(value=now), reading(), replace(reading(), value=then))


def test_the_answer_says_both_figures_and_where_they_come_from():
    said = view.answer(compared(0.76, 0.74), compared(0.81, 0.82))
    assert said == (
        "76% of scores before and after rose, up from 74% in 2024/25 Q4; "
        "81% of answers were positive, down from 82% in 2024/25 Q4."
    )
    assert "as in 2024/25 Q4" in view.answer(compared(0.81, 0.81), compared(0.8, None))


def test_bars_part_in_the_middle_of_what_is_neither():
    worst_first = diverging_bars(
        [("Luton", {"lower": 20, "same": 20, "improved": 60})], learning.WENT, {}
    )
    go.Figure(worst_first)
    bases = [trace["base"][0] for trace in worst_first["data"]]
    assert [round(base, 2) for base in bases] == [-0.3, -0.1, 0.1]


def test_labels_of_a_pair_stand_outside_its_dots():
    rise, fall = Pair("Up", 0.4, 0.6, "ink"), Pair("Down", 0.6, 0.4, "ink")
    _, before, after = dumbbells([("Both", [rise, fall])])["data"]
    assert before["textposition"] == ["middle left", "middle right"]
    assert after["textposition"] == ["middle right", "middle left"]


def test_a_table_hides_what_is_few_and_says_so():
    table = learning.learning_table(
        {None: {None: Learning(ROSE, 0.4, 0.5), "musical": Learning(FEW)}}
    )
    everything, musical = table.rows
    assert everything == ("All areas", "All domains", 100, 0.4, 0.5, 0.6, 0.2, 0.2)
    assert musical[2:] == tuple(Absent("suppressed") for _ in range(6))


def test_schools_are_said_in_their_number():
    one = School(urn="100001", name="Elm", area="Luton", phase="primary", pupils=200)
    said = "1 school with 200 pupils has had no session in 2025/26 so far."
    assert reach.schools_sentence(Unreached.of([one], []), Quarter(2025, 2)) == said
    assert "had a session in 2025/26." in reach.schools_sentence(
        Unreached.of([], []), Quarter(2025, 4)
    )
