"""Past quarters looked back on: what became of flags, what was restated, and settings tried out."""

from collections.abc import Iterable, Mapping

from dashboard.backtest.backtest import Backtest
from dashboard.backtest.flag_quality import Quality
from dashboard.backtest.trial import Trial, read_quarters, read_trial
from dashboard.domain.viewer import Viewer
from dashboard.measures.restatements import Restatement
from dashboard.store.backtested import backtest
from dashboard.store.door import Door
from dashboard.store.looked_back import quality
from dashboard.store.reader import Reader
from dashboard.store.restated import restatements
from data.calendar import Quarter


class Hindsight(Door):
    """Closed quarters for a viewer: names within their areas only."""

    def closed_quarters(self) -> tuple[Quarter, ...]:
        """The quarters whose returns are due, oldest first: those that one can look back on."""
        with self._open() as reader:
            return _closed_quarters(reader)

    def trial(
        self, typed: Mapping[str, str], first: str | None = None, last: str | None = None
    ) -> Trial:
        """Settings and quarters as typed; `NotATrial` says all that is wrong with them."""
        with self._open() as reader:
            policy, closed = reader.snapshot().policy(), _closed_quarters(reader)
        return read_trial(policy, typed, first, last, closed)

    def backtest(self, viewer: Viewer, trial: Trial, area: str | None = None) -> Backtest:
        """What changed settings would have flagged and rated otherwise; of one area, or of all."""
        viewer.require("see_partners")
        with self._open() as reader:
            return backtest(reader, trial).seen_by(viewer, area)

    def quality(
        self,
        viewer: Viewer,
        first: str | None = None,
        last: str | None = None,
        area: str | None = None,
    ) -> Quality:
        """What became of the flags of each rule over some quarters, as typed."""
        viewer.require("see_partners")
        with self._open() as reader:
            quarters = read_quarters(first, last, _closed_quarters(reader))
            return quality(reader, viewer, quarters, area)

    def restatements(
        self,
        viewer: Viewer,
        quarters: Iterable[Quarter] | None = None,
        area: str | None = None,
    ) -> list[Restatement]:
        """Figures that changed after their quarter closed, newest first.

        Of the whole hub and every area, or of one area; of all quarters unless some are given.
        Files and agreements are named within the viewer's areas only.
        """
        viewer.require("see_totals")
        with self._open() as reader:
            found = restatements(reader, quarters)
        return [entry.for_viewer(viewer) for entry in reversed(found) if area in (None, entry.area)]


def _closed_quarters(reader: Reader) -> tuple[Quarter, ...]:
    return tuple(quarter for quarter in reader.quarters() if quarter.due_on < reader.today)
