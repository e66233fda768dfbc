"""Figures are plain dicts that plotly accepts, in the design's own colours."""

import json
import re

import plotly.graph_objects as go
import pytest

from dashboard.components.cards.areas_chart import small_multiples
from dashboard.components.charts.bullets import bullet_chart
from dashboard.components.charts.flow import flow_chart, largest
from dashboard.components.charts.lines import Line, line_chart
from dashboard.components.charts.ribbons import broken, room_for
from dashboard.components.charts.tokens import colour_of, token
from dashboard.pages.funds.view import money_bars
from dashboard.views.funds import Flow, Fund
from data.calendar import Quarter, between
from data.hub import HUB
from tests.unit.components.test_words import reading

QUARTERS = between(Quarter(2024, 3), Quarter(2025, 4))
RISING = [0.5, None, 0.6, 0.7, 0.8, 0.82]


def fund(area: str, spent: int | None = 100) -> Fund:
    return Fund(area, "2025/26", 300, 200, spent, 0, None, {}, {})


FLOWS = [
    Flow("revenue grant", "Luton", "charity", 60_000_00),
    Flow("revenue grant", "Bedford", "charity", 30_000_00),
    Flow("local authority", "Luton", "sole trader", 10_000_00),
]

FIGURES = {
    "lines": line_chart(
        [Line("Rising", "var(--ink)", RISING), Line("Alike", "var(--accent)", RISING)],
        QUARTERS,
        "share",
    ),
    "no line": line_chart([Line("Nothing", "var(--ink)", [None] * 6)], QUARTERS, "count"),
    "bullets": bullet_chart([reading(), reading("fsm_equity", 4.0, target=1.0)], 0.1),
    "multiples": small_multiples(dict.fromkeys(HUB.area_names, RISING), QUARTERS, "share"),
    "flow": flow_chart(FLOWS),
    "money": money_bars([fund("Luton"), fund("Hub", spent=None)]),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_one_that_plotly_accepts(name):
    go.Figure(FIGURES[name])
    assert {trace["type"] for trace in FIGURES[name]["data"]} <= {"scatter", "bar"}
    assert FIGURES[name]["layout"]["height"] > 0


@pytest.mark.parametrize("name", FIGURES)
def test_colours_are_the_designs_tokens(name):
    text = json.dumps(FIGURES[name])
    assert not re.search(r"#[0-9a-f]{3,6}|rgb", text)
    assert "var(--" in text or not FIGURES[name]["data"]


def test_lines_that_end_together_have_labels_apart():
    one, other = (note["y"] for note in FIGURES["lines"]["layout"]["annotations"])
    assert abs(one - other) > 0.07


def test_each_area_keeps_its_colour():
    fronts = [t for t in FIGURES["multiples"]["data"] if t["mode"] == "lines+markers"]
    assert [t["line"]["color"] for t in fronts] == [f"var(--{area.slug})" for area in HUB.areas]


def test_a_sum_that_was_not_reported_is_said():
    said = [note["text"] for note in FIGURES["money"]["layout"]["annotations"]]
    assert "spent: not reported" in said


def test_what_lies_far_beyond_its_target_stays_on_the_chart():
    _, bars = FIGURES["bullets"]["data"]
    assert max(bars["x"]) == 1.5


def test_ribbons_fill_the_bars_that_they_link():
    layout = FIGURES["flow"]["layout"]
    bars = [shape for shape in layout["shapes"] if shape["type"] == "rect"]
    for column in (bars[:2], bars[2:4], bars[4:]):
        assert sum(bar["y1"] - bar["y0"] for bar in column) == pytest.approx(300)
    ribbons = [shape for shape in layout["shapes"] if shape["type"] == "path"]
    assert len(ribbons) == 6


def test_a_label_of_a_flow_is_broken_only_where_a_narrow_screen_needs_it():
    assert broken("Central Bedfordshire") == "Central<br>Bedfordshire"
    assert broken("Luton") == "Luton"
    assert room_for("Central Bedfordshire") > room_for("Luton")


def test_the_largest_end_of_a_flow_comes_with_its_share():
    name, part = largest(FLOWS, lambda flow: flow.area)
    assert name[0].isupper()
    assert part.endswith("%")


def test_an_area_has_its_own_colour_and_all_together_the_ink():
    assert colour_of("Luton") == "var(--luton)"
    assert colour_of(None) == token("ink")
