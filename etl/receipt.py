"""Record that a return came: by its form, or by a CSV of it."""

import polars as pl
from sqlalchemy import Connection, select

from data.warehouse.tables import dim_return
from etl.form import Form, origin_rows
from etl.report import SheetReport
from etl.returns import Arrival, open_returns, standing

_KEY = ["agreement_code", "quarter"]


def check_stated(form: Form, data_rows: int) -> None:
    """Hold what the form says of its sheets against what they hold."""
    stated = form.values.get("rows_of_data")
    if stated is not None and stated != data_rows:
        form.tell(
            "rows_of_data",
            "row_count",
            f"The form says {stated:,} rows of data, but the sheets hold {data_rows:,}.",
            "Check that no row is missing, and correct the number.",
            value=str(stated),
        )
    if form.values.get("is_nil") and data_rows:
        form.tell(
            "is_nil",
            "nil_with_rows",
            f"The form says that there is nothing to report, but the sheets hold {data_rows:,} "
            "rows.",
            "The rows were read. Say ‘no’ if that is right.",
            "query",
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
