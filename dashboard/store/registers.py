"""The register rows that hold at a moment; what was done later is not known yet."""

from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from dashboard.domain.facts import (
    Agreement,
    Allocation,
    Assessment,
    Call,
    Decision,
    Need,
    Objective,
    Partner,
    Payment,
    Review,
    Risk,
    School,
    Waiver,
)
from dashboard.store.moment import Moment
from data.warehouse import tables

REGISTERS = {
    Partner: tables.dim_partner,
    Agreement: tables.dim_agreement,
    Objective: tables.dim_objective,
    Allocation: tables.fact_allocation,
    Payment: tables.fact_payment,
    Review: tables.fact_review,
    Decision: tables.fact_decision,
    Need: tables.dim_need,
    Call: tables.dim_opportunity,
    Assessment: tables.fact_vfm,
    Risk: tables.fact_risk,
    Waiver: tables.fact_waiver,
    School: tables.dim_school,
}
DONE_ON = {  # the date of something done, and what is blank until then
    Agreement: {"approved_on": (), "reported_on": (), "conflict_declared_on": ()},
    Payment: {"paid_on": ()},
    Review: {"held_on": ("outcome", "next_due_on", "notes")},
    Decision: {"reported_on": (), "approved_on": ()},
    Need: {"closed_on": ()},
    Assessment: {"assessed_on": ()},
    Risk: {"reviewed_on": (), "closed_on": ("status",)},
}
BEGUN_ON = {Decision: "decided_on", Need: "identified_on"}  # without that day there is no row yet
Row = TypeVar("Row")


def rows(connection: Connection, kind: type[Row], moment: Moment) -> list[Row]:
    """A register's rows at a moment, in the order in which they came."""
    table = REGISTERS[kind]
    found = connection.execute(_in_force(table, kind, moment)).mappings()
    known = (as_of(kind(**row), moment.day) for row in found)
    return [row for row in known if row is not None]


def _in_force(table: Table, kind: type, moment: Moment):
    columns = [table.c[field.name] for field in fields(kind)]
    return select(*columns).where(moment.in_force(table)).order_by(table.c.row_id)


def as_of(row: Row, day: date) -> Row | None:
    """A row as it stood on a day: later deeds undone; None where it had not begun by then."""
    begun_on = BEGUN_ON.get(type(row))
    if begun_on and getattr(row, begun_on) > day:
        return None
    undone = {
        name: None
        for done_on, told in DONE_ON.get(type(row), {}).items()
        if (getattr(row, done_on) or day) > day
        for name in (done_on, *told)
    }
    return replace(row, **undone) if undone else row
