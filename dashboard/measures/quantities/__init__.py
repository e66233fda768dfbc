"""The quantities that KPIs are made of, added up over a selection, before anything is divided.

A quantity is None where nothing came that could tell, and 0 where it came and there was none.
Distinct children are counted in the warehouse (`dashboard/store`) and come on top.
"""

from dashboard.domain.facts import ReturnFacts
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantities import (
    agreements,
    experience,
    money,
    objectives,
    returns,
    schools,
    sessions,
)
from data.policies import Policy


def quantities(cell: Cell, policy: Policy) -> dict[str, int | float | None]:
    """Everything but children that can be told about a cell."""
    return (
        agreements.quantities(cell)
        | returns.quantities(cell)
        | schools.quantities(cell)
        | sessions.quantities(cell)
        | experience.quantities(cell.returns)
        | objectives.quantities(cell)
        | money.quantities(cell, policy)
    )


def of_returns(returns: tuple[ReturnFacts, ...]) -> dict[str, int | None]:
    """The quantities that rules may ask for, which some returns tell by themselves."""
    return experience.quantities(returns)
