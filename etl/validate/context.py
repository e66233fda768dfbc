"""The context in which a table is validated: the registers, its file; and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

import polars as pl
from sqlalchemy import Connection, func, or_, select

from data.warehouse.successions import keepers
from data.warehouse.tables import dim_agreement, metadata
from etl.schema.origin import Origin
from etl.schema.problem import Problem
from etl.schema.source import Source
from etl.sources import SOURCES


class Known:
    """Codes in force, as their owners spell them; `today` is the day of loading."""

    def __init__(self, connection: Connection, today: date) -> None:
        self.connection, self.today = connection, today
        self._codes: dict[str, dict[str, str]] = {}

    def codes(self, source_key: str) -> dict[str, str]:
        """A register's keys: casefolded to the spelling that stands there."""
        if source_key not in self._codes:
            source = SOURCES[source_key]
            table = metadata.tables[source.table]
            column = table.c[source.natural_key[0]]
            codes = self.connection.scalars(
                select(column).where(table.c.valid_to.is_(None)).order_by(table.c.row_id)
            )
            self._codes[source_key] = {code.casefold(): code for code in codes}
        return self._codes[source_key]

    def forget(self, source_key: str) -> None:
        """Read a register again, after rows of it were written."""
        self._codes.pop(source_key, None)
        for name in ("keeper_of", "agreement_of", "area_of", "term_of"):
            self.__dict__.pop(name, None)

    @cached_property
    def keeper_of(self) -> dict[str, str]:
        """For each agreement the partner by whose pseudonyms its children are known."""
        return keeper_of(self.connection)

    @cached_property
    def area_of(self) -> dict[str, str]:
        """Each agreement's area."""
        return dict(self._in_force("agreements", "agreement_code", "area"))

    @cached_property
    def term_of(self) -> dict[str, tuple[date, date]]:
        """Each agreement's first and last day."""
        rows = self._in_force("agreements", "agreement_code", "starts_on", "ends_on")
        return {code: (starts_on, ends_on) for code, starts_on, ends_on in rows}

    @cached_property
    def agreement_of(self) -> dict[str, str]:
        """Each objective's agreement."""
        return dict(self._in_force("objectives", "objective_code", "agreement_code"))

    def _in_force(self, source_key: str, *names: str) -> list[tuple]:
        table = metadata.tables[SOURCES[source_key].table]
        query = select(*(table.c[name] for name in names)).where(table.c.valid_to.is_(None))
        return [tuple(row) for row in self.connection.execute(query)]


def keeper_of(connection: Connection) -> dict[str, str]:
    """For each agreement the partner by whose pseudonyms its children are known.

    It is the agreement's own, unless some agreement has moved from one partner to another.
    """
    table = dim_agreement.c
    partners = table.partner_code
    has_moved = or_(func.min(partners) != func.max(partners), func.count(table.moved_from) > 0)
    moved = select(table.agreement_code).group_by(table.agreement_code).having(has_moved)
    if connection.execute(moved.limit(1)).first():
        return keepers(connection)
    own = select(table.agreement_code, partners).where(table.valid_to.is_(None))
    return dict(connection.execute(own).all())


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
