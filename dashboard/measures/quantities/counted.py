"""Quantities that the warehouse counts: distinct children, pairs of scores, released figures.

Queries in `dashboard/store` compute them (`children`, `learning`, `released`). They are declared
here because KPIs and disclosure control need to know of them, and neither may import the store.
"""

from dashboard.measures.quantity import Quantity

_CHILDREN = {"unit": "count", "of": "children"}
REACHED = (
    Quantity("children", "different children", **_CHILDREN),
    Quantity("registered_children", "different children on registers", **_CHILDREN),
    Quantity("whole_class_children", "different children in whole-class sessions", **_CHILDREN),
    Quantity("agreement_children", "children reached by these agreements", **_CHILDREN),
)
GOING_ON = (
    Quantity("whole_class_last_year", "children in whole-class sessions last year", **_CHILDREN),
    Quantity(
        "continuing_children",
        "of them in another activity this year",
        whole="whole_class_last_year",
        **_CHILDREN,
    ),
)
_PAIRS = _CHILDREN | {"people": "paired_children"}  # a child has one of each of its measures
_PART = _PAIRS | {"whole": "pairs"}
PAIRS = (
    Quantity("paired_children", "different children scored before and after", **_CHILDREN),
    Quantity("pairs", "pairs of scores before and after", **_PAIRS),
    Quantity("pairs_improved", "pairs that rose", **_PART),
    Quantity("pairs_same", "pairs that stayed the same", **_PART),
    Quantity("pairs_lower", "pairs that fell", **_PART),
)
RELEASED = (
    Quantity(
        "children_fsm",
        "children on free school meals",
        whole="children_fsm_known",
        **_CHILDREN,
    ),
    Quantity("children_fsm_known", "children whose free school meals status is known", **_CHILDREN),
    Quantity("children_send", "children with SEND", whole="children_send_known", **_CHILDREN),
    Quantity("children_send_known", "children whose SEND status is known", **_CHILDREN),
)
QUANTITIES = REACHED + GOING_ON + PAIRS + RELEASED
