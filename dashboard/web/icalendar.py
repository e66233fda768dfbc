"""Reminders as an iCalendar file, which calendar programs fetch again by themselves."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, vDuration, vText

from dashboard.domain.formatting import area_name, one_line
from dashboard.policy.reminders import Reminder
from data.hub import HUB, slug_of

REFRESH = timedelta(hours=12)
ALARM_HOUR = timedelta(hours=9)  # nobody is woken at midnight


@dataclass(frozen=True)
class Edition:
    """What is the same for all events of a calendar as it is fetched on a day.

    `changed_at` is when any of them last may have changed, in UTC.
    """

    name: str
    today: date
    changed_at: datetime
    alarm_days: int


def as_calendar(
    edition: Edition, reminders: Iterable[Reminder], page_of: Callable[[Reminder], str]
) -> bytes:
    """Events of one whole day; `page_of` gives the address at which a reminder can be read about.

    The same reminder has the same UID each time, so that one whose day moves is moved.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{HUB.name}//Reminders//EN")
    calendar.add("version", "2.0")
    for heading in ("name", "x-wr-calname"):
        calendar[heading] = vText(one_line(edition.name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar["x-published-ttl"] = vDuration(REFRESH)
    for reminder in reminders:
        calendar.add_component(_event(edition, reminder, page_of(reminder)))
    return calendar.to_ical()


def _event(edition: Edition, reminder: Reminder, page: str) -> Event:
    event, summary = Event(), _summary(reminder)
    event.add("uid", _uid(reminder))
    event.add("dtstart", reminder.on)
    event.add("dtend", reminder.on + timedelta(days=1))  # some add 24 hours when clocks change
    event.add("dtstamp", edition.changed_at)
    event.add("last-modified", edition.changed_at)
    event.add("summary", summary)
    event.add("description", _description(reminder, page))
    event.add("url", page)
    event.add("categories", [area_name(reminder.agreement.area)])
    event.add("status", "CONFIRMED" if reminder.is_firm else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if reminder.on >= edition.today:
        event.add_component(_alarm(summary, edition.alarm_days))
    return event


def _uid(reminder: Reminder) -> str:
    parts = ":".join(quote(part, safe="") for part in reminder.key)
    return f"{parts}@{slug_of(HUB.name)}"


def _summary(reminder: Reminder) -> str:
    agreement = reminder.agreement
    whose = f"{reminder.partner.name}, {agreement.title} ({area_name(agreement.area)})"
    return one_line(f"{reminder.what}: {whose}")


def _description(reminder: Reminder, page: str) -> str:
    agreement = reminder.agreement
    lines = {
        "Partner": reminder.partner.name,
        "Agreement": f"{agreement.title} ({agreement.agreement_code})",
        "Area": area_name(agreement.area),
        "What to do": reminder.to_do,
        "Page": page,
    }
    return "\n".join(one_line(f"{term}: {value}") for term, value in lines.items())


def _alarm(summary: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", ALARM_HOUR - timedelta(days=days))
    return alarm
