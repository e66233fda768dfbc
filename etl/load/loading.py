"""Loading and its outcome: what the sheets of a file have in common, what becomes of each."""

from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import Connection

from etl.load.corrections import MendedFile
from etl.load.returns import Arrival
from etl.report.report import SheetReport
from etl.schema.problem import Problem
from etl.validate.context import Known
from etl.validate.form import Form

Wait = tuple[str, str]  # register, code


@dataclass(frozen=True)
class Loading:
    """One file on its way into the warehouse.

    `form` is its Return form, `mended` the file whose returns it adds rows to, `mended_rows` its
    own rows by sheet that a corrections file has brought since.
    """

    connection: Connection
    arrival: Arrival
    known: Known
    secret: bytes
    form: Form | None
    mended: MendedFile | None
    mended_rows: dict[str, set[int]]


@dataclass(frozen=True)
class Outcome:
    """What became of one sheet.

    `returns` are those that its rows are of: agreement_code, quarter, prepared_on. `corrected` are
    the rows of the mended file that it brought, `waits` what may come and mend what was rejected.
    """

    report: SheetReport
    problems: list[Problem]
    set_aside: dict[int, str]
    waits: set[Wait] = field(default_factory=set)
    data_rows: int = 0
    returns: pl.DataFrame | None = None
    corrected: list[int] | None = None
