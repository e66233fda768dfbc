"""review_due, review_overdue and return_overdue, the day before, on the day, the day after."""

from datetime import date, timedelta

import pytest

from tests.support.drawn_facts import (
    DAY,
    Q1,
    Q2,
    Q3,
    START,
    agreement,
    came,
    judged,
    known,
    review,
)

DUE = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("on", "due", "overdue"),
    [
        (DUE - 61 * DAY, "clear", "clear"),
        (DUE - 60 * DAY, "raised", "clear"),
        (DUE - DAY, "raised", "clear"),
        (DUE, "raised", "clear"),
        (DUE + DAY, "clear", "raised"),
    ],
)
def test_a_review_is_due_for_sixty_days_and_overdue_from_the_day_after(on, due, overdue):
    facts = known(on, reviews=(review(DUE),))
    assert judged("review_due", facts).state == due
    assert judged("review_overdue", facts).state == overdue


def test_a_review_flag_says_since_when_and_what_clears_it():
    near = judged("review_due", known(DUE - DAY, reviews=(review(DUE),)))
    assert near.since == DUE - 60 * DAY
    assert "2 March 2026" in near.clears_when
    late = judged("review_overdue", known(DUE + 9 * DAY, reviews=(review(DUE),)))
    assert late.since == DUE + DAY
    assert late.evidence[0].value == "2 March 2026"


def test_without_any_review_the_first_is_due_a_year_after_the_start():
    year_later = START + timedelta(days=365)
    long = agreement(ends_on=date(2028, 8, 31))
    assert judged("review_overdue", known(year_later, agreement=long)).state == "clear"
    assert judged("review_overdue", known(year_later + DAY, agreement=long)).state == "raised"


def test_a_review_that_was_held_passes_on_to_the_next_day_it_set():
    held = review(date(2025, 12, 1), held_on=date(2025, 12, 3), next_due_on=DUE)
    assert judged("review_due", known(DUE, reviews=(held,))).state == "raised"
    last = review(date(2026, 9, 10), held_on=date(2026, 9, 10))
    assert judged("review_due", known(date(2026, 9, 20), reviews=(last,))).state == "not_computable"


@pytest.mark.parametrize(
    ("on", "state"),
    [(Q1.due_on, "clear"), (Q1.due_on + DAY, "raised")],
)
def test_a_return_is_overdue_from_the_day_after_its_due_day(on, state):
    finding = judged("return_overdue", known(on))
    assert finding.state == state
    assert finding.since == (on if state == "raised" else None)


def test_a_return_that_came_late_clears_it_and_two_missing_in_a_row_are_severe():
    one = judged("return_overdue", known(Q2.due_on, [came(Q1, Q2.start)]))
    assert one.state == "clear"
    two = judged("return_overdue", known(Q2.due_on + DAY))
    assert (two.state, two.severity, two.since) == ("raised", 2, Q1.due_on + DAY)
    assert "2025/26 Q1 and 2025/26 Q2" in two.clears_when
    assert judged("return_overdue", known(Q2.due_on)).severity == 1
    apart = judged("return_overdue", known(Q3.due_on + DAY, [came(Q2)]))
    assert (apart.state, apart.severity) == ("raised", 1)
