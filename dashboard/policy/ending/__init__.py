"""How ready an agreement is to end well, as the National Audit Office asks of whoever ends one.

Where no end is decided, everything is told as if the agreement ended on its end date.
"""

from dashboard.policy.ending import afterwards, handover, left_behind, money, notice, options
from dashboard.policy.ending.item import Ending, Item

__all__ = ["Ending", "Item", "readiness"]
ITEMS = (
    notice.item,
    options.item,
    left_behind.children,
    left_behind.provision,
    money.item,
    handover.item,
    afterwards.item,
)


def readiness(ending: Ending) -> tuple[Item, ...]:
    """Every item in the order in which it comes up."""
    return tuple(item(ending) for item in ITEMS)
