"""The sheets of children: those who are new or all again, and who came to which session."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from etl.sample.children import Child
from etl.sample.days import session_days
from etl.sample.hub import Row
from etl.sample.period import Period
from etl.sample.rolls import SUMMER_SHARE, Group

SENDS_EVERYBODY = ("text", "titled")  # hands that list every child each time


def participants(period: Period, known: set[str]) -> list[Row]:
    """One row per child; `known` are the refs of earlier returns and grows by the new ones."""
    children = _present(period)
    listed = {
        ref: child
        for ref, child in children.items()
        if ref not in known or period.agreement.hand in SENDS_EVERYBODY
    }
    known.update(listed)
    return [_participant(child) for _, child in sorted(listed.items())]


def _present(period: Period) -> dict[str, Child]:
    return {child.ref: child for group in period.groups for child in group.children}


def _participant(child: Child) -> Row:
    details = asdict(child)
    return {"participant_ref": details.pop("ref")} | details


ATTENDS = (0.83, 0.95)  # a partner's usual rate, from and to
SEASON = {1: 0.01, 2: -0.03, 3: 0.0, 4: -0.02}


def attendance(period: Period) -> list[Row]:
    """One row per child and session, then one per crowd."""
    return [*_registers(period), *_crowds(period)]


def _registers(period: Period) -> Iterator[Row]:
    dice = period.dice("attendance")
    usual = period.hub.dice("attends", period.agreement.code).uniform(*ATTENDS)
    rate = usual + SEASON[period.quarter.number]
    for group in period.groups:
        for day in session_days(period.quarter, group.weekday, group.sessions, period.until):
            for child in group.children:
                yield _session(group, day) | {
                    "participant_ref": child.ref,
                    "attended": dice.random() < rate,
                }


def _session(group: Group, day: date) -> Row:
    return {
        "session_date": day,
        "activity": group.activity,
        "setting": group.setting,
        "hours": group.hours,
        "group": group.name,
    }


def _crowds(period: Period) -> Iterator[Row]:
    agreement, dice = period.agreement, period.dice("crowds")
    many = round(agreement.crowds * (SUMMER_SHARE if period.quarter.number == 4 else 1))
    settings = period.roll.settings
    first = period.index * many
    for n in range(many):
        days = session_days(period.quarter, n % 5, 6, period.until)
        if days:
            yield {
                "session_date": dice.choice(days),
                "activity": agreement.crowd,
                "setting": settings[(first + n) % len(settings)].urn,
                "hours": 1.0 if agreement.crowd == "instrument loan" else agreement.hours,
                "group": f"{agreement.crowd.capitalize()} {n + 1}",
                "headcount": max(3, round(agreement.crowd_of * dice.uniform(0.6, 1.4))),
            }
