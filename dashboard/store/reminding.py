"""What falls due, whom to chase and what waits for a step, within a viewer's areas."""

from collections.abc import Iterable

from dashboard.access import Viewer
from dashboard.approvals import Wait, to_approve, to_report
from dashboard.chasing import Chased, whom
from dashboard.facts import AgreementFacts
from dashboard.reminders import Reminder, reminders_of
from dashboard.rule import Flag
from dashboard.store.agreement_facts import facts_of
from dashboard.store.reader import Reader


def reminders_for(
    reader: Reader, viewer: Viewer, area: str | None, ahead_days: int | None = None
) -> list[Reminder]:
    """By day; those of one area, or of all that are open to the viewer; `ahead_days` or as set."""
    policy = reader.snapshot().policy()
    found = [
        reminder
        for facts in _known(reader).values()
        if _is_meant(facts.agreement.area, viewer, area)
        for reminder in reminders_of(facts, policy, ahead_days)
    ]
    return sorted(found, key=lambda reminder: (reminder.on, reminder.partner.name, reminder.key))


def coming_for(reader: Reader, viewer: Viewer, days: int, area: str | None) -> list[Reminder]:
    """What lies within so many days from now on."""
    found = reminders_for(reader, viewer, area, days)
    return [one for one in found if one.on >= reader.snapshot().day]


def chased_for(reader: Reader, flags: Iterable[Flag], area: str | None) -> tuple[Chased, ...]:
    """From flags that are open to the viewer."""
    meant = [flag for flag in flags if area in (None, flag.area)]
    return whom(meant, _known(reader), reader.snapshot().policy())


def waits_for(reader: Reader, viewer: Viewer, area: str | None) -> list[Wait]:
    snapshot = reader.snapshot()
    policy = snapshot.policy()
    waits = (*to_approve(snapshot, policy), *to_report(snapshot, policy))
    return [wait for wait in waits if _is_meant(wait.area, viewer, area)]


def _known(reader: Reader) -> dict[str, AgreementFacts]:
    """The facts of every agreement by code; remembered."""
    snapshot = reader.snapshot()
    return reader.memory.recall(
        reader.version,
        ("known", reader.moment(None)),
        lambda: {code: facts_of(snapshot, one) for code, one in snapshot.agreements.items()},
    )


def _is_meant(place: str, viewer: Viewer, area: str | None) -> bool:
    return area in (None, place) and viewer.sees_detail_of(place)
