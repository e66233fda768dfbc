"""A snapshot of the hub, read in a fixed number of queries: registers, returns and the journal."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from dashboard.domain.facts import Act, Agreement, Row, row_type
from dashboard.domain.registers import Registers
from dashboard.domain.snapshot import Snapshot
from dashboard.store.moment import Moment
from dashboard.store.returns import read_returns
from data.journal.book import entries
from data.registers import REGISTERS
from data.warehouse.adopted import read_policies
from data.warehouse.state import noise_secret
from data.warehouse.tables import metadata


def read_snapshot(connection: Connection, moment: Moment) -> Snapshot:
    """The hub as it is known at a moment."""
    acts = _by_agreement(_acts(connection, moment))
    registers = Registers({key: _rows(connection, row_type(key), moment) for key in REGISTERS})
    agreements = registers.rows["agreements"]
    approved = [_approved(a, acts.get(a.agreement_code, ())) for a in agreements]
    return Snapshot(
        day=moment.day,
        registers=registers.replaced(agreements=approved),
        returns=read_returns(connection, moment),
        acts=acts,
        policies=read_policies(connection),
        secret=noise_secret(connection),
    )


def _rows(connection: Connection, kind: type[Row], moment: Moment) -> tuple[Row, ...]:
    """A register's rows at a moment, in the order in which they came; later deeds are undone."""
    table = metadata.tables[kind.register.table]
    columns = (table.c[name] for name in kind.register.stored_columns)
    query = select(*columns).where(moment.in_force(table)).order_by(table.c.row_id)
    known = (kind(**row).as_of(moment.day) for row in connection.execute(query).mappings())
    return tuple(row for row in known if row is not None)


def _acts(connection: Connection, moment: Moment) -> list[Act]:
    """The entries of the journal that were there on the moment's day, oldest first."""
    return [
        Act(
            entry.entry_number,
            entry.written_on,
            entry.role,
            entry.act,
            entry.organisation,
            entry.agreement_code,
            entry.answers,
        )
        for entry in entries(connection)
        if entry.written_on <= moment.day or not moment.is_past
    ]


def _approved(agreement: Agreement, acts: Iterable[Act]) -> Agreement:
    """Its award is approved by the register, or by the journal where the register is blank."""
    if agreement.approved_on is not None:
        return agreement
    days = [act.answers["approved_on"] for act in acts if _is_award_approved(act)]
    return replace(agreement, approved_on=date.fromisoformat(min(days))) if days else agreement


def _is_award_approved(act: Act) -> bool:
    """Whether an act is the Executive Group's approval of the award itself, not of a decision."""
    return act.act == "approval" and "decision_ref" not in act.answers


def _by_agreement(acts: Iterable[Act]) -> dict[str | None, tuple[Act, ...]]:
    grouped = defaultdict(list)
    for act in acts:
        grouped[act.agreement_code].append(act)
    return {code: tuple(own) for code, own in grouped.items()}
