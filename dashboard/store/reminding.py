"""What falls due, whom to chase and what waits for a step, within a viewer's areas."""

from dashboard.domain.facts import AgreementFacts
from dashboard.domain.viewer import Viewer
from dashboard.policy.approvals import Wait, to_approve, to_report
from dashboard.policy.overdue import Chased, partners_to_chase
from dashboard.policy.reminders import Reminder, reminders_of
from dashboard.store.agreement_facts import facts_of
from dashboard.store.door import Door
from dashboard.store.flagged import flags_for
from dashboard.store.reader import Reader


class Reminding(Door):
    """What a viewer is to be reminded of."""

    def reminders(self, viewer: Viewer, area: str | None = None) -> list[Reminder]:
        """What falls due round today within the viewer's areas, or in one of them, by day."""
        viewer.require("see_partners")
        with self._open() as reader:
            return _reminders(reader, viewer, area)

    def coming(self, viewer: Viewer, days: int, area: str | None = None) -> list[Reminder]:
        """What falls due within so many days from today on, the next first."""
        viewer.require("see_partners")
        with self._open() as reader:
            found = _reminders(reader, viewer, area, days)
            return [one for one in found if one.on >= reader.snapshot().day]

    def chased(self, viewer: Viewer, area: str | None = None) -> tuple[Chased, ...]:
        """The partners to chase within the viewer's areas, or in one, the longest overdue first."""
        viewer.require("see_partners")
        with self._open() as reader:
            meant = [flag for flag in flags_for(reader, viewer) if area in (None, flag.area)]
            return partners_to_chase(meant, _known(reader), reader.snapshot().policy())

    def waits(self, viewer: Viewer, area: str | None = None) -> list[Wait]:
        """What waits for approval and then what waits to be reported, within the viewer's areas."""
        viewer.require("see_partners")
        with self._open() as reader:
            return _waits(reader, viewer, area)


def _reminders(
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


def _waits(reader: Reader, viewer: Viewer, area: str | None) -> list[Wait]:
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
