"""Where a year may end, by the share of earlier years that had come by the same quarter."""

import pytest

from dashboard.components.tables.table import Absent
from dashboard.kpis import KPIS
from dashboard.measures.forecast import History, YearAhead, forecast
from dashboard.pages.overview.cumulative import cumulative_chart
from dashboard.pages.overview.view import answer, forecast_table

EVEN = History((25, 25, 25, 25), coverage=1.0)
EARLY = History((60, 20, 10, 10), coverage=1.0)
LATE = History((20, 20, 30, 30), coverage=1.0)
PLACES = (EVEN, EARLY, LATE)


def test_the_likely_end_divides_by_the_usual_share_and_the_range_by_the_furthest():
    told = forecast([50, 50], 1.0, [EVEN], PLACES, 0.8)
    assert told.likely == pytest.approx(100 / 0.5)
    assert told.low == pytest.approx(100 / 0.8)
    assert told.high == pytest.approx(100 / 0.4)


def test_a_year_that_is_over_ends_where_it_stands():
    told = forecast([10, 10, 10, 10], 1.0, [EVEN], PLACES, 0.8)
    assert (told.low, told.likely, told.high) == (40, 40, 40)


@pytest.mark.parametrize(
    ("so_far", "came", "whole", "places", "why"),
    [
        ([50, None], 1.0, [EVEN], PLACES, "this year’s quarters"),
        ([50, 50], 0.79, [EVEN], PLACES, "this year’s returns"),
        ([50, 50], 1.0, [], PLACES, "no earlier year"),
        ([50, 50], 1.0, [EVEN], PLACES[:2], "no earlier year"),
        ([50, 50], 1.0, [History((25, 25, 25, 25), 0.7)], PLACES, "no earlier year"),
        ([50, 50], 1.0, [History((25, None, 25, 25), 1.0)], PLACES, "no earlier year"),
        ([50], 1.0, [EVEN], (*PLACES, History((0, 0, 5, 5), 1.0)), "nothing had come"),
    ],
)
def test_too_little_data_forecasts_nothing_and_says_why(so_far, came, whole, places, why):
    told = forecast(so_far, came, whole, places, 0.8)
    assert told.likely is None
    assert why in told.why_not


def test_a_quarter_that_is_not_known_keeps_its_place_and_nothing_adds_up_beyond_it():
    told = forecast([None, 50], 1.0, [EVEN], PLACES, 0.8)
    assert (told.so_far, told.from_start, told.is_whole) == ((None, 50), (), False)
    told = forecast([500, None, 500, 500], 1.0, [EVEN], PLACES, 0.8)
    assert (told.from_start, told.is_whole) == ((500,), False)
    ahead = YearAhead("2025/26", "2024/25", (25, 25, 25, 25), (told,))
    rows = forecast_table(KPIS["contact_hours"], "Contact hours", ahead).rows
    assert [row[2] for row in rows] == [500, Absent("missing"), 500, 500]
    assert answer(KPIS["contact_hours"], ahead).startswith("500 so far by Q1. No forecast")


def test_a_chart_opens_a_wedge_only_where_something_is_forecast():
    ahead = forecast([50_00, 50_00], 1.0, [EVEN], PLACES, 0.8)
    fills = [trace.get("fill") for trace in _drawn(ahead)]
    assert "toself" in fills
    over = forecast([10, 10, 10, 10], 1.0, [EVEN], PLACES, 0.8)
    assert "toself" not in [trace.get("fill") for trace in _drawn(over)]


def _drawn(told) -> list:
    return cumulative_chart(told, (25, 25, 25, 25), "pence", ("2025/26", "2024/25"))["data"]
