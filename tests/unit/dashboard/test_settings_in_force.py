"""Each setting on the page says its value, its clause, and which version set it."""

from dataclasses import replace
from datetime import date

from dashboard.pages.methods.view import settings_table, versions_table
from data.adjustable import adjustable, changed
from tests.support.drawn_facts import POLICY

CHANGES = {"quality_floor": 0.65}
NEXT = replace(
    changed(POLICY, CHANGES),
    version="2026-02-01, journal, entry 1",
    in_force_from=date(2026, 2, 1),
    adopted_on=date(2026, 1, 14),
    adopted_by="The Executive Group",
    status="adopted",
    changes=CHANGES,
)
BOTH = (POLICY, NEXT)
FLOOR = "The share of positive answers that is asked at least"


def row(policy, says: str = FLOOR) -> tuple:
    return next(row for row in settings_table(policy, BOTH).rows if row[0] == says)


def test_every_setting_that_may_be_changed_is_listed():
    assert len(settings_table(POLICY, BOTH).rows) == len(adjustable(POLICY))


def test_before_its_day_a_change_is_not_in_force():
    assert row(POLICY)[1:] == ("60%", "Decommissioning Partners", "Local setting, to be confirmed")


def test_a_setting_names_the_version_that_set_it():
    assert row(NEXT)[1] == "65%"
    assert row(NEXT)[3] == "Adopted on 14 January 2026, in force from 1 February 2026"
    other = row(NEXT, "A review counts as due so many days before its day")
    assert other[3] == "Local setting, to be confirmed"


def test_each_version_says_what_it_changed():
    newest, first = versions_table(BOTH).rows
    assert newest[4] == f"{FLOOR}: 65%"
    assert first[4] == "What the hub started from"
