"""The partners that have an agreement, as their list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.domain.facts import Agreement, Partner
from dashboard.domain.snapshot import Snapshot
from dashboard.policy.flag import Flag
from dashboard.policy.reminders import Reminder
from dashboard.store.due import reminders
from dashboard.store.session import Session
from data.hub import HUB, HUB_WIDE

AREAS = (*HUB.area_names, HUB_WIDE)


@dataclass(frozen=True)
class PartnerRow:
    """A partner in the list: its running agreements and the flags that are raised."""

    partner: Partner
    areas: tuple[str, ...]
    agreements: int
    running: int
    value_pence: int
    next_end: date | None
    raised: tuple[Flag, ...]


def partners(session: Session) -> list[PartnerRow]:
    """By name."""
    snapshot, flags, agreements = session.snapshot(), session.judge.flags(), session.agreements()
    rows = [
        _row(snapshot, code, [a for a in agreements if a.partner_code == code], flags)
        for code in {agreement.partner_code for agreement in agreements}
    ]
    return sorted(rows, key=lambda row: (row.partner.name, row.partner.partner_code))


def _row(
    snapshot: Snapshot, code: str, agreements: list[Agreement], flags: Sequence[Flag]
) -> PartnerRow:
    running = [a for a in agreements if a.starts_on <= snapshot.day <= a.ends_on]
    areas = {agreement.area for agreement in agreements}
    return PartnerRow(
        partner=snapshot.partners[code],
        areas=tuple(area for area in AREAS if area in areas),
        agreements=len(agreements),
        running=len(running),
        value_pence=sum(agreement.value_pence for agreement in running),
        next_end=min((agreement.ends_on for agreement in running), default=None),
        raised=tuple(
            flag for flag in flags if flag.partner_code == code and flag.finding.state == "raised"
        ),
    )


def coming(session: Session, days: int, area: str | None = None) -> list[Reminder]:
    """What falls due within so many days from today on, the next first."""
    return [reminder for reminder in reminders(session, area, days) if reminder.on >= session.today]
