"""Read a snapshot of the hub, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection

from dashboard.facts import (
    Agreement,
    Allocation,
    Assessment,
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
from dashboard.snapshot import Snapshot
from dashboard.store.moment import Moment
from dashboard.store.registers import rows
from dashboard.store.returns import read_returns


def read_snapshot(connection: Connection, moment: Moment) -> Snapshot:
    """The hub as it is known at a moment."""

    def register(kind: type) -> list:
        return rows(connection, kind, moment)

    return Snapshot(
        day=moment.day,
        partners={row.partner_code: row for row in register(Partner)},
        agreements={row.agreement_code: row for row in register(Agreement)},
        objectives=_by_agreement(register(Objective)),
        payments=_by_agreement(register(Payment)),
        reviews=_by_agreement(register(Review)),
        decisions=_by_agreement(register(Decision)),
        assessments=_by_agreement(register(Assessment)),
        risks=_by_agreement(register(Risk)),
        needs={row.need_code: row for row in register(Need)},
        waivers=_by_agreement(register(Waiver)),
        allocations=tuple(register(Allocation)),
        schools=tuple(register(School)),
        returns=read_returns(connection, moment),
    )


def _by_agreement(found: Iterable) -> dict[str, tuple]:
    grouped = defaultdict(list)
    for row in found:
        grouped[row.agreement_code].append(row)
    return {code: tuple(kept) for code, kept in grouped.items()}
