"""Quantities by name, and how those that need no query are added up over a selection.

A module declares its quantities in `QUANTITIES` beside the `quantities(cell, policy)` that computes
them: None where nothing came that could tell, 0 where it came and there was none. Those of a module
without that function are counted in the warehouse, by `dashboard/store`, which stands above.
"""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity
from data.policies import Policy


def by_name(quantities: Iterable[Quantity]) -> dict[str, Quantity]:
    """Quantities by name; ValueError where one is declared twice, or names one that is not."""
    declared: dict[str, Quantity] = {}
    for quantity in quantities:
        if quantity.name in declared:
            raise ValueError(f"The quantity ‘{quantity.name}’ is declared twice.")
        declared[quantity.name] = quantity
    for quantity in declared.values():
        for name in quantity.rests_on:
            if name not in declared:
                raise ValueError(f"‘{quantity.name}’ names ‘{name}’, which is no quantity.")
    return declared


_MODULES = tuple(import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
QUANTITIES = by_name(quantity for module in _MODULES for quantity in module.QUANTITIES)
OF_A_CELL = tuple(module for module in _MODULES if hasattr(module, "quantities"))


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    """All that is computed from what is known of a cell, without a query."""
    return {
        name: number
        for module in OF_A_CELL
        for name, number in module.quantities(cell, policy).items()
    }
