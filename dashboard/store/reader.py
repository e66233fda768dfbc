"""One consistent look at the warehouse: everything asked through it is of one data version."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import Connection, Engine

from dashboard.kpi import Quantities
from dashboard.quantities import quantities
from dashboard.rule import Flag
from dashboard.snapshot import Cell, Snapshot
from dashboard.store.children import count_children
from dashboard.store.flags import flags_of
from dashboard.store.learning import count_pairs
from dashboard.store.memory import Memory
from dashboard.store.moment import Moment
from dashboard.store.released import read_released
from dashboard.store.snapshots import read_snapshot
from data.policies import Policy, policy_on
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

    def snapshot(self, on: date | None = None) -> Snapshot:
        """The hub on a day; remembered."""
        moment = self.moment(on)
        key = ("snapshot", self.version, moment)
        return self.memory.recall(key, lambda: read_snapshot(self.connection, moment))

    def flags(self, on: date | None = None) -> tuple[Flag, ...]:
        """Every state of every rule on a day; remembered."""
        moment = self.moment(on)
        key = ("flags", self.version, moment)
        policy = policy_on(moment.day)
        return self.memory.recall(key, lambda: flags_of(self.snapshot(on), policy))

    def quantities(self, cells: Sequence[Cell]) -> list[Quantities]:
        """Each cell's quantities; those not remembered are counted together."""
        keys = [self._key(cell) for cell in cells]
        known = {key: self.memory.kept(key) for key in keys}
        wanted = {key: cell for key, cell in zip(keys, cells, strict=True) if known[key] is None}
        for key, counted in self._count(wanted):
            known[key] = counted
            self.memory.keep(key, counted)
        return [known[key] for key in keys]

    def _key(self, cell: Cell) -> tuple:
        selection = replace(cell.selection, on=None)
        moment = self.moment(cell.selection.on)
        return ("quantities", self.version, moment, selection, cell.within)

    def _count(self, wanted: dict[tuple, Cell]) -> Iterator[tuple[tuple, Quantities]]:
        """Count cells together that share a day and an activity."""

        def alike(item: tuple[tuple, Cell]) -> tuple[str, str]:
            selection = item[1].selection
            return str(selection.on or ""), selection.activity or ""

        for _, group in groupby(sorted(wanted.items(), key=alike), key=alike):
            keys, cells = zip(*group, strict=True)
            yield from zip(keys, self._count_alike(cells), strict=True)

    def _count_alike(self, cells: Sequence[Cell]) -> Iterator[Quantities]:
        moment = self.moment(cells[0].selection.on)
        counts = (
            [quantities(cell, self.policy(cell)) for cell in cells],
            count_children(self.connection, cells, moment),
            count_pairs(self.connection, cells, moment),
            read_released(self.connection, cells, moment),
        )
        for parts in zip(*counts, strict=True):
            yield {name: value for part in parts for name, value in part.items()}

    def policy(self, cell: Cell) -> Policy:
        """The settings for a period: those in force on its last day, or today while it is open."""
        return policy_on(min(cell.last_day, cell.snapshot.day))


@contextmanager
def open_reader(engine: Engine, settings: Settings, memory: Memory) -> Iterator[Reader]:
    """Look at the warehouse in one transaction."""
    with reading(engine) as connection:
        yield Reader(connection, memory, data_version(connection), today(settings, connection))
