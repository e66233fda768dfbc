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
    """What could not be loaded, or was marked; `value` is for officers only where children's."""

    sheet: str | None
    cell: str | None
    row_number: int | None
    column_name: str | None
    value: str | None
    rule: str
    severity: str
    message: str
    remedy: str
