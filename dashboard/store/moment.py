"""Moment of a query: the versions of rows that hold now, or on a past day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, FromClause, or_


@dataclass(frozen=True)
class Moment:
    """The day read; `is_past` where it lies before today, so that later versions are not known.

    A day to come is read from what is known today.
    """

    day: date
    is_past: bool

    @classmethod
    def of(cls, on: date | None, today: date) -> "Moment":
        return cls(on or today, on is not None and on < today)

    def in_force(self, table: FromClause) -> ColumnElement[bool]:
        """The condition under which a versioned row of a table holds."""
        if not self.is_past:
            return table.c.valid_to.is_(None)
        ends = or_(table.c.valid_to.is_(None), table.c.valid_to > self.day)
        return (table.c.valid_from <= self.day) & ends

    def holds(self, valid_from: date, valid_to: date | None) -> bool:
        """The same, of a row that has been read."""
        if not self.is_past:
            return valid_to is None
        return valid_from <= self.day and (valid_to is None or valid_to > self.day)
