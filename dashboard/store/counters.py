"""Counters: what counts the quantities of a selection; only those that KPIs need are run.

A counter takes cells that share a day and an activity, and counts them together.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType

from sqlalchemy import Connection

from dashboard.domain.snapshot import Cell
from dashboard.measures.kpi import Kpi
from dashboard.measures.quantities import OF_A_CELL
from dashboard.measures.quantity import Quantities, names_of
from dashboard.store import children, learning, released
from dashboard.store.moment import Moment
from data.policies import Policy


@dataclass(frozen=True)
class Counter:
    """Counts the quantities that are named, for each of several cells."""

    count: Callable[[Connection, Sequence[Cell], Moment], list[Quantities]]
    names: tuple[str, ...]

    def is_needed_for(self, kpis: Iterable[Kpi]) -> bool:
        return any(not kpi.quantities.isdisjoint(self.names) for kpi in kpis)


def policy_for(cell: Cell) -> Policy:
    """The settings for a period: those in force on its last day, or today while it is open."""
    return cell.snapshot.policy(min(cell.last_day, cell.snapshot.day))


def _of_cells(module: ModuleType) -> Counter:
    """A counter of a module of quantities that need no query."""

    def count(connection: Connection, cells: Sequence[Cell], moment: Moment) -> list[Quantities]:
        return [module.quantities(cell, policy_for(cell)) for cell in cells]

    return Counter(count, names_of(module.QUANTITIES))


COUNTERS = (
    *map(_of_cells, OF_A_CELL),
    Counter(children.count_reached, children.REACHED),
    Counter(children.count_going_on, children.GOING_ON),
    Counter(learning.count_pairs, learning.NAMES),
    Counter(released.read_released, released.NAMES),
)
