"""Record that a return came: by its form, or by a CSV of it."""

from dataclasses import replace

import polars as pl
from sqlalchemy import Connection, Row, and_, select

from data.warehouse.tables import dim_return
from etl.load.returns import Arrival, open_returns, standing
from etl.report.report import SheetReport
from etl.schema.formatting import counted
from etl.schema.problem import Problem
from etl.validate.return_form import Form, origin_rows
from etl.validate.validate import Origin

_KEY = ["agreement_code", "quarter"]


def check_stated(form: Form, data_rows: int) -> None:
    """Hold what the form says of its sheets against what they hold."""
    stated = form.values.get("rows_of_data")
    if stated is not None and stated != data_rows:
        form.tell(
            "rows_of_data",
            "row_count",
            f"The form says {counted(stated, 'row')} of data, but the sheets hold {data_rows:,}.",
            "Check that no row is missing, and correct the number.",
            value=str(stated),
        )
    if form.values.get("is_nil") and data_rows:
        form.tell(
            "is_nil",
            "nil_with_rows",
            "The form says that there is nothing to report, but the sheets hold "
            f"{counted(data_rows, 'row')}.",
            "The rows were read. Say ‘no’ if that is right.",
            "query",
            value="yes",
        )


def by_form(
    connection: Connection, form: Form, sheets: list[SheetReport], arrival: Arrival
) -> bool:
    """Record a form; False where the same form stands already."""
    rows = origin_rows(form.origin)
    said = {
        "certified_by": form.values.get("certified_by"),
        "is_nil": bool(form.values.get("is_nil")),
        "is_partial": bool(form.rejected) or any(sheet.rejected for sheet in sheets),
    }
    there = standing(connection, "return", rows)
    if there.height and _stands(connection, there["return_id"][0], form, said):
        return False
    open_returns(connection, "return", form.sheet, rows, arrival, **said)
    return True


def by_csv(
    connection: Connection, rows: pl.DataFrame, sheets: list[SheetReport], arrival: Arrival
) -> None:
    """A CSV counts as the coming of its returns, where nothing of them has come before."""
    fresh = rows.join(standing(connection, "return", rows), on=_KEY, how="anti")
    if fresh.height:
        partial = any(sheet.rejected for sheet in sheets)
        open_returns(connection, "return", sheets[0].sheet, fresh, arrival, is_partial=partial)


def mended(connection: Connection, rows: pl.DataFrame, arrival: Arrival) -> None:
    """Record that returns which had come in part are whole now."""
    there = standing(connection, "return", rows)["return_id"].to_list()
    query = select(dim_return).where(dim_return.c.return_id.in_(there), dim_return.c.is_partial)
    for row in connection.execute(query).all():
        origin = Origin(row.agreement_code, row.quarter, row.prepared_on)
        came = replace(arrival, received_on=row.received_on)
        said = {"certified_by": row.certified_by, "is_nil": row.is_nil, "is_partial": False}
        open_returns(connection, "return", row.sheet, origin_rows(origin), came, **said)


def superseded(connection: Connection, first: int) -> list[Problem]:
    """A note for each return numbered from `first` that one prepared later keeps out of force."""
    mine, theirs = dim_return.alias(), dim_return.alias()
    same = [mine.c[name] == theirs.c[name] for name in (*_KEY, "source")]
    later = and_(*same, theirs.c.valid_to.is_(None), theirs.c.prepared_on > mine.c.prepared_on)
    query = select(mine.c.sheet, mine.c.agreement_code, mine.c.quarter, theirs.c.prepared_on)
    rows = connection.execute(
        query.join_from(mine, theirs, later)
        .where(mine.c.return_id >= first)
        .order_by(mine.c.source != "return", mine.c.return_id)
    )
    newest = {(row.agreement_code, row.quarter): row for row in reversed(rows.all())}
    return [_kept_out_of_force(row) for row in newest.values()]


def _kept_out_of_force(row: Row) -> Problem:
    day = f"{row.prepared_on.day} {row.prepared_on:%B %Y}"
    return Problem(
        "later_in_force",
        f"The return of {row.agreement_code} for {row.quarter} that was prepared later, on {day}, "
        "stays in force.",
        "Nothing need be done. If this is the right one, send it with a later Prepared on.",
        "note",
        row.sheet,
    )


def _stands(connection: Connection, return_id: int, form: Form, said: dict) -> bool:
    row = connection.execute(select(dim_return).where(dim_return.c.return_id == return_id)).one()
    same_day = row.prepared_on == form.origin.prepared_on
    return same_day and all(getattr(row, name) == value for name, value in said.items())


def report_on(form: Form, is_new: bool) -> SheetReport:
    """What became of the form's own fields."""
    rejected = len(form.filled if form.origin is None else form.rejected)
    accepted = len(form.filled) - rejected
    return SheetReport(
        form.sheet,
        "return",
        len(form.filled) + len(form.set_aside),
        accepted if is_new else 0,
        0 if is_new else accepted,
        rejected,
        len(form.set_aside),
    )
