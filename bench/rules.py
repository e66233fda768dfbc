"""Every rule over every quarter of three years, and settings tried, against reading once."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from bench.returns import END, QUARTERS, draw
from dashboard.backtest.trial import Trial
from dashboard.domain.viewer import COMMAND_LINE
from dashboard.pages.backtest import query
from dashboard.store import Store
from dashboard.store.facts import agreements_answering
from dashboard.store.flags import flags_of
from dashboard.store.moment import Moment
from dashboard.store.snapshots import read_snapshot
from data.settings import settings_from
from data.warehouse.engine import open_warehouse, reading

AGREEMENTS = 100
TIMES = 3


def replayed(folder: Path) -> tuple[float, float]:
    """(replay ÷ reading once, replay of twice as many agreements ÷ replay), medians of rounds."""
    hub, twice = (_drawn(folder, AGREEMENTS * times) for times in (1, 2))
    rounds = [
        (_seconds(_read, hub), _seconds(_replay, hub), _seconds(_replay, twice))
        for _ in range(TIMES)
    ]
    cost = statistics.median(replay / read for read, replay, _ in rounds)
    growth = statistics.median(double / replay for _, replay, double in rounds)
    return cost, growth


def tried(folder: Path) -> tuple[float, float]:
    """(A setting tried on all quarters ÷ reading once, another one tried after it ÷ reading)."""
    hub = _drawn(folder, AGREEMENTS)
    rounds = [(_seconds(_read, hub), *_trials(hub)) for _ in range(TIMES)]
    first = statistics.median(one / read for read, one, _ in rounds)
    second = statistics.median(other / read for read, _, other in rounds)
    return first, second


def _trials(hub: Engine) -> tuple[float, float]:
    """Seconds of two trials, one after the other, by a store that has remembered nothing yet."""
    store = Store(hub, settings_from({"HUB_TODAY": END.isoformat()}))
    trials = [Trial({"quality_floor": floor}, QUARTERS) for floor in (0.65, 0.7)]
    one, other = (_seconds(lambda _, t=t: _try(store, t), hub) for t in trials)
    return one, other


def _try(store: Store, trial: Trial) -> None:
    with store.open(COMMAND_LINE) as session:
        query.backtest(session, trial)


def _drawn(folder: Path, agreements: int) -> Engine:
    hub = open_warehouse(f"sqlite:///{folder / f'{agreements}.db'}")
    draw(hub, agreements)
    return hub


def _seconds(what: Callable[[Engine], None], hub: Engine) -> float:
    """Of this process alone; SQLite works inside it."""
    start = time.process_time()
    what(hub)
    return time.process_time() - start


def _read(hub: Engine) -> None:
    with reading(hub) as connection:
        read_snapshot(connection, Moment(QUARTERS[-1].due_on, is_past=False))


def _replay(hub: Engine) -> None:
    """Read and judge the hub as it was on the due day of each quarter."""
    with reading(hub) as connection:
        for quarter in QUARTERS:
            snapshot = read_snapshot(connection, Moment(quarter.due_on, is_past=True))
            answering = agreements_answering(snapshot, COMMAND_LINE.scope)
            flags_of(snapshot, answering, snapshot.acts, snapshot.policy())
