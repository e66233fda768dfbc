"""One consistent look at the warehouse: everything asked through it is of one data version."""

from collections import ChainMap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import Connection, Engine

from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.measures.kpi import Kpi, Quantities
from dashboard.policy.flag import Flag
from dashboard.store.counters import COUNTERS, Counter
from dashboard.store.flags import flags_of
from dashboard.store.memory import Memory
from dashboard.store.moment import Moment
from dashboard.store.snapshots import read_snapshot
from data.calendar import Quarter, between, quarter_of
from data.policies import Policy
from data.settings import Settings
from data.warehouse.engine import reading
from data.warehouse.state import data_version, today


@dataclass(frozen=True)
class Reader:
    """A connection with the data version and the day that it stands for."""

    connection: Connection
    memory: Memory
    version: int
    today: date

    def moment(self, on: date | None) -> Moment:
        return Moment.of(on, self.today)

    def policy(self, on: date) -> Policy:
        """The settings in force on a day."""
        return self.snapshot().policy(on)

    def snapshot(self, on: date | None = None) -> Snapshot:
        """The hub on a day; remembered."""
        moment = self.moment(on)
        ask = partial(read_snapshot, self.connection, moment)
        return self.memory.recall(self.version, ("snapshot", moment), ask)

    def quarters(self) -> tuple[Quarter, ...]:
        """From the first agreement's quarter to today's, oldest first."""
        starts = [a.starts_on for a in self.snapshot().agreements.values()]
        return between(quarter_of(min([*starts, self.today])), quarter_of(self.today))

    def flags(self, on: date | None = None) -> tuple[Flag, ...]:
        """Every state of every rule on a day; remembered."""

        def judge() -> tuple[Flag, ...]:
            snapshot = self.snapshot(on)
            return flags_of(snapshot, snapshot.policy())

        return self.memory.recall(self.version, ("flags", self.moment(on)), judge)

    def quantities(self, cells: Sequence[Cell], kpis: Sequence[Kpi]) -> list[Quantities]:
        """What KPIs need of cells that share a day and an activity, counted together."""
        counts = [
            self._counted(counter, cells) for counter in COUNTERS if counter.is_needed_for(kpis)
        ]
        return [dict(ChainMap(*parts)) for parts in zip(*counts, strict=True)]

    def _counted(self, counter: Counter, cells: Sequence[Cell]) -> list[Quantities]:
        """One counter's answers; only cells that are not remembered are counted."""
        moment = self.moment(cells[0].selection.on)
        keys = [(counter.names, moment, cell.asked) for cell in cells]
        known = {key: self.memory.kept(self.version, key) for key in keys}
        wanted = {key: cell for key, cell in zip(keys, cells, strict=True) if known[key] is None}
        if wanted:
            counted = counter.count(self.connection, tuple(wanted.values()), moment)
            for key, answer in zip(wanted, counted, strict=True):
                known[key] = answer
                self.memory.keep(self.version, key, answer)
        return [known[key] for key in keys]


@contextmanager
def open_reader(engine: Engine, settings: Settings, memory: Memory) -> Iterator[Reader]:
    """Look at the warehouse in one transaction."""
    with reading(engine) as connection:
        yield Reader(connection, memory, data_version(connection), today(settings, connection))
