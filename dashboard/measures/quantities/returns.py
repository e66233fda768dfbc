"""Returns that the period's quarters ask for, and those that came, and when."""

from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity
from data.policies import Policy

QUANTITIES = (
    Quantity("returns_owed", "returns for quarters begun", "count", of="nothing personal"),
    Quantity("returns_came", "returns that came for them", "count", of="nothing personal"),
    Quantity("returns_due", "returns due", "count", of="nothing personal"),
    Quantity("returns_received", "returns that came", "count", of="nothing personal"),
    Quantity("returns_on_time", "returns that came in time", "count", of="nothing personal"),
)


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    """`returns_owed` are those of quarters that have begun; `returns_due` past their due day."""
    day, known = cell.snapshot.day, cell.snapshot.returns
    owed = [
        (agreement.agreement_code, quarter)
        for agreement in cell.agreements
        for quarter in cell.quarters
        if quarter.start <= day and agreement.owes(quarter)
    ]
    due = [key for key in owed if key[1].due_on < day]
    received = [known[key].received for key in due if key in known]
    return {
        "returns_owed": len(owed),
        "returns_came": sum(key in known for key in owed),
        "returns_due": len(due),
        "returns_received": len(received),
        "returns_on_time": sum(not form.is_late for form in received),
    }
