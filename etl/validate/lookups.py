"""Lookups: what the registers in force hold that a row may refer to, read once per file."""

from datetime import date
from functools import cached_property

from sqlalchemy import Connection, select

from data.warehouse.tables import metadata
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
        for name in ("partner_of", "agreement_of", "term_of"):
            self.__dict__.pop(name, None)

    @cached_property
    def partner_of(self) -> dict[str, str]:
        """Each agreement's partner."""
        return dict(self._in_force("agreements", "agreement_code", "partner_code"))

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
