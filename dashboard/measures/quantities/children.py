"""Distinct children, counted in the warehouse by `dashboard/store/children.py`.

They are declared here because KPIs and disclosure control need to know of them, and neither may
import the store.
"""

from dashboard.measures.quantity import Quantity

REACHED = (
    Quantity("children", "different children", "count", of="children"),
    Quantity("registered_children", "different children on registers", "count", of="children"),
    Quantity(
        "whole_class_children", "different children in whole-class sessions", "count", of="children"
    ),
    Quantity("agreement_children", "children reached by these agreements", "count", of="children"),
)
GOING_ON = (
    Quantity(
        "whole_class_last_year",
        "children in whole-class sessions last year",
        "count",
        of="children",
    ),
    Quantity(
        "continuing_children", "of them in another activity this year", "count", of="children"
    ),
)
QUANTITIES = REACHED + GOING_ON
