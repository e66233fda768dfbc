"""Read a snapshot of the hub, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from dashboard.domain.facts import Act, Agreement
from dashboard.domain.snapshot import Snapshot
from dashboard.store.acts import is_award_approved, read_acts
from dashboard.store.moment import Moment
from dashboard.store.registers import read_registers
from dashboard.store.returns import read_returns
from data.warehouse.adopted import read_policies


def read_snapshot(connection: Connection, moment: Moment) -> Snapshot:
    """The hub as it is known at a moment."""
    acts = _by_agreement(read_acts(connection, moment))
    registers = read_registers(connection, moment)
    agreements = registers.rows["agreements"]
    approved = [_approved(a, acts.get(a.agreement_code, ())) for a in agreements]
    return Snapshot(
        day=moment.day,
        registers=registers.replaced(agreements=approved),
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


def _by_agreement(acts: Iterable[Act]) -> dict[str | None, tuple[Act, ...]]:
    grouped = defaultdict(list)
    for act in acts:
        grouped[act.agreement_code].append(act)
    return {code: tuple(own) for code, own in grouped.items()}
