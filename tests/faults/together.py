"""Two loads of the same files at once."""

from tests.faults.disk import ended
from tests.faults.trial import Trial


def two_loads(trial: Trial, times: int) -> None:
    """Nobody has made a warehouse or a key yet; both loads end as usual, and each row is there
    once."""
    for number in range(times):
        installation = trial.installation(key=None, is_missing=True)
        loads = [installation.loading(trial.sent) for _ in range(2)]
        for told in [ended(load) for load in loads]:
            if told.status != 1:
                trial.wrong.append(f"pair {number}: one of two loads said {told.err or told.out}")
        trial.judge(f"pair {number}", installation)
