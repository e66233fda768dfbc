"""Figures by a characteristic: only what was released, for areas and the hub, and only whole."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from dashboard.domain.count import Count, origin_of
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantities.counted import RELEASED
from dashboard.measures.quantity import names_of
from dashboard.store.moment import Moment
from data.warehouse.tables import released_characteristic

CHARACTERISTICS = ("fsm", "send")
EVERYWHERE = "all"
NAMES = names_of(RELEASED)


def read_released(
    connection: Connection, cells: Sequence[Cell], moment: Moment
) -> list[dict[str, Count | None]]:
    """For each cell: children with each characteristic, and children whose status is known."""
    table = released_characteristic
    released = {
        (row.quarter, row.span, row.area, row.characteristic): (row.children, row.known)
        for row in connection.execute(
            select(table).where(table.c.released_on <= moment.day).order_by(table.c.released_on)
        )
    }
    return [_of(cell.selection, released) for cell in cells]


def _of(selection: Selection, released: dict) -> dict[str, Count | None]:
    counts = {}
    for characteristic in CHARACTERISTICS:
        key = (*_period(selection), selection.area or EVERYWHERE, characteristic)
        numbers = released.get(key, (None, None)) if _is_whole(selection) else (None, None)
        children, known = (_counted(selection, characteristic, number) for number in numbers)
        counts |= {f"children_{characteristic}": children}
        counts |= {f"children_{characteristic}_known": known}
    return counts


def _counted(selection: Selection, characteristic: str, number: int | None) -> Count | None:
    """A number of a release, whose records are told apart by where and when it is of."""
    if number is None:
        return None
    origin = origin_of("released", selection.area, characteristic, *selection.quarters)
    return Count.of([(origin, number)])


def _period(selection: Selection) -> tuple[str, str]:
    """The table's quarter and span: a whole year is that to date at its last quarter."""
    last = selection.quarters[-1]
    return str(last), "quarter" if selection.span == "quarter" else "to-date"


def _is_whole(selection: Selection) -> bool:
    chosen = selection
    return not any((chosen.function, chosen.activity, chosen.partner_code, chosen.agreement_code))
