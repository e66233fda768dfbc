"""Release figures by a characteristic: a fixed set of tables, one per period, area and kind.

A quarter's tables come out once its returns are due, and then stay. One is replaced only where each
of its counts that moves at all moves by at least the smallest number shown, so that what came
between two releases is never a handful of children.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import CTE, Connection, Text, and_, case, column, func, literal, select, values

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

    `smallest_move` is the policy's smallest number of children shown.
    """
    periods = _periods(_settled(connection, today, quarters))
    if not periods:
        return False
    held = _held(connection, {period[:2] for period in periods})
    counted = _counted(connection, periods)
    moving = [
        key
        for key in sorted(held.keys() | counted.keys())
        if _may_move(held.get(key), counted.get(key, (0, 0)), smallest_move)
    ]
    for key in moving:
        _replace(connection, key, counted.get(key, (0, 0)), today)
    return bool(moving)


def _settled(connection, today: date, quarters: Iterable[Quarter] | None) -> list[Quarter]:
    """The quarters meant that have returns in force and are past their due day."""
    found = select(dim_return.c.quarter).where(dim_return.c.valid_to.is_(None)).distinct()
    settled = {q for q in map(Quarter.parse, connection.scalars(found)) if q.due_on < today}
    if quarters is not None:
        touched = set(quarters)
        settled = {q for q in settled if any(q.year == t.year and q >= t for t in touched)}
    return sorted(settled)


def _periods(quarters: list[Quarter]) -> list[tuple[str, str, str]]:
    """(quarter, span, a quarter within it): each quarter alone, and its year to date."""
    alone = [(str(quarter), "quarter", str(quarter)) for quarter in quarters]
    return alone + [
        (str(q), "to-date", str(within)) for q in quarters for within in q.year_so_far()
    ]


def _held(connection: Connection, periods: set[tuple[str, str]]) -> dict[Key, Counts]:
    rows = connection.execute(select(released_characteristic))
    return {tuple(row[:4]): tuple(row[4:6]) for row in rows if tuple(row[:2]) in periods}


def _counted(connection: Connection, periods: list[tuple[str, str, str]]) -> dict[Key, Counts]:
    """What the tables would say now."""
    came = _came(periods)
    found = {}
    for area in (came.c.area, literal(EVERYWHERE, Text)):
        for quarter, span, place, *counts in connection.execute(_by_area(came, area)):
            for n, characteristic in enumerate(HAVING):
                found[quarter, span, place, characteristic] = tuple(counts[2 * n : 2 * n + 2])
    return found


def _came(periods: list[tuple[str, str, str]]) -> CTE:
    """(quarter, span, area, participant_id) of the children with an attended session."""
    columns = (column("quarter", Text), column("span", Text), column("within", Text))
    period = values(*columns, name="periods").data(periods).cte()
    return (
        select(period.c.quarter, period.c.span, dim_agreement.c.area, mart_reach.c.participant_id)
        .join_from(period, dim_return, dim_return.c.quarter == period.c.within)
        .join(dim_agreement, dim_agreement.c.agreement_code == dim_return.c.agreement_code)
        .join(mart_reach, mart_reach.c.return_id == dim_return.c.return_id)
        .where(dim_return.c.valid_to.is_(None), dim_agreement.c.valid_to.is_(None))
        .where(mart_reach.c.attended > 0, mart_reach.c.activity.not_in(NOT_FOR_CHILDREN))
        .distinct()
        .cte("came")
    )


def _by_area(came: CTE, area):
    """Children with each characteristic, and with a known status, per period and area."""
    detail = participant_detail.c
    counts = [
        func.count(case((detail[name].in_(words), came.c.participant_id)).distinct())
        for name, (having, not_having) in HAVING.items()
        for words in (having, having + not_having)
    ]
    current = and_(detail.participant_id == came.c.participant_id, detail.valid_to.is_(None))
    keys = (came.c.quarter, came.c.span, area)
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


def _replace(connection: Connection, key: Key, counts: Counts, today: date) -> None:
    table = released_characteristic
    row = dict(zip(table.c.keys(), (*key, *counts, today), strict=True))
    same = [table.c[name] == row[name] for name in ("quarter", "span", "area", "characteristic")]
    connection.execute(table.delete().where(*same))
    connection.execute(table.insert().values(row))
