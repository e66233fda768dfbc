"""Views of a trace: files, sheets, rows and cells, each with what became of it."""

from dataclasses import asdict, dataclass
from datetime import date

from etl.report.report import COUNTS


class NotThereError(Exception):
    """What is to be traced is not there; its text says so and offers the nearest."""


@dataclass(frozen=True)
class Filed:
    """A file as it arrived; `sha256` names its bytes in the archive."""

    file_id: int
    name: str
    sha256: str
    received_on: date
    status: str


@dataclass(frozen=True)
class TracedCell:
    """One cell: where it stands, what was typed, and what is kept of it, in words and as a value.

    `typed` is None where the cell is blank, or where its text is nobody's to read.
    """

    cell: str
    heading: str
    column: str | None
    typed: str | None
    kept: str | None
    value: object = None
    is_free_text: bool = False


@dataclass(frozen=True)
class ReportedProblem:
    """A problem that the sender was told of."""

    sheet: str | None
    cell: str | None
    severity: str
    message: str
    remedy: str


@dataclass(frozen=True)
class TracedRow:
    """A row of a sheet and its fate: `loaded`, `replaced`, `unchanged`, `rejected`, `set aside`.

    `told` says it in a sentence; `replaced_by` is the file whose row or sheet took its place,
    `mended_by` the corrections file that brought a rejected row anew.
    """

    row: int
    outcome: str
    told: str
    cells: tuple[TracedCell, ...]
    problems: tuple[ReportedProblem, ...] = ()
    replaced_by: Filed | None = None
    mended_by: Filed | None = None


@dataclass(frozen=True)
class Counts:
    """What became of a sheet's rows."""

    rows: int
    loaded: int
    unchanged: int
    rejected: int
    set_aside: int

    @classmethod
    def of(cls, row) -> "Counts":
        return cls(**{name: getattr(row, name) for name in COUNTS})


@dataclass(frozen=True)
class SheetTrace:
    """A sheet of a file; `rows` are filled where the sheet itself was asked for."""

    sheet: str
    source: str | None
    counts: Counts
    rows: tuple[TracedRow, ...] = ()


@dataclass(frozen=True)
class FileTrace:
    """One arrival of a file, its sheets, and what is wrong with the file as a whole."""

    file: Filed
    told: str
    sheets: tuple[SheetTrace, ...]
    problems: tuple[ReportedProblem, ...]


@dataclass(frozen=True)
class ReceivedSheet:
    """One sheet of one file for an agreement and quarter, and the days on which it stood.

    `stood_from` is None where nothing of it came to stand; `stood_to` is its first day no more;
    `mends` is the file whose return it stands beside, if it is a corrections file.
    """

    file: Filed
    sheet: str
    source: str | None
    counts: Counts
    prepared_on: date | None
    received_on: date
    stood_from: date | None
    stood_to: date | None
    told: str
    mends: Filed | None = None


@dataclass(frozen=True)
class RowsInForce:
    """The rows of one file's sheet that a return's figures rest on today."""

    file: Filed
    sheet: str
    source: str
    rows: tuple[TracedRow, ...]


@dataclass(frozen=True)
class VersionTrace:
    """One version of a register's row, from `stood_from` (None: from the first) to `stood_to`."""

    register: str
    key: str
    file: Filed
    sheet: str
    row: int
    stood_from: date | None
    stood_to: date | None
    cells: tuple[TracedCell, ...]


def as_json(traced: dict) -> dict:
    """What was traced as plain objects; days as ISO text."""
    return {name: _plain(value) for name, value in traced.items()}


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return _plain(asdict(value)) if hasattr(value, "__dataclass_fields__") else value
