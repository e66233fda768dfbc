"""Read a snapshot of the hub, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from dashboard.domain.facts import (
    Act,
    Agreement,
    Allocation,
    Assessment,
    Call,
    Decision,
    Need,
    Objective,
    Partner,
    Payment,
    Review,
    Risk,
    School,
    Waiver,
)
from dashboard.domain.snapshot import Snapshot
from dashboard.store.acts import is_award_approved, read_acts
from dashboard.store.moment import Moment
from dashboard.store.registers import rows
from dashboard.store.returns import read_returns
from data.warehouse.adopted import read_policies


def read_snapshot(connection: Connection, moment: Moment) -> Snapshot:
    """The hub as it is known at a moment."""

    def register(kind: type) -> list:
        return rows(connection, kind, moment)

    acts = _by_agreement(read_acts(connection, moment))
    agreements = {row.agreement_code: row for row in register(Agreement)}
    return Snapshot(
        day=moment.day,
        partners={row.partner_code: row for row in register(Partner)},
        agreements={code: _approved(a, acts.get(code, ())) for code, a in agreements.items()},
        objectives=_by_agreement(register(Objective)),
        payments=_by_agreement(register(Payment)),
        reviews=_by_agreement(register(Review)),
        decisions=_by_agreement(register(Decision)),
        assessments=_by_agreement(register(Assessment)),
        risks=_by_agreement(register(Risk)),
        needs={row.need_code: row for row in register(Need)},
        calls={row.opportunity_code: row for row in register(Call)},
        waivers=_by_agreement(register(Waiver)),
        allocations=tuple(register(Allocation)),
        schools=tuple(register(School)),
        returns=read_returns(connection, moment),
        acts=acts,
        policies=read_policies(connection),
    )


def _approved(agreement: Agreement, acts: Iterable[Act]) -> Agreement:
    """Its award is approved by the register, or by the journal where the register is blank."""
    if agreement.approved_on is not None:
        return agreement
    days = [act.said["approved_on"] for act in acts if is_award_approved(act)]
    return replace(agreement, approved_on=date.fromisoformat(min(days))) if days else agreement


def _by_agreement(found: Iterable) -> dict[str, tuple]:
    grouped = defaultdict(list)
    for row in found:
        grouped[row.agreement_code].append(row)
    return {code: tuple(kept) for code, kept in grouped.items()}
