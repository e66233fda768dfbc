"""Pairs of scores before and after, matched child by child, and which way they went.

A pair is one agreement, academic year, child and measure: its first score before, its newest after.
It counts once, in the quarter whose return first brought an after. Scores are compared as shares
of their scales, multiplied crosswise so that nothing is rounded.
"""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import (
    CTE,
    BigInteger,
    Connection,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    func,
    select,
    values,
)

from dashboard.snapshot import Cell
from dashboard.store.moment import Moment
from dashboard.store.scope import Scope
from data.warehouse.tables import dim_return, fact_learning

PAIR = ("agreement_code", "year", "participant_id", "measure")
NAMES = ("pairs", "pairs_improved", "pairs_same", "pairs_lower")


def count_pairs(
    connection: Connection, cells: Sequence[Cell], moment: Moment
) -> list[dict[str, int | None]]:
    """For each cell: matched pairs, and how many rose, stayed the same and fell."""
    scope = Scope.of(cells, moment, whose="agreements")
    found = {row[:2]: row[2:] for row in connection.execute(_counted(scope))}
    return [
        dict(zip(NAMES, found.get(scope.place_of(cell), (0, 0, 0, 0)), strict=True))
        if any(came.received.tells_of("learning") for came in cell.returns)
        else dict.fromkeys(NAMES)
        for cell in cells
    ]


def count_domains(
    connection: Connection, cells: Sequence[Cell], moment: Moment
) -> list[dict[str, tuple]]:
    """For each cell, by domain: pairs that rose, stayed and fell, and the sums of their scores."""
    scope = Scope.of(cells, moment, whose="agreements")
    pairs, found = _pairs(scope), defaultdict(dict)
    sums = [func.sum(pairs.c[name]) for name in ("before", "after")]
    by = (pairs.c.period, pairs.c.place, pairs.c.domain)
    for period, place, domain, *told in connection.execute(
        select(*by, *_went(pairs), *sums).group_by(*by)
    ):
        found[period, place][domain] = tuple(told)
    return [found[scope.place_of(cell)] for cell in cells]


def _counted(scope: Scope) -> Select:
    pairs = _pairs(scope)
    by = (pairs.c.period, pairs.c.place)
    return select(*by, func.count(), *_went(pairs)).group_by(*by)


def _went(pairs: CTE) -> tuple:
    """How many rose, stayed the same and fell."""
    was, now = pairs.c.was, pairs.c.now
    return _how_many(now > was), _how_many(now == was), _how_many(now < was)


def _pairs(scope: Scope) -> CTE:
    """One row per period, place and pair; `before` and `after` are shares of their scales."""
    scored = _scored(scope)
    before, after, place = _first_before(scored), _newest_after(scored, scope), scope.place_rows()
    same_pair = and_(*(before.c[name] == after.c[name] for name in PAIR))
    return (
        select(after.c.period, place.c.place, after.c.domain)
        .add_columns(
            (before.c.score * after.c.scale_top).label("was"),
            (after.c.score * before.c.scale_top).label("now"),
            (before.c.score / before.c.scale_top).label("before"),
            (after.c.score / after.c.scale_top).label("after"),
        )
        .join_from(after, before, same_pair)
        .join(place, place.c.agreement_code == after.c.agreement_code)
        .where(after.c.newest == 1, before.c.earliest == 1, after.c.brought >= after.c.first)
        .cte("pairs")
    )


def _how_many(condition):
    return cast(func.sum(case((condition, 1), else_=0)), BigInteger)


def _scored(scope: Scope) -> CTE:
    """Every score in force of the academic years asked for, with its year."""
    came = dim_return.c
    years = sorted({span[0].academic_year for span in scope.periods})
    year = func.substr(came.quarter, 1, 7)
    return (
        select(
            came.agreement_code,
            year.label("year"),
            fact_learning.c.participant_id,
            fact_learning.c.measure,
            fact_learning.c.domain,
            came.quarter,
            came.return_id,
            *(fact_learning.c[name] for name in ("stage", "score", "scale_top", "row_number")),
        )
        .join_from(fact_learning, dim_return, came.return_id == fact_learning.c.return_id)
        .where(scope.moment.in_force(dim_return), year.in_(years))
        .cte("scored")
    )


def _first_before(scored: CTE) -> CTE:
    """Each pair's scores before, numbered from the earliest."""
    order = (scored.c.quarter, scored.c.return_id.desc(), scored.c.row_number.desc())
    pair = [scored.c[name] for name in PAIR]
    number = func.row_number().over(partition_by=pair, order_by=order)
    return (
        select(*pair, scored.c.score, scored.c.scale_top, number.label("earliest"))
        .where(scored.c.stage == "before")
        .cte("before")
    )


def _newest_after(scored: CTE, scope: Scope) -> CTE:
    """Each pair's scores after, by each period's end, from the newest, and when the first came."""
    ends = [(n, str(span[0]), str(span[-1])) for n, span in enumerate(scope.periods)]
    period = values(
        column("period", Integer), column("first", Text), column("last", Text), name="ends"
    )
    period = period.data(ends).cte()
    known = scored.join(
        period,
        (scored.c.quarter <= period.c.last) & (scored.c.year == func.substr(period.c.last, 1, 7)),
    )
    pair = [scored.c[name] for name in PAIR]
    told = (scored.c.domain, scored.c.score, scored.c.scale_top)
    within = [period.c.period, *pair]
    newest = (scored.c.quarter.desc(), scored.c.return_id.desc(), scored.c.row_number.desc())
    number = func.row_number().over(partition_by=within, order_by=newest)
    brought = func.min(scored.c.quarter).over(partition_by=within)
    return (
        select(period.c.period, period.c.first, *pair, *told)
        .add_columns(number.label("newest"), brought.label("brought"))
        .select_from(known)
        .where(scored.c.stage == "after")
        .cte("after")
    )
