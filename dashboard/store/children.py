"""Distinct children, counted under the filter in use and never summed."""

from collections.abc import Sequence

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    cast,
    null,
    select,
    true,
)

from dashboard.domain.count import Count
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantities import counted
from dashboard.measures.quantities.sessions import last_year, mostly_headcounts, tells_of_attendance
from dashboard.measures.quantity import names_of
from dashboard.store.cell_grid import NOBODY, CellGrid, all_of, counts_in, each_once
from dashboard.store.moment import Moment
from data.calendar import Quarter
from data.vocabulary.activities import NOT_FOR_CHILDREN, WHOLE_CLASS
from data.warehouse.tables import dim_agreement, mart_reach

registered = mart_reach.c.activity.not_in(NOT_FOR_CHILDREN)
present = and_(mart_reach.c.attended > 0, registered)
whole_class = and_(present, mart_reach.c.activity == WHOLE_CLASS)
REACHED = names_of(counted.REACHED)
GOING_ON = names_of(counted.GOING_ON)
Counts = dict[str, Count | None]


def count_reached(connection: Connection, cells: Sequence[Cell], moment: Moment) -> list[Counts]:
    """For each cell: children on registers, reached, in whole classes, and of its agreements."""
    grid = CellGrid.of(cells, moment)
    rows = {row[:2]: counts_in(row[2:]) for row in connection.execute(_reached(grid))}
    return [_reach(cell, *rows.get(grid.place_of(cell), (NOBODY,) * 4)) for cell in cells]


def count_going_on(connection: Connection, cells: Sequence[Cell], moment: Moment) -> list[Counts]:
    """For each cell: last year's whole-class children, and those of them who go on."""
    grid = CellGrid.of(cells, moment)
    rows = {row[:2]: counts_in(row[2:]) for row in connection.execute(_going_on(grid))}
    return [_continuation(cell, *rows.get(grid.place_of(cell), (NOBODY,) * 2)) for cell in cells]


def _reach(
    cell: Cell, on_registers: Count, children: Count, in_whole_class: Count, of_agreements: Count
) -> Counts:
    tells = tells_of_attendance(cell.deliveries)
    hidden = not tells or mostly_headcounts(cell.deliveries)
    own = of_agreements if cell.selection.activity else children
    return {
        "registered_children": on_registers if tells else None,
        "children": children if tells else None,
        "whole_class_children": None if hidden else in_whole_class,
        "agreement_children": own if tells_of_attendance(cell.returns) else None,
    }


def _continuation(cell: Cell, before: Count, going_on: Count) -> Counts:
    past = last_year(cell)
    if not tells_of_attendance(past) or mostly_headcounts(past):
        return dict.fromkeys(GOING_ON)
    this_year = cell.returns_of(cell.deliverers, cell.quarters[-1].year_so_far())
    return {
        "whole_class_last_year": before,
        "continuing_children": going_on if tells_of_attendance(this_year) else None,
    }


def _reached(grid: CellGrid) -> Select:
    """Children on registers and children with an attended session, per period and place."""
    chosen, child = grid.returns(), mart_reach.c.participant_id
    of_activity, own = _asked_of(grid, chosen)
    nobody = cast(null(), BigInteger)  # PostgreSQL adds up nothing that has no type
    counted = (of_activity, present & of_activity, whole_class & of_activity)
    return (
        select(chosen.c.period, chosen.c.place)
        .add_columns(*(part for which in counted for part in each_once(case((which, child)))))
        .add_columns(*each_once(nobody if own is None else case((present & own, child))))
        .join_from(chosen, mart_reach, mart_reach.c.return_id == chosen.c.return_id)
        .where(registered, of_activity if own is None else of_activity | own)
        .group_by(chosen.c.period, chosen.c.place)
    )


def _asked_of(grid: CellGrid, chosen: CTE) -> tuple[ColumnElement, ColumnElement | None]:
    """The rows of the activity chosen, and those of its agreements, whatever their sessions were.

    Without an activity all rows, and None: the children of the agreements are then those reached.
    """
    if not grid.activity:
        return true(), None
    codes = select(dim_agreement.c.agreement_code).where(
        grid.moment.in_force(dim_agreement), dim_agreement.c.activity == grid.activity
    )
    return mart_reach.c.activity == grid.activity, chosen.c.agreement_code.in_(codes)


def _going_on(grid: CellGrid) -> Select:
    """Last year's whole-class children, and those of them in any other activity this year."""
    last_years = [Quarter(span[0].year - 1, 1).whole_year() for span in grid.periods]
    so_far = [span[-1].year_so_far() for span in grid.periods]
    before = _attending(grid, last_years, whole_class, "before")
    other = present & (mart_reach.c.activity != WHOLE_CLASS)
    if grid.activity:
        other &= mart_reach.c.activity == grid.activity
    since = _attending(grid, so_far, other, "since")
    same_child = and_(
        *(before.c[name] == since.c[name] for name in ("period", "place", "participant_id"))
    )
    return (
        select(before.c.period, before.c.place)
        .add_columns(*all_of(before.c.participant_id), *all_of(since.c.participant_id))
        .join_from(before, since, same_child, isouter=True)
        .group_by(before.c.period, before.c.place)
    )


def _attending(grid: CellGrid, spans: list, condition, name: str):
    """(period, place, participant_id), each child once."""
    chosen = grid.returns(spans, f"{name}_returns")
    return (
        select(chosen.c.period, chosen.c.place, mart_reach.c.participant_id)
        .join_from(chosen, mart_reach, mart_reach.c.return_id == chosen.c.return_id)
        .where(condition)
        .distinct()
        .cte(name)
    )
