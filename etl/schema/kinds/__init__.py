"""Kinds of cells: how a text becomes a code, a date, an amount of money …, or a fault.

Each kind reads one text at a time. A column's distinct texts are read once each, so that plain
functions are fast enough for a million rows.
"""

from etl.schema.kinds.calendar import PROFILE, QUARTER, YEAR
from etl.schema.kinds.dates import DATE, is_month_first, only_us_dates, read_date
from etl.schema.kinds.kind import FaultError, Kind, read_cell
from etl.schema.kinds.numbers import HOURS, MONEY, MONEY_LIMIT_PENCE, integer, is_numeric, number
from etl.schema.kinds.texts import CODE, LABEL, TEXT
from etl.schema.kinds.words import RATING, YES_NO, YES_NO_UNKNOWN, choice, plain, several

__all__ = [
    "CODE",
    "DATE",
    "HOURS",
    "LABEL",
    "MONEY",
    "MONEY_LIMIT_PENCE",
    "PROFILE",
    "QUARTER",
    "RATING",
    "TEXT",
    "YEAR",
    "YES_NO",
    "YES_NO_UNKNOWN",
    "FaultError",
    "Kind",
    "choice",
    "integer",
    "is_month_first",
    "is_numeric",
    "number",
    "only_us_dates",
    "plain",
    "read_cell",
    "read_date",
    "several",
]
