"""Schools as they arrive: a URN is six digits, however it is typed."""

import polars as pl
from sqlalchemy import select

from data.formatting import counted, quoted
from data.registers import REGISTERS
from data.warehouse.tables import dim_school
from etl.schema.kinds.urns import read_urn
from etl.schema.problem import Problem
from etl.schema.source import Step, source_of
from etl.schema.validating import Validating


def read_urns(validation: Validating) -> None:
    """Keep the six digits of each URN: `URN 990902` is 990902; what has none is refused."""
    typed = validation.typed
    urns = {text: read_urn(text) for text in typed["urn"].drop_nulls().unique()}
    read = pl.col("urn").replace_strict(urns, default=None, return_dtype=pl.String)
    rows = typed.select("row", "urn", read.alias("read"))
    validation.typed = typed.with_columns(rows["read"].alias("urn"))
    validation.report(
        rows.filter(pl.col("urn").is_not_null() & pl.col("read").is_null())["row"], _NO_URN
    )
    _ask_what_stands(validation, rows.filter(pl.col("urn") != pl.col("read")))


def _ask_what_stands(validation: Validating, spelled: pl.DataFrame) -> None:
    """Ask once about rows whose URN is spelled otherwise than that of a school that stands."""
    if spelled.is_empty():
        return
    standing = select(dim_school.c.urn, dim_school.c.name).where(dim_school.c.valid_to.is_(None))
    names = dict(validation.connection.execute(standing).all())
    again = spelled.filter(pl.col("read").is_in(list(names)))
    for row, _, urn in again.head(1).iter_rows():
        others = (
            f" (and so for {counted(again.height - 1, 'row')} more)" if again.height > 1 else ""
        )
        validation.report([row], _stands(urn, names[urn], others))


def _stands(urn: str, name: str, others: str) -> Problem:
    return Problem(
        "urn_stands",
        f"This is read as {urn}, which stands already as {quoted(name)}{others}.",
        f"If it is the same school, nothing need be done. If it is another, send its own URN, and "
        f"{urn} as it was.",
        "query",
        column="urn",
    )


_NO_URN = Problem(
    "urn",
    "This is not a URN, which has six digits.",
    "Type the school's six digits. Where a spreadsheet took a leading 0 away, format the column "
    "as text first.",
    column="urn",
)

SOURCE = source_of(REGISTERS["schools"], steps=(Step("typed", read_urns),))
