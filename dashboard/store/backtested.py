"""Past quarters judged and rated once more, with changed settings."""

from collections.abc import Iterator

from dashboard.backtest import (
    Backtest,
    Change,
    Rating,
    compared,
    in_force,
    kpis_resting_on,
    rated,
    rules_resting_on,
)
from dashboard.quantities import quantities
from dashboard.reckoning import Reckoner
from dashboard.selection import Selection
from dashboard.snapshot import Cell
from dashboard.store.counters import policy_for
from dashboard.store.flags import flags_of
from dashboard.store.reader import Reader
from dashboard.trial import Trial
from data.adjustable import adjustable, changed
from data.hub import HUB, HUB_WIDE


def backtest(reader: Reader, trial: Trial) -> Backtest:
    """What a trial would have changed; each day's hub and its flags as they were are remembered."""
    policies = [reader.policy(quarter.due_on) for quarter in trial.quarters]
    return Backtest(
        trial,
        in_force(trial, policies, adjustable(policies[-1])),
        tuple(_changes(reader, trial)),
        tuple(_ratings(reader, trial)),
    )


def _changes(reader: Reader, trial: Trial) -> Iterator[Change]:
    rules = rules_resting_on(trial)
    for quarter in trial.quarters if rules else ():
        day = quarter.due_on
        before = [flag for flag in reader.flags(day) if flag.rule in rules]
        policy = changed(reader.policy(day), trial.changes)
        yield from compared(quarter, before, flags_of(reader.snapshot(day), policy, rules))


def _ratings(reader: Reader, trial: Trial) -> Iterator[Rating]:
    """Of the quarters' figures as they stand today, for the whole hub and each area."""
    kpis, snapshot = kpis_resting_on(trial), reader.snapshot()
    chosen = [(q, area) for q in trial.quarters for area in (None, *HUB.area_names, HUB_WIDE)]
    cells = [Cell(snapshot, Selection(quarter, area=area)) for quarter, area in chosen]
    counted = reader.quantities(cells, kpis) if kpis else []
    for cell, counts in zip(cells if kpis else (), counted, strict=True):
        policy = policy_for(cell)
        other = changed(policy, trial.changes)
        before = Reckoner.of(cell, counts, policy)
        after = Reckoner.of(cell, {**counts, **quantities(cell, other)}, other)
        yield from rated(map(before.read, kpis), map(after.read, kpis))
