"""Files that arrived, and what could not be loaded of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Load:
    """A file that arrived and what became of its rows."""

    file_id: int
    name: str
    received_on: date
    loaded_at: str
    status: str
    rows: int
    loaded: int
    unchanged: int
    rejected: int
    set_aside: int
    problems: int


@dataclass(frozen=True)
class ProblemRow:
    """What could not be loaded, or was marked; `value` is for officers only where children's.

    A query is answered under what it is `about`; `agreement_code` where its file is of one alone.
    """

    sheet: str | None
    cell: str | None
    row_number: int | None
    column_name: str | None
    value: str | None
    rule: str
    severity: str
    message: str
    remedy: str
    about: str | None = None
    agreement_code: str | None = None

    @property
    def is_open_query(self) -> bool:
        return self.severity == "query" and self.about is not None

    @property
    def is_answered(self) -> bool:
        """Whether it was a query, and somebody has said what came of it."""
        return self.severity == "note" and self.about is not None
