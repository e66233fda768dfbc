"""Flags on their page: a rule once with those it concerns, and tables of all of them."""

from dataclasses import replace
from datetime import date

from dashboard.components.page_parts import clause_and_what_it_asks
from dashboard.domain.facts import Act
from dashboard.pages.flags.view import (
    day_form,
    evidence_sentences,
    flag_group,
    flag_table,
    unsettled_table,
)
from tests.support.drawn_facts import POLICY, waiver
from tests.support.drawn_flags import TODAY, flag
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn

LATE = flag("return_overdue")


def test_a_rule_stands_once_above_the_partners_that_it_concerns():
    page = words(drawn(flag_group([LATE, LATE], POLICY)))
    assert page.startswith("Return overdue A return has not come by its due day, 28 days")
    assert "Return overdue: 2 flags" in page
    assert page.count("Choir") == 2


def test_what_people_entered_has_a_column_only_where_somebody_did():
    assert "Entered" not in words(drawn(flag_group([LATE], POLICY)))
    seen = replace(LATE, acts=(Act(1, TODAY, "lead", "acknowledge", None, "A-1", {}),))
    assert "Acknowledged on 15 January 2026" in words(drawn(flag_group([seen], POLICY)))


def test_evidence_is_said_in_sentences():
    assert evidence_sentences(LATE) == (
        "Return: not received in 2025/26 Q1; it was due on 28 December 2025."
    )


def test_a_flag_in_the_file_cites_its_clause():
    (row,) = flag_table([LATE]).rows
    assert row[:5] == ("Return overdue", "Due for review", "Choir", "A-1", "Luton")
    assert row[8]


def test_a_waived_flag_says_by_whom_and_one_that_cannot_be_judged_what_is_missing():
    waived = flag("return_overdue", "waived", waiver("return_overdue", date(2026, 3, 1)))
    blind = flag("review_due", "not_computable", missing="A day for the next one.")
    first, second = unsettled_table([waived, blind, LATE]).rows
    assert first[3:] == (
        "Waived",
        f"Waived by hub lead until 1 March 2026. {evidence_sentences(waived)}",
    )
    assert second[3:] == ("Not possible to say", "A day for the next one.")


def test_another_day_is_asked_for_within_the_same_area():
    form = str(drawn(day_form("Luton", TODAY, TODAY)))
    assert "'name': 'area', 'value': 'luton'" in form
    assert "'max': '2026-01-15'" in form
    assert "'name': 'area'" not in str(drawn(day_form(None, TODAY, TODAY)))


def test_a_clause_is_shown_with_what_it_asks():
    heading, asks = drawn(clause_and_what_it_asks("monitoring"))
    assert words(heading)
    assert asks.startswith(": ")
