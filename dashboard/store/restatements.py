"""Closed quarters replayed day by day, from the versions that the warehouse keeps of everything."""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection, Table, or_, select

from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.kpis import KPIS
from dashboard.measures.evaluate import Reckoner
from dashboard.measures.kpi import Reading
from dashboard.measures.restatements import Cause, Change, Restatement, restated
from dashboard.store import released
from dashboard.store.counters import COUNTERS, policy_for
from dashboard.store.snapshots import read_snapshot
from dashboard.store.transaction import Transaction
from data.calendar import Quarter, between, newest_due, parse_year, quarter_of
from data.warehouse import tables

ALWAYS = date(1, 1, 1)  # the first version of a register's key: it holds for the past as well
A_DAY = timedelta(days=1)


def restatements(
    transaction: Transaction, quarters: Iterable[Quarter] | None = None
) -> list[Restatement]:
    """Every restatement of some closed quarters, or of all; oldest first."""
    wanted = None if quarters is None else set(quarters)
    by_day = defaultdict(list)
    for change in changes(transaction.connection, transaction.snapshot()):
        by_day[change.day].append(change)
    days = [
        day
        for day, changed in sorted(by_day.items())
        if wanted is None or any(wanted & change.quarters for change in changed)
    ]
    entries = (entry for day in days for entry in _of_day(transaction, by_day[day]))
    return [entry for entry in entries if wanted is None or entry.quarter in wanted]


def _of_day(transaction: Transaction, changed: list[Change]) -> tuple[Restatement, ...]:
    """What was restated on the day of some changes; remembered."""
    key = ("restated", changed[0].day)
    return transaction.recall(key, lambda: tuple(_replayed(transaction, changed)))


def _replayed(transaction: Transaction, changed: list[Change]) -> Iterator[Restatement]:
    """The day's readings beside those of what was known the evening before, as of the same day."""
    day = changed[0].day
    chosen = sorted(
        {(quarter, area) for c in changed for quarter in c.quarters for area in (None, *c.areas)},
        key=lambda pair: (pair[0], pair[1] or ""),
    )
    selections = [Selection(quarter, area=area) for quarter, area in chosen]
    before = _readings(transaction, selections, day, known_on=day - A_DAY)
    after = _readings(transaction, selections, day, known_on=day)
    yield from (entry for entry in restated(before, after, changed) if not _is_a_release(entry))


def _is_a_release(entry: Restatement) -> bool:
    """Whether a figure by a characteristic came out for the first time, which restates nothing."""
    return entry.before.state == "missing" and bool(entry.kpi.quantities & set(released.NAMES))


def _readings(
    transaction: Transaction, selections: Sequence[Selection], day: date, known_on: date
) -> list[Reading]:
    """Every KPI for each selection on a day, from what was known by another."""
    moment = transaction.moment(known_on)
    snapshot = replace(read_snapshot(transaction.connection, moment), day=day)
    cells = [Cell(snapshot, selection) for selection in selections]
    counts = [counter.count(transaction.connection, cells, moment) for counter in COUNTERS]
    readings = []
    for cell, *parts in zip(cells, *counts, strict=True):
        reckoner = Reckoner.of(cell, dict(ChainMap(*parts)), policy_for(cell))
        readings += [reckoner.read(kpi) for kpi in KPIS.values()]
    return readings


# -- What changed, and what it may have moved ----------------------------------------------------


def changes(connection: Connection, snapshot: Snapshot) -> list[Change]:
    """All that began to hold after the due day of a quarter whose figures rest on it."""
    files = dict(connection.execute(select(tables.file.c.file_id, tables.file.c.name)).all())
    reach = _Reach(snapshot, files)
    every = [*_of_returns(connection, reach), *_of_registers(connection, reach)]
    return [change for change in every if change.quarters and change.day <= snapshot.day]


