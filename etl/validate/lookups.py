"""What the warehouse already knows that a row may refer to, read once per file."""

from datetime import date
from functools import cached_property

import polars as pl
from sqlalchemy import Connection, select

from data.calendar import Quarter
from data.warehouse.tables import dim_agreement, metadata
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
            found = self.connection.scalars(
                select(column).where(table.c.valid_to.is_(None)).order_by(table.c.row_id)
            )
            self._codes[source_key] = {code.casefold(): code for code in found}
        return self._codes[source_key]

    def forget(self, source_key: str) -> None:
        """Read a register again, after rows of it were written."""
        self._codes.pop(source_key, None)
        for name in ("partner_of", "agreement_of", "term_of"):
            self.__dict__.pop(name, None)

    @cached_property
    def partner_of(self) -> dict[str, str]:
        """Each agreement's partner."""
        table = dim_agreement
        rows = self.connection.execute(
            select(table.c.agreement_code, table.c.partner_code).where(table.c.valid_to.is_(None))
        )
        return dict(tuple(row) for row in rows)

    @cached_property
    def term_of(self) -> dict[str, tuple[date, date]]:
        """Each agreement's first and last day."""
        table = dim_agreement
        rows = self.connection.execute(
            select(table.c.agreement_code, table.c.starts_on, table.c.ends_on).where(
                table.c.valid_to.is_(None)
            )
        )
        return {code: (starts_on, ends_on) for code, starts_on, ends_on in rows}

    @cached_property
    def agreement_of(self) -> dict[str, str]:
        """Each objective's agreement."""
        table = metadata.tables[SOURCES["objectives"].table]
        rows = self.connection.execute(
            select(table.c.objective_code, table.c.agreement_code).where(table.c.valid_to.is_(None))
        )
        return dict(tuple(row) for row in rows)


def quarter_bounds(quarters: pl.Series) -> pl.DataFrame:
    """First and last day of each distinct quarter: quarter, first_day, last_day."""
    distinct = [Quarter.parse(text) for text in quarters.unique().drop_nulls()]
    return pl.DataFrame(
        {
            "quarter": [str(quarter) for quarter in distinct],
            "first_day": [quarter.start for quarter in distinct],
            "last_day": [quarter.end for quarter in distinct],
        },
        schema={"quarter": pl.String, "first_day": pl.Date, "last_day": pl.Date},
    )
