"""The questions that a selection's quantities are made of; only those that are needed are asked.

A counter takes cells that share a day and an activity, and counts them together.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from dashboard.domain.snapshot import Cell
from dashboard.measures.kpi import Kpi, Quantities
from dashboard.measures.quantities import quantities
from dashboard.store import children, learning, released
from dashboard.store.moment import Moment
from data.policies import Policy


@dataclass(frozen=True)
class Counter:
    """Counts some quantities; without `names` it counts all that need no query."""

    count: Callable[[Connection, Sequence[Cell], Moment], list[Quantities]]
    names: tuple[str, ...] = ()

    def is_needed_for(self, kpis: Iterable[Kpi]) -> bool:
        return not self.names or any(set(self.names) & kpi.quantities for kpi in kpis)


def policy_for(cell: Cell) -> Policy:
    """The settings for a period: those in force on its last day, or today while it is open."""
    return cell.snapshot.policy(min(cell.last_day, cell.snapshot.day))


def _sums(connection: Connection, cells: Sequence[Cell], moment: Moment) -> list[Quantities]:
    return [quantities(cell, policy_for(cell)) for cell in cells]


COUNTERS = (
    Counter(_sums),
    Counter(children.count_reached, children.REACHED),
    Counter(children.count_going_on, children.GOING_ON),
    Counter(learning.count_pairs, learning.NAMES),
    Counter(released.read_released, released.NAMES),
)
