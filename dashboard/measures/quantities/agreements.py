"""Who is at work in the period, and what their agreements are worth."""

from dashboard.domain.snapshot import Cell


def quantities(cell: Cell) -> dict[str, int | None]:
    if not cell.snapshot.agreements:
        return dict.fromkeys(("partners", "value_pence", "self_commissioned_pence"))
    own = [a for a in cell.running if cell.snapshot.is_self_commissioned(a)]
    return {
        "partners": len({agreement.partner_code for agreement in cell.running}),
        "value_pence": sum(agreement.value_pence for agreement in cell.running),
        "self_commissioned_pence": sum(agreement.value_pence for agreement in own),
    }
