"""What falls due for an agreement, the day before, on the day, and the day after."""

from datetime import date, timedelta

import pytest

from dashboard.domain import facts as f
from dashboard.policy.reminders import reminders_of
from tests.support.drawn_facts import (
    DAY,
    END,
    POLICY,
    Q1,
    Q2,
    Q3,
    Q4,
    agreement,
    came,
    known,
    review,
)

REVIEW_ON = date(2026, 3, 2)


def told(facts, kind: str) -> list[tuple]:
    """(day, what it is called, whether it is overdue) of each reminder of a kind."""
    found = reminders_of(facts, POLICY)
    return [(one.on, one.what, one.is_overdue) for one in found if one.kind == kind]


def test_every_return_that_is_owed_is_told_until_it_comes():
    facts = known(date(2026, 1, 1), [came(Q2)])
    assert told(facts, "return") == [
        (Q1.due_on, "Return for 2025/26 Q1 overdue", True),
        (Q3.due_on, "Return for 2025/26 Q3 due", False),
        (Q4.due_on, "Return for 2025/26 Q4 due", False),
    ]


@pytest.mark.parametrize(
    ("days", "what"),
    [
        (-1, "Return for 2025/26 Q1 due"),
        (0, "Return for 2025/26 Q1 due"),
        (1, "Return for 2025/26 Q1 overdue"),
        (90, "Return for 2025/26 Q1 overdue"),
        (91, None),
    ],
)
def test_what_is_overdue_stays_on_its_day_for_ninety_days(days, what):
    found = told(known(Q1.due_on + days * DAY), "return")
    assert next((said for on, said, _ in found if on == Q1.due_on), None) == what


@pytest.mark.parametrize(("days", "is_told"), [(366, False), (365, True), (364, True)])
def test_nothing_is_told_more_than_a_year_ahead(days, is_told):
    facts = known(END - days * DAY)
    assert bool(told(facts, "end")) == is_told


@pytest.mark.parametrize(
    ("days", "what", "is_late"),
    [(-1, "Review due", False), (0, "Review due", False), (1, "Review overdue", True)],
)
def test_a_review_is_due_on_its_day_and_overdue_after_it(days, what, is_late):
    facts = known(REVIEW_ON + days * DAY, reviews=(review(REVIEW_ON),))
    assert told(facts, "review") == [(REVIEW_ON, what, is_late)]


def test_a_review_that_was_held_leads_to_the_next_one_which_no_register_names_yet():
    held = review(date(2026, 1, 5), held_on=date(2026, 1, 5), next_due_on=date(2026, 6, 1))
    (found,) = [
        one
        for one in reminders_of(known(REVIEW_ON, reviews=(held,)), POLICY)
        if one.kind == "review"
    ]
    assert (found.on, found.is_firm) == (date(2026, 6, 1), False)


def test_a_first_review_after_the_end_is_none():
    assert told(known(date(2026, 1, 1)), "review") == []


ASKED = END - timedelta(days=120)


@pytest.mark.parametrize(
    ("on", "decision", "end"),
    [
        (ASKED, "Renewal decision due", "Agreement ends"),
        (ASKED + DAY, "Renewal decision still due", "Agreement ends"),
        (ASKED + 90 * DAY, "Renewal decision still due", "Agreement ends"),
        (END + DAY, None, "Agreement ended"),
        (END + 91 * DAY, None, None),
    ],
)
def test_a_decision_is_asked_for_before_the_end_and_can_be_taken_until_then(on, decision, end):
    found = known(on)
    assert [said for _, said, _ in told(found, "decision")] == ([decision] if decision else [])
    assert [said for _, said, _ in told(found, "end")] == ([end] if end else [])


@pytest.mark.parametrize(("kind", "count"), [("renew", 0), ("notice", 0), ("improvement plan", 1)])
def test_a_decision_that_was_taken_is_not_asked_for(kind, count):
    decision = f.Decision(agreement_code="A-1", kind=kind, decided_on=ASKED)
    facts = known(ASKED, decisions=(decision,))
    assert len(told(facts, "decision")) == count
    (end,) = [one for one in reminders_of(facts, POLICY) if one.kind == "end"]
    said = "No decision on what follows is recorded." if count else "Decided on 3 May 2026"
    assert end.to_do.startswith(said)


def test_what_is_waived_is_told_until_it_would_be_overdue():
    waived = [
        f.Waiver(rule=rule, expires_on=END)
        for rule in ("return_overdue", "review_overdue", "renewal_decision_due")
    ]
    late = max(Q3.due_on, REVIEW_ON, ASKED) + DAY
    facts = known(late, reviews=(review(REVIEW_ON),), waivers=tuple(waived))
    assert [(one.kind, one.on) for one in reminders_of(facts, POLICY)] == [
        ("end", END),
        ("return", Q4.due_on),
    ]


def test_a_day_that_moves_moves_the_reminder_and_not_its_key():
    before = known(date(2026, 1, 1), reviews=(review(REVIEW_ON),))
    moved = agreement(ends_on=date(2026, 6, 30))
    after = known(date(2026, 1, 1), reviews=(review(REVIEW_ON + 9 * DAY),), agreement=moved)
    days = [{one.key: one.on for one in reminders_of(facts, POLICY)} for facts in (before, after)]
    changed = {key for key in days[0].keys() & days[1].keys() if days[0][key] != days[1][key]}
    assert {key[0] for key in changed} == {"review", "decision", "end"}


def test_every_reminder_of_an_agreement_has_a_key_of_its_own():
    reviews = (
        review(REVIEW_ON),
        f.Review(review_ref="R-2", agreement_code="A-1", due_on=REVIEW_ON),
    )
    found = reminders_of(known(date(2026, 1, 1), reviews=reviews), POLICY)
    assert len({one.key for one in found}) == len(found) == 8
