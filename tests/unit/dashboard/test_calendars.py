"""Reminders as an iCalendar file: what a calendar program reads back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from dashboard.domain import facts as f
from dashboard.policy.reminders import Reminder
from dashboard.web.icalendar import Edition, as_calendar
from tests.support.drawn_facts import agreement

TODAY = date(2026, 1, 15)
EDITION = Edition("BLMK Music Hub: Luton", TODAY, datetime(2026, 1, 14, 9, tzinfo=UTC), 7)
REMINDER = Reminder(
    key=("return", "A-1", "2025/26 Q1"),
    kind="return",
    on=date(2026, 3, 2),
    what="Return for 2025/26 Q1 due",
    to_do="The partner sends its return.",
    agreement=agreement(title="Saturday band"),
    partner=f.Partner(partner_code="P-1", name="Oakmoss Choir"),
)


def bytes_of(*reminders, edition=EDITION) -> bytes:
    return as_calendar(edition, reminders, lambda one: f"http://hub/{one.partner.partner_code}")


def event_of(*reminders):
    (event,) = Calendar.from_ical(bytes_of(*reminders)).walk("VEVENT")
    return event


def named(name: str) -> Reminder:
    return replace(REMINDER, partner=f.Partner(partner_code="P-1", name=name))


def test_a_calendar_says_whose_it_is_and_how_often_to_ask():
    told = bytes_of(REMINDER).decode().splitlines()
    assert told[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for line in (
        "X-WR-CALNAME:BLMK Music Hub: Luton",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
        "PRODID:-//BLMK Music Hub//Reminders//EN",
    ):
        assert line in told


def test_an_event_is_a_whole_day_in_plain_words_with_the_way_to_its_page():
    event = event_of(REMINDER)
    assert event.decoded("dtstart") == date(2026, 3, 2)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event.decoded("dtstamp") == EDITION.changed_at
    said = "Return for 2025/26 Q1 due: Oakmoss Choir, Saturday band (Luton)"
    assert event["summary"] == said
    assert str(event["description"]).splitlines() == [
        "Partner: Oakmoss Choir",
        "Agreement: Saturday band (A-1)",
        "Area: Luton",
        "What to do: The partner sends its return.",
        "Page: http://hub/P-1",
    ]
    assert (event["url"], event["transp"]) == ("http://hub/P-1", "TRANSPARENT")


@pytest.mark.parametrize("on", [date(2027, 3, 28), date(2026, 10, 25), date(2026, 12, 31)])
def test_an_event_states_that_it_ends_with_its_day(on):
    """So that nobody adds 24 hours to a day on which clocks change."""
    event = event_of(replace(REMINDER, on=on))
    assert event.decoded("dtend") == on + timedelta(days=1)
    assert event["dtend"].params["VALUE"] == "DATE"
    assert "duration" not in event


@pytest.mark.parametrize(("is_firm", "status"), [(True, "CONFIRMED"), (False, "TENTATIVE")])
def test_a_day_that_no_register_names_is_tentative(is_firm, status):
    assert event_of(replace(REMINDER, is_firm=is_firm))["status"] == status


@pytest.mark.parametrize(("days", "alarms"), [(-1, 0), (0, 1), (1, 1)])
def test_an_alarm_goes_off_some_days_before_what_is_to_come(days, alarms):
    event = event_of(replace(REMINDER, on=TODAY + timedelta(days=days)))
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [
        timedelta(days=-7, hours=9) for _ in range(alarms)
    ]


def test_a_day_that_moves_keeps_its_uid():
    moved = replace(REMINDER, on=date(2026, 4, 1), what="Return overdue")
    assert event_of(moved)["uid"] == event_of(REMINDER)["uid"]
    other = replace(REMINDER, key=("return", "A-1:2025", "26 Q1"))
    assert event_of(other)["uid"] != event_of(REMINDER)["uid"]


@pytest.mark.parametrize(
    "name",
    [
        'Choir, "A"; B: C\\D \\n',
        "Chœur-d’été-" * 40,
        "合唱" * 60,
        "=cmd|'/c calc'!A0",
        "<script>alert(1)</script>",
    ],
)
def test_any_name_is_read_back_as_it_is_in_lines_of_75_octets(name):
    told = bytes_of(named(name))
    (event,) = Calendar.from_ical(told).walk("VEVENT")
    assert f"due: {name}, Saturday band" in event["summary"]
    assert max(map(len, told.split(b"\r\n"))) <= 75
    assert b"\n" not in told.replace(b"\r\n", b"")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\x00\r\x00\n"])
def test_a_name_cannot_add_lines_of_its_own(line_end):
    name = f"Choir{line_end}END:VEVENT{line_end}BEGIN:VEVENT{line_end}SUMMARY:Pay me"
    calendar = Calendar.from_ical(bytes_of(named(name), edition=replace(EDITION, name=name)))
    (event,) = calendar.walk("VEVENT")
    assert event["summary"].endswith("SUMMARY:Pay me, Saturday band (Luton)")
    assert event["summary"].isprintable()
