"""Statements of a Return form: held against the sheets beside it, and counted as its own rows."""

from sqlalchemy import Connection, select

from data.formatting import counted
from data.warehouse.tables import dim_return
from etl.recognise.forms import FORM
from etl.report.report import SheetReport
from etl.schema.problem import Problem
from etl.validate.form import Form


def contradicted(form: Form, data_rows: int) -> list[Problem]:
    """Problems of the fields that say otherwise than the sheets, which hold so many rows."""
    problems, stated = [], form.values.get("rows_of_data")
    if stated is not None and stated != data_rows:
        problems.append(
            Problem(
                "row_count",
                f"The form says {counted(stated, 'row')} of data, but the sheets hold "
                f"{data_rows:,}.",
                "Check that no row is missing, and correct the number.",
                column="rows_of_data",
                value=str(stated),
            )
        )
    if form.values.get("is_nil") and data_rows:
        problems.append(
            Problem(
                "nil_with_rows",
                "The form says that there is nothing to report, but the sheets hold "
                f"{counted(data_rows, 'row')}.",
                "The rows were read. Say ‘no’ if that is right.",
                "query",
                column="is_nil",
                value="yes",
            )
        )
    return problems


def nothing_reported(connection: Connection, form: Form, data_rows: int) -> list[Problem]:
    """A query where a form comes alone, and does not say that there is nothing to report."""
    is_rejected = "is_nil" in form.rows and form.rows["is_nil"] in form.rejected
    if data_rows or is_rejected or form.values.get("is_nil") or form.origin is None:
        return []
    if any(source != FORM.key for source in _standing(connection, form)):
        return []
    return [
        Problem(
            "nothing_said",
            "No sheet beside the form holds a row, and the form does not say ‘Nothing to report’.",
            "Send the sheets, or say yes to ‘Nothing to report’ on the form.",
            "query",
            column="is_nil",
        )
    ]


def _standing(connection: Connection, form: Form) -> list[str]:
    table, origin = dim_return.c, form.origin
    query = select(table.source).where(
        table.agreement_code == origin.agreement_code,
        table.quarter == origin.quarter,
        table.valid_to.is_(None),
    )
    return list(connection.scalars(query))


def report_on(form: Form, is_new: bool) -> SheetReport:
    """What became of the form's own fields."""
    rejected = len(form.filled if form.origin is None else form.rejected)
    accepted = len(form.filled) - rejected
    return SheetReport(
        form.sheet,
        FORM.key,
        len(form.filled) + len(form.set_aside),
        accepted if is_new else 0,
        0 if is_new else accepted,
        rejected,
        len(form.set_aside),
    )
