"""Objectives on course, and those due that were achieved."""

from dashboard.domain.facts import Objective
from dashboard.domain.progress import is_measurable, is_reached, profile_at, progress, value_at
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.measures.quantity import Number, Quantity
from data.calendar import Quarter, quarter_of
from data.policies import Policy

QUANTITIES = (
    Quantity(
        "objectives_on_course",
        "objectives at or above their profile",
        "count",
        of="nothing personal",
    ),
    Quantity(
        "objectives_with_value", "running objectives with a value", "count", of="nothing personal"
    ),
    Quantity(
        "objectives_without_value",
        "running objectives without a value yet",
        "count",
        of="nothing personal",
    ),
    Quantity("objectives_due", "objectives due so far", "count", of="nothing personal"),
    Quantity(
        "objectives_achieved", "objectives whose target is reached", "count", of="nothing personal"
    ),
)


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    return _on_course(cell) | _achieved(cell)


def _on_course(cell: Cell) -> dict[str, int | None]:
    """Of the objectives not due before the period: those with a value, and those at profile."""
    running = [o for o in _of_running(cell) if o.due_on >= cell.first_day and is_measurable(o)]
    shares = [(o, progress_at(cell.snapshot, o, cell.quarters[-1])) for o in running]
    known = [(o, share) for o, share in shares if share is not None]
    wanted = [profile_of(cell.snapshot, o, cell.settled_quarter) for o, _ in known]
    reached = [is_reached(share, w) for (_, share), w in zip(known, wanted, strict=True)]
    is_silent = bool(running) and not known
    return {
        "objectives_on_course": None if is_silent else sum(reached),
        "objectives_with_value": None if is_silent else len(known),
        "objectives_without_value": len(running) - len(known),
    }


def _achieved(cell: Cell) -> dict[str, int]:
    last = min(cell.last_day, cell.snapshot.day)
    due = [o for o in _of_running(cell) if o.due_on <= last and is_measurable(o)]
    at = cell.quarters[-1]
    return {
        "objectives_due": len(due),
        "objectives_achieved": sum(is_reached(progress_at(cell.snapshot, o, at)) for o in due),
    }


def _of_running(cell: Cell) -> list[Objective]:
    objectives = cell.snapshot.objectives
    return [o for a in cell.running for o in objectives.get(a.agreement_code, ())]


def progress_at(snapshot: Snapshot, objective: Objective, quarter: Quarter) -> float | None:
    known = snapshot.reported.get(objective.objective_code, {})
    return progress(objective, value_at(objective, known, quarter))


def profile_of(snapshot: Snapshot, objective: Objective, quarter: Quarter) -> float:
    """The share of an objective's target due by a quarter's end."""
    agreement = snapshot.agreements[objective.agreement_code]
    return profile_at(objective, quarter_of(agreement.starts_on), quarter)
