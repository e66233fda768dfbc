"""What the warehouse tells a viewer: the only place in the dashboard that queries."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Engine

from dashboard.access import Viewer
from dashboard.kpi import Reading
from dashboard.policy import Policy
from dashboard.rule import Flag
from dashboard.selection import Selection
from dashboard.store.answers import (
    Compared,
    Fund,
    Load,
    PartnerRow,
    PartnerView,
    ProblemRow,
    ReturnCell,
)
from data.settings import Settings
from data.warehouse.quarters import Quarter


class Store:
    """Reads for a viewer: row scope and disclosure control are applied here.

    Every answer is remembered until the data version goes up. `Denied` (not for this viewer) and
    `NotFound` (no such partner, area …) from `dashboard.access` carry a sentence to show.
    """

    def __init__(self, engine: Engine, settings: Settings):
        self.engine = engine
        self.settings = settings

    def version(self) -> int:
        """The data version, which goes up with every load."""
        raise NotImplementedError

    def today(self) -> date:
        raise NotImplementedError

    def policy(self, on: date | None = None) -> Policy:
        """The settings in force on a day, today where none is given."""
        raise NotImplementedError

    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters to choose from: from the first agreement's to today's, oldest first."""
        raise NotImplementedError

    def opening(self) -> Quarter:
        """The quarter on which pages open: the newest whose returns are due."""
        raise NotImplementedError

    def readings(self, viewer: Viewer, selection: Selection) -> list[Reading]:
        """Every KPI for a selection, in the catalogue's order."""
        raise NotImplementedError

    def reading(self, viewer: Viewer, selection: Selection, key: str) -> Reading:
        raise NotImplementedError

    def compared(self, viewer: Viewer, selection: Selection) -> list[Compared]:
        """Every KPI beside the quarter before and the same quarter last year."""
        raise NotImplementedError

    def series(
        self,
        viewer: Viewer,
        selection: Selection,
        keys: Iterable[str],
        quarters: Sequence[Quarter],
    ) -> dict[str, list[Reading]]:
        """Each KPI over quarters, in their order."""
        raise NotImplementedError

    def by_area(
        self, viewer: Viewer, selection: Selection, keys: Iterable[str]
    ) -> dict[str, dict[str, Reading]]:
        """Each KPI for every area and `Hub`: {key: {area: reading}}."""
        raise NotImplementedError

    def funds(self, viewer: Viewer, year: str) -> list[Fund]:
        """The year's money, one row per area and one for the hub-wide agreements."""
        raise NotImplementedError

    def flags(self, viewer: Viewer, on: date | None = None) -> list[Flag]:
        """Every state of every rule for the agreements within the viewer's areas."""
        raise NotImplementedError

    def partners(self, viewer: Viewer) -> list[PartnerRow]:
        """The partners with an agreement within the viewer's areas, by name."""
        raise NotImplementedError

    def partner(self, viewer: Viewer, code: str) -> PartnerView:
        """One partner, as far as its agreements lie within the viewer's areas."""
        raise NotImplementedError

    def returns_grid(self, viewer: Viewer, selection: Selection) -> list[ReturnCell]:
        """The returns that the selection's agreements owe for its quarters."""
        raise NotImplementedError

    def loads(self, viewer: Viewer, limit: int = 50) -> list[Load]:
        """The newest files that arrived, newest first."""
        raise NotImplementedError

    def problems(self, viewer: Viewer, file_id: int) -> list[ProblemRow]:
        """What could not be loaded of a file."""
        raise NotImplementedError
