"""The way back from a figure: the sheets that a return came in, and the cells that count."""

from dataclasses import dataclass, replace
from datetime import date

from dashboard.domain.viewer import Viewer
from dashboard.measures.disclosure import Disclosure

COUNTS = ("rows", "loaded", "rejected", "set_aside")


@dataclass(frozen=True)
class SheetSent:
    """A sheet of a file for one agreement and quarter; `fate` says whether and when it stood.

    Counts are of the whole sheet. `mends` names the file whose return a corrections file mends.
    """

    sheet: str
    source: str | None
    file_id: int
    file_name: str
    sha256: str
    prepared_on: date | None
    received_on: date
    rows: int
    loaded: int
    rejected: int
    set_aside: int
    stands: bool
    fate: str
    mends: str | None

    def for_viewer(self, viewer: Viewer, disclosure: Disclosure) -> "SheetSent":
        """With the rows of children as everybody but officers may know them.

        Rejected rows are no figure of anybody's, and are told one by one where they are mended.
        """
        if viewer.may_see_cells_of(self.source):
            return self
        loaded = disclosure.rows(self.loaded, self.sha256, self.sheet)
        return replace(self, loaded=loaded, rows=self.rows + loaded - self.loaded)


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
