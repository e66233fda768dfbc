"""Release figures by a characteristic: a fixed set of tables, one per period, area and kind.

A quarter's tables come out once its returns are due, and then stay. One is replaced only where each
of its counts that moves at all moves by at least `smallest_move`, so that what came between two
releases is never a handful of children.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import CTE, Connection, Select, Text, and_, case, func, literal, select, union_all

from data.calendar import Quarter, parse_year
from data.vocabulary.activities import NOT_FOR_CHILDREN
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
_NUMBERS = range(1, 5)
Key = tuple[str, str, str, str]  # quarter, span, area, characteristic
Counts = tuple[int, int]  # children who have it, children whose status is known


def release(
    connection: Connection,
    today: date,
    smallest_move: int,
    quarters: Iterable[Quarter] | None = None,
) -> bool:
    """Bring the tables up to date that some quarters touch, or all; whether any was published.

    Quarters that were never released are always among them. `smallest_move` is the policy's.
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
    in_force = select(dim_return.c.quarter).where(dim_return.c.valid_to.is_(None)).distinct()
    settled = {q for q in map(Quarter.parse, connection.scalars(in_force)) if q.due_on < today}
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

    A child counts once in a year to date, in however many of its quarters it came.
    """
    counts: dict[Key, Counts] = {}
    for year, area, *marks, fsm, send, children in connection.execute(_alike(settled)):
        quarters = Quarter(parse_year(year), 1).whole_year()
        attended = {quarter for quarter, mark in zip(quarters, marks, strict=True) if mark}
        for quarter, span in _spans(settled, attended):
            for characteristic, word in (("fsm", fsm), ("send", send)):
                key = (str(quarter), span, area, characteristic)
                having, known = counts.get(key, (0, 0))
                has, has_not = (word in words for words in HAVING[characteristic])
                counts[key] = (having + children * has, known + children * (has or has_not))
    return counts


def _spans(settled: list[Quarter], attended: set[Quarter]) -> Iterator[tuple[Quarter, str]]:
    """The tables in which children stand who came in some quarters of a year."""
    for quarter in settled:
        if quarter in attended:
            yield quarter, "quarter"
        if attended.intersection(quarter.year_so_far()):
            yield quarter, "to-date"


def _alike(settled: list[Quarter]) -> Select:
    """How many children came in the same quarters of a year and have the same characteristics.

    (year, area, came in its first, second, third, fourth quarter, fsm, send, children); a child
    stands in each area where it came, and once everywhere. A release is made while a load waits:
    to group first, and once, takes a third of the time of distinct children counted per table.
    """
    by_area = _by_area(settled)
    there = by_area.c
    whole = select(
        there.year,
        literal(EVERYWHERE, Text),
        there.participant_id,
        *(func.max(there[f"q{number}"]) for number in _NUMBERS),
    ).group_by(there.year, there.participant_id)
    attendance = union_all(select(by_area), whole).cte()
    detail = participant_detail.c
    current = and_(detail.participant_id == attendance.c.participant_id, detail.valid_to.is_(None))
    marks = (attendance.c[f"q{number}"] for number in _NUMBERS)
    alike = (attendance.c.year, attendance.c.area, *marks, detail.fsm, detail.send)
    return (
        select(*alike, func.count())
        .join_from(attendance, participant_detail, current)
        .group_by(*alike)
    )


def _by_area(settled: list[Quarter]) -> CTE:
    """(year, area, participant_id, q1, q2, q3, q4): in which quarters a child came to a session.

    The years are those in which the settled quarters lie.
    """
    years = {quarter.year for quarter in settled}
    quarters = [str(Quarter(year, number)) for year in years for number in _NUMBERS]
    year = func.substr(dim_return.c.quarter, 1, 7).label("year")
    who = (year, dim_agreement.c.area, mart_reach.c.participant_id)
    attendance = (
        func.max(case((dim_return.c.quarter.endswith(f"Q{number}"), 1), else_=0)).label(
            f"q{number}"
        )
        for number in _NUMBERS
    )
    return (
        select(*who, *attendance)
        .join_from(dim_return, mart_reach)
        .join(dim_agreement, dim_agreement.c.agreement_code == dim_return.c.agreement_code)
        .where(dim_return.c.quarter.in_(quarters), dim_return.c.valid_to.is_(None))
        .where(dim_agreement.c.valid_to.is_(None))
        .where(mart_reach.c.attended > 0, mart_reach.c.activity.not_in(NOT_FOR_CHILDREN))
        .group_by(*who)
        .cte()
    )


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
