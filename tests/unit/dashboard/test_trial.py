"""What is typed for a trial is read as settings and quarters, or refused with all that is wrong."""

import pytest

from dashboard.backtest.trial import NotATrial, Trial, read_quarters, read_trial
from data.calendar import Quarter, between
from tests.support.drawn_facts import POLICY

CLOSED = between(Quarter(2023, 1), Quarter(2025, 3))


def test_settings_and_quarters_are_read():
    typed = {"quality_floor": "65%", "review_due_days": "90"}
    assert read_trial(POLICY, typed, "2024/25 Q4", "2025/26 Q1", CLOSED) == Trial(
        {"quality_floor": 0.65, "review_due_days": 90}, (Quarter(2024, 4), Quarter(2025, 1))
    )


@pytest.mark.parametrize(
    ("first", "last", "ends"),
    [
        (None, None, ("2023/24 Q4", "2025/26 Q3")),
        (None, "2025/26 Q1", ("2023/24 Q2", "2025/26 Q1")),
        (None, "2023/24 Q3", ("2023/24 Q1", "2023/24 Q3")),
        ("2023/24 Q1", None, ("2023/24 Q1", "2025/26 Q3")),
        ("2025/26 Q3", "2025/26 Q3", ("2025/26 Q3", "2025/26 Q3")),
        ("", "", ("2023/24 Q4", "2025/26 Q3")),
    ],
)
def test_eight_quarters_are_looked_back_on_unless_others_are_named(first, last, ends):
    found = read_quarters(first, last, CLOSED)
    assert (str(found[0]), str(found[-1])) == ends


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2025/26 Q9", None, "‘2025/26 Q9’ is not a quarter. Write it like 2025/26 Q1."),
        ("2019/20 Q1", None, "Nothing is known of 2019/20 Q1. The first quarter here is 2023/24"),
        (None, "2025/26 Q4", "are not due until the end of 28 September 2026. The newest quarter"),
        ("2025/26 Q1", "2024/25 Q1", "The first quarter, 2025/26 Q1, lies after the last"),
        ("2019/20 Q1", "later", "‘later’ is not a quarter."),
    ],
)
def test_quarters_that_cannot_be_looked_back_on_are_refused(first, last, told):
    with pytest.raises(NotATrial) as refused:
        read_quarters(first, last, CLOSED)
    assert told in str(refused.value)


def test_a_hub_whose_first_returns_are_not_due_has_nothing_to_look_back_on():
    with pytest.raises(NotATrial, match="nothing to look back on"):
        read_quarters(None, None, ())


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(NotATrial) as refused:
        typed = {"quality_flor": "0.65", "risk_score": "26"}
        read_trial(POLICY, typed, "2019/20 Q1", "2099/00 Q1", CLOSED)
    for told in ("nearest is ‘quality_floor’", "from 1 to 25", "2019/20 Q1", "2099/00 Q1"):
        assert told in str(refused.value)
