"""Numbers, comparisons, periods and headlines, as they are read."""

from datetime import date

import pytest

from dashboard.components.headline import headline
from dashboard.components.period import chosen
from dashboard.components.reading_words import change
from dashboard.domain import formatting
from dashboard.domain.selection import Selection
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Coverage, Reading
from data.calendar import Quarter
from data.formatting import day, listed

Q4 = Quarter(2025, 4)


def reading(
    key="attendance_rate", value=0.8, rag="green", target=0.85, state="ok", **more
) -> Reading:
    parts = {"numerator": 80, "denominator": 100, "coverage": Coverage(27, 31)} | more
    selection = parts.pop("selection", Selection(Q4))
    return Reading(KPIS[key], selection, value, state=state, rag=rag, target=target, **parts)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0.844, "84%"), (0.0862, "8.6%"), (0.0, "0%"), (1.0, "100%"), (0.0996, "10%")],
)
def test_a_share_has_no_more_digits_than_it_bears(number, said):
    assert formatting.share(number) == said


@pytest.mark.parametrize(
    ("pence", "said"),
    [(123400, "£1,234"), (0, "£0"), (1250, "£12.50"), (-123400, "−£1,234"), (None, "–")],
)
def test_money_is_said_in_pounds(pence, said):
    assert formatting.pounds(pence) == said


@pytest.mark.parametrize(
    ("pence", "said"), [(150486600, "£1.5 million"), (34012300, "£340,000"), (82000, "£820")]
)
def test_a_sum_in_a_sentence_is_round(pence, said):
    assert formatting.pounds_in_words(pence) == said


def test_days_and_lists_are_british():
    assert day(date(2026, 7, 3)) == "3 July 2026"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"
    assert formatting.plural(1, "return") == "1 return"
    assert formatting.plural(1200, "return") == "1,200 returns"


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        (0.84, 0.81, "Up 3 points on a year ago (81%)"),
        (0.80, 0.81, "Down 1 point on a year ago (81%)"),
        (0.812, 0.81, "Same as a year ago (81%)"),
        (0.814, 0.816, "Down 1 point on a year ago (82%)"),
        (0.009, 0.007, "Up 0.2 points on a year ago (0.7%)"),
        (0.12, 0.091, "Up 2.9 points on a year ago (9.1%)"),
    ],
)
def test_shares_are_compared_in_points(now, then, said):
    assert change(reading(value=now), reading(value=then), "a year ago") == said


def test_large_counts_are_compared_by_share_and_small_ones_by_number():
    def children(value):
        return reading("children_reached", value, target=None)

    assert change(children(1200), children(1000), "Q1") == "Up 20% on Q1 (1,000)"
    assert change(children(30), children(25), "Q1") == "Up 5 on Q1 (25)"


def test_nothing_is_compared_with_what_is_not_there():
    gone = reading(value=None, state="missing")
    assert change(reading(), gone, "a year ago") == "No figure for a year ago to compare with"
    assert change(gone, reading(), "a year ago") == ""


def test_the_headline_counts_what_meets_its_target_and_names_what_does_not():
    said = headline(
        [
            reading(),
            reading("satisfaction_positive", rag="red"),
            reading("returns_on_time", rag="amber"),
            reading("children_reached", rag="grey", target=None),
        ]
    )
    assert said == (
        "One of the three measures that can be judged meets its target; "
        "satisfaction falls short and returns on time is close."
    )


@pytest.mark.parametrize(
    ("rags", "said"),
    [
        (["green"], "The one measure that can be judged meets its target."),
        (["red"], "The one measure that can be judged misses its target; attendance falls short."),
        (["green", "green"], "Both measures that can be judged meet their targets."),
        (["green"] * 3, "All three measures that can be judged meet their targets."),
        (["green", "red"], "One of the two measures that can be judged meets its target; "),
        (["red", "red"], "None of the two measures that can be judged meets its target; "),
    ],
)
def test_the_headline_counts_one_none_and_all(rags, said):
    assert headline([reading(rag=rag) for rag in rags]).startswith(said)


def test_the_headline_says_when_nothing_can_be_judged():
    assert headline([reading(rag="grey")]).startswith("Too little has been reported")


def test_the_whole_choice_is_said_in_words():
    choice = Selection(Q4, span="year", area="Luton", function="schools")
    assert chosen(choice) == (
        "Luton Music Service · 2025/26, the whole year (September 2025 to August 2026) · Schools"
    )
    assert chosen(Selection(Q4)).startswith("All four areas")
    assert "June to August 2026" in chosen(Selection(Q4))
