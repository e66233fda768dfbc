"""The way back from a figure: the sheets that a return came in, and the cells that count."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.viewer import Viewer
from dashboard.measures.disclosure import rounded
from data.policies import Policy

COUNTS = ("rows", "loaded", "rejected", "set_aside")


@dataclass(frozen=True)
class SheetSent:
    """A sheet of a file for one agreement and quarter; `fate` says whether and when it stood.

    Counts are of the whole sheet; None where they are too small for the viewer to know. `mends`
    names the file whose return a corrections file mends.
    """

    sheet: str
    source: str | None
    file_id: int
    file_name: str
    sha256: str
    prepared_on: date | None
    received_on: date
    rows: int | None
    loaded: int | None
    rejected: int | None
    set_aside: int | None
    stands: bool
    fate: str
    mends: str | None

    def for_viewer(self, viewer: Viewer, policy: Policy) -> "SheetSent":
        """With the counts of children's rows as everybody but officers may know them."""
        if viewer.may_see_cells_of(self.source):
            return self
        counts = {name: getattr(self, name) for name in COUNTS}
        return replace(self, **{name: rounded(count, policy) for name, count in counts.items()})


@dataclass(frozen=True)
class CellSent:
    """A cell: its address, its heading, what was typed and what is stored of it.

    `is_hidden` where its free text is not the viewer's to read; then both texts are None.
    """

    address: str
    heading: str
    typed: str | None
    stored: str | None
    is_hidden: bool = False


@dataclass(frozen=True)
class SheetInForce:
    """The rows of one file's sheet that count today, by number: at most so many as were asked for.

    `rows_there` is how many there are.
    """

    sheet: str
    source: str
    file_name: str
    rows: dict[int, tuple[CellSent, ...]]
    rows_there: int
