"""A measure agreement by agreement: the way from a figure to the returns that it rests on."""

from collections import defaultdict
from dataclasses import dataclass, replace

from dashboard.domain.facts import Agreement, Partner
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Reading
from dashboard.store.session import Session


@dataclass(frozen=True)
class Behind:
    """One agreement's part in a figure."""

    agreement: Agreement
    partner: Partner
    reading: Reading


def behind(session: Session, selection: Selection, key: str) -> list[Behind]:
    """One KPI of each of the period's agreements, by partner; small numbers stay hidden.

    What is told of one activity only is read of each agreement's own.
    """
    cell, parts = session.cell(selection), []
    for activity, agreements in _grouped(cell, key).items():
        same = replace(selection, area=None, function=None, activity=activity)
        each = [replace(same, agreement_code=a.agreement_code) for a in agreements]
        parts += [
            Behind(agreement, cell.snapshot.partner_of(agreement), reading)
            for agreement, (reading,) in zip(agreements, session.readings(each, [key]), strict=True)
        ]
    return sorted(parts, key=lambda part: (part.partner.name, part.agreement.agreement_code))


def _grouped(cell: Cell, key: str) -> dict[str | None, list[Agreement]]:
    groups, is_of_own = defaultdict(list), KPIS[key].needs == "activity"
    for agreement in cell.running:
        groups[agreement.activity if is_of_own else cell.selection.activity].append(agreement)
    return groups
