"""Marks by quarter and numbers by month."""

from datetime import date

from dash import html

from dashboard.components.tables.returns_grid import shares
from dashboard.pages.data.coverage import coverage_grid
from dashboard.pages.partners.view import calendar
from dashboard.pages.reminders.view import falling_due
from dashboard.policy.reminders import Reminder
from dashboard.views.returns import ReturnCell
from data.calendar import Quarter
from tests.support.drawn_facts import known
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

Q1, Q2 = Quarter(2025, 1), Quarter(2025, 2)
TODAY = date(2026, 1, 15)


def cell(code: str, quarter: Quarter, state: str) -> ReturnCell:
    came = quarter.due_on if state in ("received", "late") else None
    about = (code, "Band", f"P-{code}", f"Partner {code}", "Luton")
    return ReturnCell(*about, quarter, quarter.due_on, came, state)


def test_every_mark_says_what_it_means_and_a_return_that_came_is_a_link():
    told = drawn(coverage_grid([cell("A-1", Q1, "received"), cell("A-2", Q1, "missing")], Q1))
    assert "On time, received 28 December 2025: A-1 for 2025/26 Q1" in words(told)
    assert "Missing, due 28 December 2025: A-2 for 2025/26 Q1" in words(told)
    assert "1 of 2" in words(told)
    assert str(told).count("/return?agreement=A-1") == 1


def test_returns_not_due_yet_are_no_part_of_how_they_came():
    told = words(drawn(shares([cell("A-1", Q1, "received"), cell("A-1", Q2, "waiting")])))
    assert "On time: 1 (100%)" in told
    assert "1 return is not due yet." in told
    assert words(drawn(shares([cell("A-1", Q2, "waiting")]))).count("%") == 0


def test_quarters_that_have_not_begun_are_left_out():
    told = words(
        drawn(coverage_grid([cell("A-1", Q1, "received"), cell("A-1", Q2, "waiting")], Q1))
    )
    assert "Q1" in told
    assert "Q2" not in told
    assert "No return is owed" in words(drawn(coverage_grid([], Q1)))


def _falls_due(kind: str, on: date) -> Reminder:
    facts = known(TODAY)
    return Reminder((kind,), kind, on, f"{kind} due", "Do it.", facts.agreement, facts.partner)


def test_what_falls_due_and_what_is_left_from_before_add_up_to_the_list():
    before, after = date(2026, 1, 14), date(2026, 1, 16)
    kinds = (("return", after), ("end", after), ("return", before), ("end", before))
    told = words(drawn(falling_due([_falls_due(*one) for one in kinds], TODAY, "/export")))
    assert "In the coming year 1 return falls due, and 1 agreement ends." in told
    assert "From before today 1 return is still open, and 1 agreement ended." in told
    assert "Show all 4 entries" in told


def test_months_count_what_falls_due_in_each():
    due, review = _falls_due("return", date(2026, 3, 28)), _falls_due("review", date(2026, 1, 20))
    told = words(drawn(calendar([due, due, review], TODAY, 4, html.P("")))).split()
    assert told.index("Mar") < told.index("Apr")
    said = words(drawn(calendar([due, due, review], TODAY, 4, html.P(""))))
    assert "Returns due – – 2  returns –" in said
    assert "Reviews due 1  review – – –" in said
