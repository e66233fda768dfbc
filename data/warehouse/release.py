"""Release figures by a characteristic: a fixed set of tables, one per period, area and kind.

A quarter's tables come out once its returns are due, and then stay. One is replaced only where each
of its counts that moves at all moves by at least the smallest number shown, so that what came
between two releases is never a handful of children.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import CTE, Connection, Text, and_, case, func, literal, select

from data.activities import NOT_FOR_CHILDREN
from data.warehouse.quarters import Quarter
from data.warehouse.tables import (
    dim_agreement,
    dim_return,
    mart_reach,
    participant_detail,
    released_characteristic,
)

EVERYWHERE = "all"
HAVING = {  # characteristic: the words that have it, and the words that do not
    "fsm": (("yes",), ("no",)),
    "send": (("SEN support", "EHCP"), ("none",)),
}
Key = tuple[str, str, str, str]  # quarter, span, area, characteristic
Counts = tuple[int, int]  # children who have it, children whose status is known


def release(
    connection: Connection,
    today: date,
    smallest_move: int,
    quarters: Iterable[Quarter] | None = None,
) -> bool:
    """Bring the tables up to date that some quarters touch, or all; whether any was published.

    Quarters that were never released are always among them. `smallest_move` is the policy's
    smallest number of children shown.
    """
    settled = _settled(connection, today, quarters)
    if not settled:
        return False
    held = _held(connection, settled)
    counted = _counted(connection, settled)
    moving = [
        key
        for key in sorted(held.keys() | counted.keys())
        if _may_move(held.get(key), counted.get(key, (0, 0)), smallest_move)
    ]
    for key in moving:
        _publish(connection, key, counted.get(key, (0, 0)), today)
    return bool(moving)


def _settled(connection, today: date, quarters: Iterable[Quarter] | None) -> list[Quarter]:
    """The quarters meant that have returns in force and are past their due day."""
    found = select(dim_return.c.quarter).where(dim_return.c.valid_to.is_(None)).distinct()
    settled = {q for q in map(Quarter.parse, connection.scalars(found)) if q.due_on < today}
    if quarters is not None:
        released = connection.scalars(select(released_characteristic.c.quarter).distinct())
        touched = set(quarters) | (settled - set(map(Quarter.parse, released)))
        settled = {q for q in settled if any(q.year == t.year and q >= t for t in touched)}
    return sorted(settled)


def _held(connection: Connection, settled: list[Quarter]) -> dict[Key, Counts]:
    quarters = {str(quarter) for quarter in settled}
    table = released_characteristic
    rows = connection.execute(select(table).order_by(table.c.released_on))
    return {tuple(row[:4]): (row.children, row.known) for row in rows if row.quarter in quarters}


def _counted(connection: Connection, settled: list[Quarter]) -> dict[Key, Counts]:
    """What the tables would say now: each quarter alone, and its year to date.

    A child counts once in a year to date, from the quarter in which it first came; so the counts
    of first comings, added up, are the counts of the year to date.
    """
    found: dict[Key, Counts] = {}
    for place in (dim_agreement.c.area, literal(EVERYWHERE, Text)):
        came = _came(settled, place)
        for quarter, area, *counts in connection.execute(_by_quarter(came)):
            found |= _tables(quarter, "quarter", area, counts)
        firsts = connection.execute(_by_quarter(_first_came(came))).all()
        for quarter in settled:
            for area in {row[1] for row in firsts}:
                so_far = [
                    row[2:]
                    for row in firsts
                    if row[1] == area and quarter.academic_year <= row[0] <= str(quarter)
                ]
                counts = [sum(column) for column in zip(*so_far, strict=True)]
                found |= _tables(str(quarter), "to-date", area, counts) if counts else {}
    return found


def _tables(quarter: str, span: str, area: str, counts: list[int]) -> dict[Key, Counts]:
    return {
        (quarter, span, area, characteristic): (int(counts[2 * n]), int(counts[2 * n + 1]))
        for n, characteristic in enumerate(HAVING)
    }


def _came(settled: list[Quarter], place) -> CTE:
    """(quarter, area, participant_id), once each, of the children with an attended session.

    The quarters are all those of the years in which the settled ones lie.
    """
    years = {quarter.year for quarter in settled}
    quarters = [str(Quarter(year, number)) for year in years for number in range(1, 5)]
    return (
        select(dim_return.c.quarter, place.label("area"), mart_reach.c.participant_id)
        .join_from(dim_return, mart_reach)
        .join(dim_agreement, dim_agreement.c.agreement_code == dim_return.c.agreement_code)
        .where(dim_return.c.quarter.in_(quarters), dim_return.c.valid_to.is_(None))
        .where(dim_agreement.c.valid_to.is_(None))
        .where(mart_reach.c.attended > 0, mart_reach.c.activity.not_in(NOT_FOR_CHILDREN))
        .distinct()
        .cte()
    )


def _first_came(came: CTE) -> CTE:
    """(quarter, area, participant_id): the first quarter of each year in which a child came."""
    year = func.substr(came.c.quarter, 1, 7)
    first = func.min(came.c.quarter).label("quarter")
    return (
        select(first, came.c.area, came.c.participant_id)
        .group_by(year, came.c.area, came.c.participant_id)
        .cte()
    )


def _by_quarter(came: CTE):
    """Children with each characteristic, and with a known status, per quarter and area."""
    detail = participant_detail.c
    counts = [
        func.sum(case((detail[name].in_(words), 1), else_=0))
        for name, (having, not_having) in HAVING.items()
        for words in (having, having + not_having)
    ]
    current = and_(detail.participant_id == came.c.participant_id, detail.valid_to.is_(None))
    keys = (came.c.quarter, came.c.area)
    return select(*keys, *counts).join_from(came, participant_detail, current).group_by(*keys)


def _may_move(held: Counts | None, counted: Counts, smallest_move: int) -> bool:
    """Whether a table may be published, or published anew."""
    if held is None:
        return True
    moves = [abs(new - old) for new, old in zip(_parts(counted), _parts(held), strict=True)]
    return any(moves) and all(move == 0 or move >= smallest_move for move in moves)


def _parts(counts: Counts) -> tuple[int, int, int]:
    """Children who have it, children who do not, and both together."""
    having, known = counts
    return having, known - having, known


def _publish(connection: Connection, key: Key, counts: Counts, today: date) -> None:
    """Enter a release; earlier ones stay for those who read a past day."""
    table = released_characteristic
    row = dict(zip(table.c.keys(), (*key, today, *counts), strict=True))
    same = [column == row[column.name] for column in table.primary_key.columns]
    connection.execute(table.delete().where(*same))
    connection.execute(table.insert().values(row))
