"""Where what a return says and what stands of it contradict each other: the sender is asked."""

from collections.abc import Sequence

import polars as pl
from sqlalchemy import Connection, Row, and_, select

from data.warehouse.tables import dim_return
from etl.schema.problem import Problem
from etl.sources import SOURCES
from etl.validate.return_form import Form

_BY_CHILD = "participants"  # its rows are of the partner's children, and stay by themselves
_NIL_REMEDY = (
    "If these rows are right, send the form again without ‘Nothing to report’. If they are wrong, "
    "tell the hub."
)


def nothing_said(connection: Connection, form: Form, data_rows: int) -> None:
    """A form that comes alone, and does not say that there is nothing to report."""
    is_said = "is_nil" in form.rows and form.rows["is_nil"] in form.rejected
    if data_rows or is_said or form.values.get("is_nil") or form.origin is None:
        return
    if not any(source != "return" for source in _standing(connection, form)):
        form.tell(
            "is_nil",
            "nothing_said",
            "No sheet beside the form holds a row, and the form does not say ‘Nothing to report’.",
            "Send the sheets, or say yes to ‘Nothing to report’ on the form.",
            "query",
        )


def _standing(connection: Connection, form: Form) -> list[str]:
    table, origin = dim_return.c, form.origin
    query = select(table.source).where(
        table.agreement_code == origin.agreement_code,
        table.quarter == origin.quarter,
        table.valid_to.is_(None),
    )
    return list(connection.scalars(query))


def nil_over_rows(
    connection: Connection, origins: pl.DataFrame, file_id: int, form: Form | None
) -> list[Problem]:
    """Returns that a file is of whose form in force says nothing to report over another's rows."""
    told, says_nil = [], bool(form and form.values.get("is_nil"))
    sent = set(origins.select("agreement_code", "quarter").rows())
    for (agreement_code, quarter), found in _rows_under_nil(connection, sent).items():
        if says_nil:  # over its own rows it was asked about already
            found = [row for row in found if row.file_id != file_id]
        if not found:
            continue
        message = _nil_message(agreement_code, quarter, found)
        if says_nil:
            form.tell("is_nil", "nil_over_rows", message, _NIL_REMEDY, "query")
        else:
            told.append(Problem("nil_over_rows", message, _NIL_REMEDY, "query"))
    return told


def _rows_under_nil(
    connection: Connection, sent: set[tuple[str, str]]
) -> dict[tuple[str, str], list[Row]]:
    """By agreement and quarter, of those sent: the rows in force under another file's nil form."""
    form, rows = dim_return.alias(), dim_return.alias()
    same = [form.c[name] == rows.c[name] for name in ("agreement_code", "quarter")]
    query = (
        select(rows.c.agreement_code, rows.c.quarter, rows.c.source, rows.c.file_id)
        .join_from(form, rows, and_(*same, rows.c.file_id != form.c.file_id))
        .where(form.c.agreement_code.in_({agreement for agreement, _ in sent}))
        .where(form.c.source == "return", form.c.valid_to.is_(None), form.c.is_nil)
        .where(rows.c.source.not_in(["return", _BY_CHILD]), rows.c.valid_to.is_(None))
    )
    found: dict[tuple[str, str], list[Row]] = {}
    for row in connection.execute(query.order_by(rows.c.return_id)):
        if (row.agreement_code, row.quarter) in sent:
            found.setdefault((row.agreement_code, row.quarter), []).append(row)
    return found


def _nil_message(agreement_code: str, quarter: str, found: Sequence[Row]) -> str:
    sheets = ", ".join(dict.fromkeys(SOURCES[row.source].sheet for row in found))
    return (
        f"The form of {agreement_code} for {quarter} says that there is nothing to report, but "
        f"rows of another file stay in force: {sheets}."
    )
