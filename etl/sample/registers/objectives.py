"""The objectives register."""

from etl.sample.hub import SampleHub
from etl.sample.objectives import Objective, objectives
from etl.sample.period import Row


def rows(hub: SampleHub) -> list[Row]:
    """One row per objective."""
    return [_row(objective) for objective in objectives(hub)]


def _row(objective: Objective) -> Row:
    return {
        "objective_code": objective.code,
        "agreement_code": objective.agreement.code,
        "statement": objective.statement,
        "measure": objective.measure,
        "unit": objective.unit,
        "direction": objective.direction,
        "adds_up": objective.adds_up,
        "baseline": objective.baseline,
        "target": objective.target,
        "due_on": objective.due_on,
        "profile": ";".join(map(str, objective.profile)),
        "lpme_function": objective.agreement.function,
        "need_code": objective.need,
    }
