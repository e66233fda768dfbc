"""What the warehouse tells a viewer: the only place in the dashboard that queries."""

from datetime import date

from dashboard.store.arrivals import Arrivals
from dashboard.store.changes import Changed
from dashboard.store.commissioning import Commissioning
from dashboard.store.figures import Figures
from dashboard.store.finding import Finding
from dashboard.store.flagged import Flagged
from dashboard.store.flows import Flows
from dashboard.store.forecasts import Forecasts
from dashboard.store.funds import Funds
from dashboard.store.hindsight import Hindsight
from dashboard.store.impact import Impact
from dashboard.store.partners import Partners
from dashboard.store.reminding import Reminding
from dashboard.store.tracing import Tracing
from dashboard.store.value import Value
from data.calendar import Quarter, newest_due
from data.policies import Policy
from data.warehouse.engine import version_now
from data.warehouse.state import state_value


class Store(
    Figures,
    Flagged,
    Hindsight,
    Partners,
    Reminding,
    Arrivals,
    Funds,
    Impact,
    Value,
    Commissioning,
    Changed,
    Finding,
    Flows,
    Forecasts,
    Tracing,
):
    """Reads for a viewer: row scope and disclosure control are applied here.

    The hub on a day, its flags and what KPIs count are remembered until the data version goes up;
    files, their problems and the version itself are asked anew. `Denied` (not for this viewer) and
    `NotFound` (no such partner, area …) from `dashboard.access` carry a sentence to show.
    """

    def version(self) -> int:
        """The data version, which goes up with every load."""
        return version_now(self._engine)

    def today(self) -> date:
        """The day that it is for this hub: HUB_TODAY, a sample's day, or the clock's."""
        with self._open() as reader:
            return reader.today

    def sample_today(self) -> date | None:
        """The day that a sample hub keeps; None where the data are real."""
        with self._open() as reader:
            kept = state_value(reader.connection, "sample_today")
            return date.fromisoformat(kept) if kept else None

    def policy(self, on: date | None = None) -> Policy:
        """The settings in force on a day, today where none is given."""
        with self._open() as reader:
            return reader.snapshot().policy(on)

    def policies(self) -> tuple[Policy, ...]:
        """Every version of the settings, oldest first, those to come too."""
        with self._open() as reader:
            return reader.snapshot().policies

    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters to choose from: from the first agreement's to today's, oldest first."""
        with self._open() as reader:
            return reader.quarters()

    def opening(self) -> Quarter:
        """The quarter on which pages open: the newest whose returns are due."""
        return newest_due(self.today())
