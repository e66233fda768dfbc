"""Partners at work in the period, and what their agreements are worth."""

from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity, names_of
from data.policies import Policy

QUANTITIES = (
    Quantity("partners", "partners with a running agreement", "count", of="nothing personal"),
    Quantity("value_pence", "value of all running agreements", "pence", of="nothing personal"),
    Quantity(
        "self_commissioned_pence",
        "value of agreements with consortium members",
        "pence",
        of="nothing personal",
    ),
)


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    if not cell.snapshot.agreements:
        return dict.fromkeys(names_of(QUANTITIES))
    own = [a for a in cell.running if cell.snapshot.is_self_commissioned(a)]
    return {
        "partners": len({agreement.partner_code for agreement in cell.running}),
        "value_pence": sum(agreement.value_pence for agreement in cell.running),
        "self_commissioned_pence": sum(agreement.value_pence for agreement in own),
    }
