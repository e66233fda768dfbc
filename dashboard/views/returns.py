"""The returns that agreements owe, and whether, when and how each has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from dashboard.domain.facts import Agreement, Received
from dashboard.domain.snapshot import Snapshot
from data.calendar import Quarter, between, quarter_of


@dataclass(frozen=True)
class ReturnCell:
    """One return that an agreement owes: whether, when and how it came.

    state: `received`, `late` (came after its due day), `missing` (due and not come), `waiting` (not
    due yet). `file_id` and `file_name` lead to the file in force.
    """

    agreement_code: str
    agreement_title: str
    partner_code: str
    partner_name: str
    area: str
    quarter: Quarter
    due_on: date
    received_on: date | None
    state: str
    is_nil: bool = False
    is_partial: bool = False
    file_id: int | None = None
    file_name: str | None = None


def grid_of(
    snapshot: Snapshot,
    agreements: Iterable[Agreement],
    quarters: Iterable[Quarter],
    files: Mapping[int, str],
) -> list[ReturnCell]:
    """One cell for each return owed for quarters that have begun, by partner and agreement."""
    begun = list(takewhile(lambda quarter: quarter.start <= snapshot.day, quarters))
    cells = [_cell(snapshot, a, q, files) for a in agreements for q in begun if a.owes(q)]
    return sorted(cells, key=lambda c: (c.partner_name, c.agreement_code, c.quarter))


def all_quarters(agreements: Iterable[Agreement]) -> tuple[Quarter, ...]:
    """Every quarter in which any of some agreements runs, oldest first."""
    days = [day for a in agreements for day in (a.starts_on, a.ends_on)]
    return between(quarter_of(min(days)), quarter_of(max(days))) if days else ()


def _cell(
    snapshot: Snapshot, agreement: Agreement, quarter: Quarter, files: Mapping[int, str]
) -> ReturnCell:
    facts = snapshot.returns.get((agreement.agreement_code, quarter))
    received = facts.received if facts else None
    return ReturnCell(
        agreement_code=agreement.agreement_code,
        agreement_title=agreement.title,
        partner_code=agreement.partner_code,
        partner_name=snapshot.partner_of(agreement).name,
        area=agreement.area,
        quarter=quarter,
        due_on=quarter.due_on,
        received_on=received.received_on if received else None,
        state=_state(snapshot, quarter, received),
        is_nil=bool(received and received.is_nil),
        is_partial=bool(received and received.is_partial),
        file_id=received.file_id if received else None,
        file_name=files.get(received.file_id) if received else None,
    )


def _state(snapshot: Snapshot, quarter: Quarter, received: Received | None) -> str:
    if received:
        return "late" if received.is_late else "received"
    return "missing" if quarter.due_on < snapshot.day else "waiting"
