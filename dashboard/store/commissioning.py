"""Agreements that run, and the needs that they answer, within a session's scope."""

from collections.abc import Iterable

from dashboard.domain.facts import Agreement, Need
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.policy.commissioning import Commissioned, NeedRow, commissioned_in
from dashboard.store.session import Session


def commissioned(session: Session, selection: Selection) -> list[Commissioned]:
    """The agreements that run today, by partner."""
    return commissioned_in(session.cell(selection))


def needs(session: Session, selection: Selection) -> list[NeedRow]:
    """The needs on the register, by area and priority, and what answers each today."""
    cell, answering = session.cell(selection), session.answering(selection.on)
    meant = [
        need
        for need in cell.snapshot.needs.values()
        if need.is_open and selection.area in (None, need.area)
    ]
    return [
        _need(cell, need, answering.get(need.need_code, ()))
        for need in sorted(meant, key=lambda need: (need.area, need.priority, need.need_code))
    ]


def _need(cell: Cell, need: Need, answering: Iterable[Agreement]) -> NeedRow:
    day = cell.snapshot.day
    running = [agreement for agreement in answering if agreement.runs_in(day, day)]
    own = [a for a in running if a.agreement_code in cell.snapshot.agreements]
    answered_by = tuple(Commissioned.of(cell.snapshot, agreement) for agreement in own)
    return NeedRow(need, need.lpme_function, answered_by, len(running) - len(own))
