"""Wait for a state, however long a busy machine takes to reach it."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 300  # a wait ends once the state is there; only a failure waits so long


def until(is_so: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < latest, "it did not come to pass"
        time.sleep(0.02)
