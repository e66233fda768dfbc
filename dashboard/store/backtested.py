"""Past quarters judged and rated once more, with changed settings."""

from collections.abc import Iterator

from dashboard.backtest.backtest import Backtest, Change, Rating, compared, rated
from dashboard.backtest.trial import Trial, in_force, kpis_resting_on, rules_resting_on
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.measures.evaluate import Reckoner
from dashboard.measures.quantities import quantities
from dashboard.policy.flag import Flag
from dashboard.policy.rule import Rule
from dashboard.store.counters import policy_for
from dashboard.store.flags import flags_of
from dashboard.store.reader import Reader
from data.adjustable import adjustable, changed
from data.hub import HUB, HUB_WIDE
from data.policies import Policy


def backtest(reader: Reader, trial: Trial) -> Backtest:
    """What a trial would have changed; each day's hub, and what was said on it, are remembered."""
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
        snapshot, policy = reader.snapshot(quarter.due_on), reader.policy(quarter.due_on)
        before = _as_judged(reader, snapshot, policy, rules)
        yield from compared(
            quarter, before, flags_of(snapshot, changed(policy, trial.changes), rules)
        )


def _as_judged(
    reader: Reader, snapshot: Snapshot, policy: Policy, rules: tuple[Rule, ...]
) -> tuple[Flag, ...]:
    """What some rules said on a day with the settings in force; remembered."""
    key = ("judged", snapshot.day, *(rule.key for rule in rules))
    return reader.memory.recall(reader.version, key, lambda: flags_of(snapshot, policy, rules))


def _ratings(reader: Reader, trial: Trial) -> Iterator[Rating]:
    """Of the quarters' figures as they stand today, for the whole hub and each area."""
    kpis = kpis_resting_on(trial)
    if not kpis:
        return
    chosen = [(q, area) for q in trial.quarters for area in (None, *HUB.area_names, HUB_WIDE)]
    cells = [Cell(reader.snapshot(), Selection(quarter, area=area)) for quarter, area in chosen]
    for cell, counts in zip(cells, reader.quantities(cells, kpis), strict=True):
        policy = policy_for(cell)
        other = changed(policy, trial.changes)
        before = Reckoner.of(cell, counts, policy)
        after = Reckoner.of(cell, {**counts, **quantities(cell, other)}, other)
        yield from rated(map(before.read, kpis), map(after.read, kpis))
