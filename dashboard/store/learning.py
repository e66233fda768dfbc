"""Pairs of scores before and after, matched child by child, and which way they went.

A pair is one agreement, academic year, child and measure: its first score before, its newest after.
It counts once, in the quarter whose return first brought an after. Scores are compared as shares
of their scales, multiplied crosswise so that nothing is rounded.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Text,
    case,
    column,
    func,
    null,
    select,
    union_all,
    values,
)

from dashboard.domain.count import Count
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantities.counted import PAIRS
from dashboard.measures.quantity import names_of
from dashboard.store.cell_grid import NOBODY, CellGrid, all_of, counts_in, each_once
from dashboard.store.moment import Moment
from data.warehouse.tables import dim_return, fact_learning

PAIR = ("agreement_code", "year", "participant_id", "measure")
_VALUES = ("domain", "brought", "before_score", "before_top", "after_score", "after_top")
NAMES = names_of(PAIRS)
NO_PAIRS = (NOBODY,) * len(NAMES)


@dataclass(frozen=True)
class Scored:
    """Pairs by quantity, and their scores before and after as shares of a scale, added up."""

    counts: Mapping[str, Count | None]
    before: float
    after: float


NOTHING_SCORED = Scored(dict(zip(NAMES, NO_PAIRS, strict=True)), 0, 0)


def count_pairs(
    connection: Connection, cells: Sequence[Cell], moment: Moment
) -> list[dict[str, Count | None]]:
    """For each cell: children with a matched pair, pairs, and how many rose, stayed and fell."""
    grid = CellGrid.of(cells, moment, whose="agreements")
    rows = {row[:2]: counts_in(row[2:]) for row in connection.execute(_counted(grid))}
    return [
        dict(zip(NAMES, rows.get(grid.place_of(cell), NO_PAIRS), strict=True))
        if any(facts.received.tells_of("learning") for facts in cell.returns)
        else dict.fromkeys(NAMES)
        for cell in cells
    ]


def count_domains(
    connection: Connection, cells: Sequence[Cell], moment: Moment
) -> list[dict[str | None, Scored]]:
    """For each cell, by domain: its pairs, and what their scores add up to; None for all."""
    grid = CellGrid.of(cells, moment, whose="agreements")
    pairs, by_place = _pairs(grid), defaultdict(dict)
    sums = [func.sum(pairs.c[name]) for name in ("before", "after")]
    by = (pairs.c.period, pairs.c.place, pairs.c.domain)
    for period, place, domain, before, after, *columns in connection.execute(
        select(*by, *sums, *_each(pairs)).group_by(*by)
    ):
        counts = dict(zip(NAMES, counts_in(columns), strict=True))
        by_place[period, place][domain] = Scored(counts, before, after)
    every = count_pairs(connection, cells, moment)
    return [
        _with_all(by_place[grid.place_of(cell)], counts)
        for cell, counts in zip(cells, every, strict=True)
    ]


def _with_all(domains: dict[str, Scored], counts: dict[str, Count | None]) -> dict:
    before, after = (sum(getattr(s, end) for s in domains.values()) for end in ("before", "after"))
    return {None: Scored(counts, before, after), **domains}


def _counted(grid: CellGrid) -> Select:
    pairs = _pairs(grid)
    by = (pairs.c.period, pairs.c.place)
    return select(*by, *_each(pairs)).group_by(*by)


def _each(pairs: CTE) -> Iterator[ColumnElement]:
    """Different children, pairs, and how many rose, stayed the same and fell."""
    child, was, now = pairs.c.participant_id, pairs.c.was, pairs.c.now
    yield from each_once(child)
    yield from all_of(child)
    for went in (now > was, now == was, now < was):
        yield from all_of(case((went, child)))


def _pairs(grid: CellGrid) -> CTE:
    """One row per period, place and pair; `before` and `after` are shares of their scales."""
    pair, place = _matched(grid).c, grid.place_rows()
    return (
        select(pair.period, place.c.place, pair.domain, pair.participant_id)
        .add_columns(
            (pair.before_score * pair.after_top).label("was"),
            (pair.after_score * pair.before_top).label("now"),
            (pair.before_score / pair.before_top).label("before"),
            (pair.after_score / pair.after_top).label("after"),
        )
        .join(place, place.c.agreement_code == pair.agreement_code)
        .cte("pairs")
    )


def _matched(grid: CellGrid) -> CTE:
    """(period, *PAIR, domain, both scores and the tops of their scales), of pairs that have both.

    Put under one another and grouped: a database that knows nothing of how many there are would
    look for each one's other among all.
    """
    scored, ends = _scored(grid), _ends(grid)
    both = union_all(_first_before(scored, ends), _newest_after(scored, ends)).cte("both")
    pair = [both.c.period, *(both.c[name] for name in PAIR)]
    values = {name: func.max(both.c[name]) for name in _VALUES}
    return (
        select(*pair, *(value.label(name) for name, value in values.items()))
        .group_by(*pair)
        .having(values["before_score"].is_not(None), values["after_score"].is_not(None))
        .having(values["brought"] >= func.max(both.c.first))
        .cte("matched")
    )


def _scored(grid: CellGrid) -> CTE:
    """Every score in force of the academic years and agreements asked for, with its year."""
    returned, codes = dim_return.c, {code for codes in grid.places for code in codes}
    years = sorted({span[0].academic_year for span in grid.periods})
    year = func.substr(returned.quarter, 1, 7)
    return (
        select(
            returned.agreement_code,
            year.label("year"),
            fact_learning.c.participant_id,
            fact_learning.c.measure,
            fact_learning.c.domain,
            returned.quarter,
            returned.return_id,
            *(fact_learning.c[name] for name in ("stage", "score", "scale_top", "row_number")),
        )
        .join_from(fact_learning, dim_return, returned.return_id == fact_learning.c.return_id)
        .where(grid.moment.in_force(dim_return), year.in_(years))
        .where(returned.agreement_code.in_(codes))
        .cte("scored")
    )


def _ends(grid: CellGrid) -> CTE:
    """(period, first, last): the first and last quarter of each period."""
    columns = (column("period", Integer), column("first", Text), column("last", Text))
    spans = [(n, str(span[0]), str(span[-1])) for n, span in enumerate(grid.periods)]
    return values(*columns, name="ends").data(spans).cte()


def _first_before(scored: CTE, ends: CTE) -> Select:
    """Each pair's first score before, once for every period of its year."""
    order = (scored.c.quarter, scored.c.return_id.desc(), scored.c.row_number.desc())
    pair = [scored.c[name] for name in PAIR]
    number = func.row_number().over(partition_by=pair, order_by=order)
    before = (
        select(*pair, scored.c.score, scored.c.scale_top, number.label("earliest"))
        .where(scored.c.stage == "before")
        .cte("before")
    )
    known = {"before_score": before.c.score, "before_top": before.c.scale_top}
    return (
        select(ends.c.period, ends.c.first, *(before.c[name] for name in PAIR), *_columns(known))
        .join_from(before, ends, before.c.year == func.substr(ends.c.last, 1, 7))
        .where(before.c.earliest == 1)
    )


