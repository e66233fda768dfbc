"""Put loading through every fault, and print what was tried: python -m tests.faults [FAULT…]."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.faults import changing, closed, disk, kills, statements, together
from tests.faults.sent import little_hub
from tests.faults.trial import Trial
from tests.faults.warehouses import Postgresql, Sqlite
from tests.support.shared_reader import shared_reader

SEED = 20_260_115
FAULTS: dict[str, Callable[[Trial], object]] = {
    "a write fails": statements.sweep,
    "a commit is made but not heard of": lambda trial: statements.sweep(
        trial, is_done=True, only_commits=True
    ),
    "a file call finds the disk full": disk.sweep_of_calls,
    "files may not grow": disk.sweep_of_sizes,
    "the disk is full": disk.sweep_of_disks,
    "the load is killed": lambda trial: kills.random_kills(trial, 40, SEED),
    "the reader is killed": lambda trial: kills.kills_of_the_reader(trial, 10, SEED),
    "the load alone is killed": lambda trial: kills.orphans(trial, 5, SEED),
    "the watcher is killed": lambda trial: kills.kills_of_the_watcher(trial, 10, SEED),
    "the server is killed": lambda trial: kills.restarts(trial, 20, SEED),
    "two loads at once": lambda trial: together.two_loads(trial, 10),
    "the warehouse is held by another": closed.held,
    "nothing may be written": closed.read_only,
    "a file changes while it is read": lambda trial: changing.changes(trial, 20, SEED),
}
OF_FILES = {"files may not grow", "the disk is full"}  # a server writes its own, elsewhere
OF_SERVERS = {"the server is killed"}
FIGURES = ("faults", "told", "recovered", "rows", "unexplained", "left", "cleared")


def faults_of(warehouses: type) -> list[str]:
    beside = OF_SERVERS if warehouses is Sqlite else OF_FILES
    return [name for name in FAULTS if name not in beside]


def main(wanted: list[str]) -> int:
    """A line for each fault and database; the exit status is 1 where anything was amiss.

    `wanted` names faults or a database; nothing means all of them.
    """
    if unknown := set(wanted) - {*FAULTS, Sqlite.name, Postgresql.name}:
        sys.exit(f"There is no fault {', '.join(unknown)}. There are: {'; '.join(FAULTS)}")
    print(f"{'':34} {'':10}" + "".join(f"{name:>12}" for name in FIGURES))
    wrong = []
    with tempfile.TemporaryDirectory(prefix="hub-faults-") as folder, shared_reader():
        sent = little_hub(Path(folder) / "sent")
        for make in (Sqlite, Postgresql):
            warehouses = make(Path(folder))
            try:
                for name in faults_of(make):
                    if not wanted or name in wanted or warehouses.name in wanted:
                        wrong += _tried(name, Trial(warehouses, Path(folder), sent))
            finally:
                warehouses.stop()
    print("\n".join(wrong) or "Nothing was lost, nothing came twice, every next load recovered.")
    return 1 if wrong else 0


def _tried(name: str, trial: Trial) -> list[str]:
    try:
        FAULTS[name](trial)
    except PermissionError as reason:
        print(f"{name:34} {trial.warehouses.name:10}  {reason}")
        return []
    figures = "".join(f"{trial.tally[figure]:12,}" for figure in FIGURES)
    print(f"{name:34} {trial.warehouses.name:10}{figures}", flush=True)
    return [f"{name}, {trial.warehouses.name}: {sentence}" for sentence in trial.wrong]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
