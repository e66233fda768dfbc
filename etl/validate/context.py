"""The context in which a table is validated, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import polars as pl

from etl.schema.origin import Origin
from etl.schema.problem import Problem
from etl.schema.source import Source
from etl.validate.lookups import Known


class Mended(Protocol):
    """The file whose returns a corrections file adds rows to, as far as validation asks it."""

    def unread_cells(self, source: Source) -> Sequence[Problem]:
        """Problems of its cells that could not be read, with their rows and values."""

    def contradicted(self, source: Source, rows: pl.DataFrame) -> pl.Series:
        """Numbers of those rows that say otherwise than a row of its returns that stands."""


@dataclass(frozen=True)
class Context:
    """What surrounds a table: the registers, the installation's secret, and the rest of its file.

    `origin` is what the Return form beside it says, `mended` the file that its rows mend.
    """

    known: Known
    secret: bytes
    origin: Origin | None = None
    mended: Mended | None = None


@dataclass(frozen=True)
class Validated:
    """A table after validation: rows to load, problems, rows set aside, and money in pence.

    `data_rows` counts the rows that hold data, the same row again included.

    `rows` are typed and have `row`; of a return also agreement_code, quarter, prepared_on,
    partner_code and academic_year; in a corrections file also `mended_row`. `waits` is what may
    come and mend the rows that were rejected.
    """

    rows: pl.DataFrame
    problems: list[Problem]
    set_aside: dict[int, str]
    rejected: int
    pence: int
    pence_rejected: int
    data_rows: int
    waits: set[tuple[str, str]]