def _newest_after(scored: CTE, ends: CTE) -> Select:
    """Each pair's newest score after, by each period's end, and when the first came."""
    in_year = scored.c.year == func.substr(ends.c.last, 1, 7)
    known = scored.join(ends, (scored.c.quarter <= ends.c.last) & in_year)
    pair = [scored.c[name] for name in PAIR]
    within = [ends.c.period, *pair]
    newest = (scored.c.quarter.desc(), scored.c.return_id.desc(), scored.c.row_number.desc())
    number = func.row_number().over(partition_by=within, order_by=newest)
    after = (
        select(ends.c.period, ends.c.first, *pair, scored.c.domain)
        .add_columns(scored.c.score, scored.c.scale_top, number.label("newest"))
        .add_columns(func.min(scored.c.quarter).over(partition_by=within).label("brought"))
        .select_from(known)
        .where(scored.c.stage == "after")
        .cte("after")
    )
    values = {name: after.c[name] for name in ("domain", "brought")}
    values |= {"after_score": after.c.score, "after_top": after.c.scale_top}
    named = (after.c[name] for name in ("period", "first", *PAIR))
    return select(*named, *_columns(values)).where(after.c.newest == 1)


def _columns(values: dict) -> list:
    """All that is told of a pair, in one order; blank what is not known here."""
    return [values.get(name, null()).label(name) for name in _VALUES]