@dataclass(frozen=True)
class _Reach:
    """How far a change reaches: the quarters closed on its day, and areas."""

    snapshot: Snapshot
    files: dict[int, str]

    def change(
        self, what: str, day: date, file_id: int, quarters: Iterable[Quarter], codes: Iterable[str],
        areas: Iterable[str] = (),
    ) -> Change:  # fmt: skip
        codes = sorted({code for code in codes if code in self.snapshot.agreements})
        areas = {*areas, *(self.snapshot.agreements[code].area for code in codes)}
        cause = Cause(
            what,
            codes[0] if len(codes) == 1 else None,
            next(iter(areas)) if len(areas) == 1 else None,
            self.files.get(file_id),
        )
        closed = frozenset(quarter for quarter in quarters if quarter.due_on < day)
        return Change(day, closed, frozenset(areas), cause)

    def from_then_on(self, quarter: Quarter) -> tuple[Quarter, ...]:
        """A return moves its own quarter, and those that build on it or compare with it."""
        newest = newest_due(self.snapshot.day)
        return between(quarter, newest) if quarter <= newest else ()

    def run_of(self, code: str) -> tuple[Quarter, ...]:
        """The quarters in which an agreement runs."""
        agreement = self.snapshot.agreements.get(code)
        if agreement is None:
            return ()
        return between(quarter_of(agreement.starts_on), quarter_of(agreement.ends_on))


def _of_returns(connection: Connection, reach: _Reach) -> Iterator[Change]:
    form, file = tables.dim_return.c, tables.file.c
    query = (
        select(form.agreement_code, form.quarter, form.valid_from, form.file_id, file.mends_file_id)
        .join_from(tables.dim_return, tables.file, file.file_id == form.file_id)
        .where(or_(form.valid_to.is_(None), form.valid_to != form.valid_from))
        .distinct()
    )
    for row in connection.execute(query.order_by(form.valid_from, form.file_id)):
        quarter = Quarter.parse(row.quarter)
        if row.valid_from > quarter.due_on:
            what = "return" if row.mends_file_id is None else "corrections"
            quarters, codes = reach.from_then_on(quarter), [row.agreement_code]
            yield reach.change(what, row.valid_from, row.file_id, quarters, codes)


def _of_registers(connection: Connection, reach: _Reach) -> Iterator[Change]:
    for table, (what, key, touches) in _REGISTERS.items():
        for old, new in _successions(connection, table, key):
            quarters, codes, areas = set(), set(), set()
            for row in (old, new):
                touched = touches(reach, row)
                quarters |= set(touched[0])
                codes |= set(touched[1])
                areas |= set(touched[2])
            yield reach.change(what, new.valid_from, new.file_id, quarters, codes, areas)


def _successions(connection: Connection, table: Table, key: str) -> Iterator[tuple]:
    """Each version of a register's row that took another's place, after that other."""
    again = select(table.c[key]).where(table.c.valid_from > ALWAYS)
    stood = or_(table.c.valid_to.is_(None), table.c.valid_to != table.c.valid_from)
    query = select(table).where(table.c[key].in_(again), stood).order_by(table.c.row_id)
    earlier = {}
    for row in connection.execute(query):
        code = getattr(row, key)
        if code in earlier:
            yield earlier[code], row
        earlier[code] = row


def _payment(reach: _Reach, row) -> tuple:
    quarters = [quarter_of(row.paid_on)] if row.paid_on else []
    return quarters, [row.agreement_code], []


def _allocation(reach: _Reach, row) -> tuple:
    year = Quarter(parse_year(row.year), 1).whole_year()
    return year, filter(None, [row.agreement_code]), [row.area]


def _agreement(reach: _Reach, row) -> tuple:
    quarters = between(quarter_of(row.starts_on), quarter_of(row.ends_on))
    return quarters, [row.agreement_code], [row.area]


def _objective(reach: _Reach, row) -> tuple:
    return reach.run_of(row.agreement_code), [row.agreement_code], []


def _partner(reach: _Reach, row) -> tuple:
    agreements = reach.snapshot.agreements.values()
    own = [a.agreement_code for a in agreements if a.partner_code == row.partner_code]
    return {quarter for code in own for quarter in reach.run_of(code)}, own, []


def _school(reach: _Reach, row) -> tuple:
    starts = [a.starts_on for a in reach.snapshot.agreements.values()]
    quarters = reach.from_then_on(quarter_of(min(starts))) if starts else ()
    return quarters, [], [row.area]


_REGISTERS = {  # what it is called, its key, and (quarters, agreements, areas) that a row touches
    tables.fact_payment: ("payments", "payment_ref", _payment),
    tables.fact_allocation: ("allocations", "allocation_ref", _allocation),
    tables.dim_agreement: ("agreements", "agreement_code", _agreement),
    tables.dim_objective: ("objectives", "objective_code", _objective),
    tables.dim_partner: ("partners", "partner_code", _partner),
    tables.dim_school: ("schools", "urn", _school),
}
