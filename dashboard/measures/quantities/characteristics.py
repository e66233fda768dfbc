"""Children by a characteristic, as released; `dashboard/store/released.py` reads them.

They are declared here because KPIs and disclosure control need to know of them, and neither may
import the store.
"""

from dashboard.measures.quantity import Quantity

QUANTITIES = (
    Quantity("children_fsm", "children on free school meals", "count", of="children"),
    Quantity(
        "children_fsm_known",
        "children whose free school meals status is known",
        "count",
        of="children",
    ),
    Quantity("children_send", "children with SEND", "count", of="children"),
    Quantity("children_send_known", "children whose SEND status is known", "count", of="children"),
)
