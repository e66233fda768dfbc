"""Receipts: each return is recorded as received, by its form or by a CSV of it.

Where what stands of it contradicts what came, its sender is told.
"""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
from sqlalchemy import Connection, Row, and_, select

from data.formatting import day
from data.warehouse.tables import dim_return
from etl.load.returns import KEY, Arrival, Destination, open_returns, standing
from etl.recognise.forms import FORM
from etl.report.report import SheetReport
from etl.schema.origin import Origin
from etl.schema.problem import Problem
from etl.sources import SOURCES
from etl.validate.form import Form

_NOT_REPLACED = [source.key for source in SOURCES.values() if not source.is_replaced_whole]
_NIL_REMEDY = (
    "If these rows are right, send the form again without ‘Nothing to report’. If they are wrong, "
    "tell the hub."
)


def receive_form(
    connection: Connection, form: Form, sheets: list[SheetReport], arrival: Arrival
) -> bool:
    """Record a form; False where the same form stands already."""
    rows = form.origin.as_rows()
    statement = {
        "certified_by": form.values.get("certified_by"),
        "is_nil": bool(form.values.get("is_nil")),
        "is_partial": bool(form.rejected) or any(sheet.rejected for sheet in sheets),
    }
    there = standing(connection, FORM.key, rows)
    if there.height and _stands(connection, there["return_id"][0], form, statement):
        return False
    open_returns(Destination(connection, FORM, form.sheet, arrival), rows, **statement)
    return True


def _stands(connection: Connection, return_id: int, form: Form, statement: dict) -> bool:
    row = connection.execute(select(dim_return).where(dim_return.c.return_id == return_id)).one()
    same_day = row.prepared_on == form.origin.prepared_on
    return same_day and all(getattr(row, name) == value for name, value in statement.items())


def receive_csv(
    connection: Connection, rows: pl.DataFrame, sheets: list[SheetReport], arrival: Arrival
) -> None:
    """A CSV counts as the coming of its returns, where nothing of them has come before."""
    fresh = rows.join(standing(connection, FORM.key, rows), on=KEY, how="anti")
    if fresh.height:
        is_partial = any(sheet.rejected for sheet in sheets)
        to = Destination(connection, FORM, sheets[0].sheet, arrival)
        open_returns(to, fresh, is_partial=is_partial)


def receive_rest(connection: Connection, rows: pl.DataFrame, arrival: Arrival) -> None:
    """Record that returns which had come in part are whole now."""
    there = standing(connection, FORM.key, rows)["return_id"].to_list()
    query = select(dim_return).where(dim_return.c.return_id.in_(there), dim_return.c.is_partial)
    for row in connection.execute(query).all():
        origin = Origin(row.agreement_code, row.quarter, row.prepared_on)
        as_before = replace(arrival, received_on=row.received_on)
        statement = {"certified_by": row.certified_by, "is_nil": row.is_nil, "is_partial": False}
        to = Destination(connection, FORM, row.sheet, as_before)
        open_returns(to, origin.as_rows(), **statement)


def superseded(connection: Connection, first: int) -> list[Problem]:
    """A note for each return numbered from `first` that one prepared later keeps out of force."""
    new, other = dim_return.alias(), dim_return.alias()
    same = [new.c[name] == other.c[name] for name in (*KEY, "source")]
    later = and_(*same, other.c.valid_to.is_(None), other.c.prepared_on > new.c.prepared_on)
    query = select(new.c.sheet, new.c.agreement_code, new.c.quarter, other.c.prepared_on)
    rows = connection.execute(
        query.join_from(new, other, later)
        .where(new.c.return_id >= first)
        .order_by(new.c.source != FORM.key, new.c.return_id)
    )
    newest = {(row.agreement_code, row.quarter): row for row in reversed(rows.all())}
    return [_kept_out_of_force(row) for row in newest.values()]


def _kept_out_of_force(row: Row) -> Problem:
    return Problem(
        "later_in_force",
        f"The return of {row.agreement_code} for {row.quarter} that was prepared later, on "
        f"{day(row.prepared_on)}, stays in force.",
        "Nothing need be done. If this is the right one, send it with a later Prepared on.",
        "note",
        row.sheet,
    )


def nil_over_rows(
    connection: Connection, returns: pl.DataFrame, file_id: int, form: Form | None
) -> list[Problem]:
    """A query for each return that a file is of whose form says nil over another file's rows.

    The form that says so may be the one in force, or this file's own: its field then bears it.
    """
    says_nil = bool(form and form.values.get("is_nil"))
    sent = set(returns.select(KEY).rows())
    problems = []
    for (agreement_code, quarter), rows in _rows_under_nil(connection, sent).items():
        if says_nil:  # over its own rows it was asked about already
            rows = [row for row in rows if row.file_id != file_id]
        if rows:
            message = _nil_message(agreement_code, quarter, rows)
            column = "is_nil" if says_nil else None
            query = Problem("nil_over_rows", message, _NIL_REMEDY, "query", column=column)
            problems.append(query)
    return problems


def _rows_under_nil(
    connection: Connection, sent: set[tuple[str, str]]
) -> dict[tuple[str, str], list[Row]]:
    """By agreement and quarter, of those sent: the rows in force under another file's nil form."""
    form, rows = dim_return.alias(), dim_return.alias()
    same = [form.c[name] == rows.c[name] for name in KEY]
    query = (
        select(rows.c.agreement_code, rows.c.quarter, rows.c.source, rows.c.file_id)
        .join_from(form, rows, and_(*same, rows.c.file_id != form.c.file_id))
        .where(form.c.agreement_code.in_({agreement for agreement, _ in sent}))
        .where(form.c.source == FORM.key, form.c.valid_to.is_(None), form.c.is_nil)
        .where(rows.c.source.not_in([FORM.key, *_NOT_REPLACED]), rows.c.valid_to.is_(None))
    )
    under_nil: dict[tuple[str, str], list[Row]] = {}
    for row in connection.execute(query.order_by(rows.c.return_id)):
        if (row.agreement_code, row.quarter) in sent:
            under_nil.setdefault((row.agreement_code, row.quarter), []).append(row)
    return under_nil


def _nil_message(agreement_code: str, quarter: str, rows: Sequence[Row]) -> str:
    sheets = ", ".join(dict.fromkeys(SOURCES[row.source].sheet for row in rows))
    return (
        f"The form of {agreement_code} for {quarter} says that there is nothing to report, but "
        f"rows of another file stay in force: {sheets}."
    )
