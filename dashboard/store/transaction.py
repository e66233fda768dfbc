"""One read transaction: everything read through it is of one data version, and unscoped.

Only the store's own modules hold one. A viewer is given a `Session`, which narrows what it reads,
and `Totals`, which add it up.
"""

from collections import ChainMap
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection

from dashboard.domain.selection import SPANS, Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.domain.viewer import NotFound
from dashboard.kpis import KPIS
from dashboard.measures.evaluate import Reckoner
from dashboard.measures.kpi import Kpi, Quantities, Reading
from dashboard.measures.quantities import quantities
from dashboard.store.cache import Answer, Cache
from dashboard.store.counters import COUNTERS, Counter, policy_for
from dashboard.store.moment import Moment
from dashboard.store.snapshots import read_snapshot
from data.adjustable import changed
from data.hub import HUB, HUB_WIDE
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS

UNCHANGED: Mapping[str, Any] = {}
_WORDS = {
    "area": (*HUB.area_names, HUB_WIDE),
    "function": FUNCTIONS,
    "activity": ACTIVITIES,
    "span": SPANS,
}


@dataclass(frozen=True)
class Transaction:
    """A connection with the data version and the day that it stands for."""

    connection: Connection
    cache: Cache
    version: int
    today: date

    def moment(self, on: date | None) -> Moment:
        return Moment.of(on, self.today)

    def recall(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """An answer of this data version: the one that is kept, else a new one."""
        return self.cache.recall(self.version, key, ask)

    def snapshot(self, on: date | None = None) -> Snapshot:
        """The whole hub on a day; cached."""
        moment = self.moment(on)
        return self.recall(("snapshot", moment), partial(read_snapshot, self.connection, moment))

    def readings(
        self,
        cells: Sequence[Cell],
        keys: Iterable[str],
        scope: Hashable = None,
        changes: Mapping[str, Any] = UNCHANGED,
    ) -> list[list[Reading]]:
        """Each KPI for each cell; the cells share a day, an activity and a scope.

        `changes` are settings to try in place of those in force.
        """
        kpis = [_known(key) for key in keys]
        if not cells:
            return []
        counts = zip(cells, self._quantities(cells, kpis, scope), strict=True)
        reckoners = [_reckoner(cell, counted, changes) for cell, counted in counts]
        return [[reckoner.read(kpi) for kpi in kpis] for reckoner in reckoners]

    def _quantities(
        self, cells: Sequence[Cell], kpis: Sequence[Kpi], scope: Hashable
    ) -> list[Quantities]:
        """What KPIs need of cells, counted together."""
        counts = [
            self._counted(counter, cells, scope)
            for counter in COUNTERS
            if counter.is_needed_for(kpis)
        ]
        return [dict(ChainMap(*parts)) for parts in zip(*counts, strict=True)]

    def _counted(
        self, counter: Counter, cells: Sequence[Cell], scope: Hashable
    ) -> list[Quantities]:
        """One counter's answers; only cells that are not cached are counted."""
        moment = self.moment(cells[0].selection.on)
        chosen = [replace(cell.selection, on=None) for cell in cells]
        keys = [(counter.names, moment, scope, selection) for selection in chosen]
        answers = {key: self.cache.cached(self.version, key) for key in keys}
        missing = {k: cell for k, cell in zip(keys, cells, strict=True) if answers[k] is None}
        if missing:
            counted = counter.count(self.connection, tuple(missing.values()), moment)
            for key, answer in zip(missing, counted, strict=True):
                answers[key] = answer
                self.cache.keep(self.version, key, answer)
        return [answers[key] for key in keys]


def require_known(selection: Selection) -> None:
    """Refuse a selection that names what the hub does not have, in a sentence."""
    for what, known in _WORDS.items():
        word = getattr(selection, what)
        if word is not None and word not in known:
            raise NotFound(f"There is no {what} ‘{word}’. Choose one of: {', '.join(known)}.")


def _known(key: str) -> Kpi:
    if key not in KPIS:
        raise NotFound(f"There is no KPI ‘{key}’. Choose one of: {', '.join(KPIS)}.")
    return KPIS[key]


def _reckoner(cell: Cell, counts: Quantities, changes: Mapping[str, Any]) -> Reckoner:
    policy = policy_for(cell)
    if not changes:
        return Reckoner.of(cell, counts, policy)
    other = changed(policy, changes)
    return Reckoner.of(cell, {**counts, **quantities(cell, other)}, other)
