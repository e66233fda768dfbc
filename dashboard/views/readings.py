"""A reading beside those of other moments."""

from dataclasses import dataclass

from dashboard.measures.kpi import Reading


@dataclass(frozen=True)
class Compared:
    """A reading beside those of the quarter before and of the same quarter last year."""

    now: Reading
    a_quarter_ago: Reading
    a_year_ago: Reading
