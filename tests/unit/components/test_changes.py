"""What changed, what was decided and how a figure stands, in words and tables."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.components.tables import since_meeting
from dashboard.domain.facts import Call, Decision, Partner, Review
from dashboard.kpis import KPIS
from dashboard.measures.forecast import Forecast, YearAhead
from dashboard.measures.kpi import Coverage
from dashboard.pages.measure import view as measure
from dashboard.pages.overview.view import answer as forecast_said
from dashboard.pages.review import decisions
from dashboard.pages.review import view as review
from dashboard.policy.changes import Changes, Happened
from dashboard.views.readings import Compared
from data.calendar import Quarter
from tests.support.drawn_facts import agreement
from tests.support.small_hub import words
from tests.unit.components.test_parts import drawn
from tests.unit.components.test_words import reading

SINCE = date(2025, 9, 28)
CHOIR = Partner(partner_code="P-1", name="Choir")
ENDED = Decision(kind="decommission", decided_by="executive group", decided_on=SINCE)
VARIED = replace(ENDED, kind="vary", reason="not aligned", notice_on=date(2025, 10, 28))
AWARD = replace(ENDED, kind="award")


def happened(what, options: int = 0) -> Happened:
    return Happened(what, agreement(), CHOIR, options)


def quiet(**values) -> Changes:
    same = dict.fromkeys(Changes.__dataclass_fields__, ()) | {"since": SINCE}
    return Changes(**same | values)


def test_the_day_of_the_last_meeting_says_where_it_comes_from():
    said = since_meeting.meeting_note(Quarter(2025, 2))
    assert said.startswith("Since 28 December 2025, when the returns of 2025/26 Q1 fell due")


def test_nothing_changed_is_said_in_words():
    nothing = quiet()
    told = [
        since_meeting.new_flags(nothing),
        since_meeting.waiting(nothing),
        since_meeting.carried_forward(nothing),
    ]
    assert words([drawn(one) for one in told]).count("flag") == 3
    assert "0 new flags" in words(drawn(since_meeting.counted(nothing)))
    one = quiet(reviews=(happened(Review(held_on=SINCE)),))
    assert "1 review held" in words(drawn(since_meeting.counted(one)))


def test_endings_say_options_and_notice_and_leave_awards_out():
    table = decisions.endings_table([happened(VARIED, 3), happened(AWARD)])
    (row,) = table.rows
    assert row[3:6] == ("Vary", "Not aligned", 3)
    assert row[7] == date(2025, 10, 28)


def test_a_decision_of_no_agreement_is_about_a_call():
    call = Happened(replace(AWARD, opportunity_code="C-1"), None, None)
    (row,) = decisions.decisions_table([call]).rows
    assert row[:3] == ("A call for proposals", "Call C-1", "No agreement")
    known = replace(
        call, call=Call(opportunity_code="C-1", area="Luton", title="Strings in schools")
    )
    (row,) = decisions.decisions_table([known]).rows
    assert row[:3] == ("A call for proposals", "Call: Strings in schools (C-1)", "Luton")


def test_two_declines_of_one_call_are_told_apart_by_whose_proposals_they_were():
    declined = replace(ENDED, kind="decline", opportunity_code="C-1")
    band = replace(CHOIR, partner_code="P-2", name="Band")
    call = Call(opportunity_code="C-1", area="Luton", title="Strings in schools")
    both = [Happened(declined, None, one, call=call) for one in (CHOIR, band)]
    table = decisions.decisions_table(both)
    assert [row[0] for row in table.rows] == ["Choir", "Band"]
    assert table.links == {}, "who only proposed may have no page"
    assert {row[4] for row in table.rows} == {"Executive Group"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"coverage": Coverage(31, 31)}, "Settled: every return has come"),
        ({"coverage": Coverage(27, 31)}, "Provisional: not every return has come"),
        ({"note": "Not rated"}, "Provisional: returns are due on"),
    ],
)
def test_a_figure_says_whether_it_is_provisional(changed, expected):
    assert measure.standing(replace(reading(), **changed), []).startswith(expected)


def test_a_measure_without_a_figure_says_why():
    now = replace(reading(), value=None, state="suppressed")
    assert measure.answer(Compared(now, now, now)).startswith("Suppressed: it rests on so few")


def test_the_review_opens_with_the_plan_and_how_many_returns_it_rests_on():
    assert review.answer([reading()], []).endswith("; no return is due yet.")


def test_a_forecast_says_its_range_or_why_there_is_none():
    kpi, before = KPIS["grant_spent"], (1, 1, 1, 1)
    likely = Forecast((100_000_00,), 400_000_00, 380_000_00, 420_000_00)
    told = forecast_said(kpi, YearAhead("2025/26", "2024/25", before, (likely,)))
    assert told == (
        "£100,000 so far. £400,000 (£380,000 to £420,000) is likely by the end of 2025/26."
    )
    none = Forecast((100_000_00,), why_not="Too few returns.")
    told = forecast_said(kpi, YearAhead("2025/26", "2024/25", before, (none,)))
    assert told == "£100,000 so far. No forecast: too few returns."
