"""Progress of objectives towards their targets, and of spending along its profile."""

from collections.abc import Mapping

from dashboard.domain.facts import Agreement, Objective
from data.calendar import Quarter, between, quarter_of
from data.policies import Policy


def value_at(objective: Objective, reported: Mapping[Quarter, float], quarter: Quarter):
    """What has been achieved by a quarter's end: quarters added up, or the newest; None if none."""
    known = {when: value for when, value in reported.items() if when <= quarter}
    if not known:
        return None
    return sum(known.values()) if objective.adds_up == "sum" else known[max(known)]


def progress(objective: Objective, value: float | None) -> float | None:
    """The way from baseline to target that a value has come, never capped; 1 is the target.

    None without a value or a target, and where the target does not lie in the objective's
    direction from its baseline (equal to it, for one): progress is then not applicable.
    """
    if value is None or not is_measurable(objective):
        return None
    baseline = objective.baseline or 0.0
    return (value - baseline) / (objective.target - baseline)


def is_measurable(objective: Objective) -> bool:
    """Whether its target lies beyond its baseline, in the objective's own direction."""
    if objective.target is None:
        return False
    way = objective.target - (objective.baseline or 0.0)
    return way < 0 if objective.direction == "decrease" else way > 0


def profile_at(objective: Objective, first: Quarter, quarter: Quarter) -> float:
    """The share of its target due by a quarter's end; `first` is its agreement's first quarter.

    A blank profile rises in even steps to the quarter in which the objective is due.
    """
    if quarter < first:
        return 0.0
    steps = _steps(objective, first)
    return steps[min(len(between(first, quarter)), len(steps)) - 1]


def _steps(objective: Objective, first: Quarter) -> list[float]:
    if objective.profile:
        return [float(part) / 100 for part in objective.profile.split(";")]
    count = max(len(between(first, quarter_of(objective.due_on))), 1)
    return [step / count for step in range(1, count + 1)]


def is_reached(share: float | None, wanted: float = 1.0) -> bool:
    """Whether progress has come as far as wanted, but for the rounding of a computer."""
    return share is not None and share >= wanted - 1e-9


def share_due(agreement: Agreement, quarter: Quarter, policy: Policy) -> float:
    """The share of an agreement's value that should be spent by a quarter's end.

    Each quarter in which it runs weighs what the year's profile rises in it.
    """
    running = between(quarter_of(agreement.starts_on), quarter_of(agreement.ends_on))
    weights = {
        q: policy.spending_due(q.number) - policy.spending_due(q.number - 1) for q in running
    }
    due = sum(weight for q, weight in weights.items() if q <= quarter)
    return due / sum(weights.values())
