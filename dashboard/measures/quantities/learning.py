"""Pairs of scores before and after, counted in the warehouse by `dashboard/store/learning.py`.

They are declared here because KPIs and disclosure control need to know of them, and neither may
import the store. A pair is one child's; a child with several measures has several.
"""

from dashboard.measures.quantity import Quantity

_PAIRS = {"unit": "count", "of": "children", "people": ("paired_children",)}
QUANTITIES = (
    Quantity(
        "paired_children", "different children scored before and after", "count", of="children"
    ),
    Quantity("pairs", "pairs of scores before and after", **_PAIRS),
    Quantity("pairs_improved", "pairs that rose", **_PAIRS),
    Quantity("pairs_same", "pairs that stayed the same", **_PAIRS),
    Quantity("pairs_lower", "pairs that fell", **_PAIRS),
)
