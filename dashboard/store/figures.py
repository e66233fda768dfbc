"""What KPIs say for a selection: by itself, beside other moments, over quarters, area by area."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import Viewer
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Reading
from dashboard.store.door import Door
from dashboard.store.readings import readings_of
from dashboard.views.partners_and_returns import Compared
from data.calendar import Quarter
from data.hub import HUB, HUB_WIDE
from data.vocabulary.activities import ACTIVITIES


class Figures(Door):
    """Readings for a viewer; small numbers are hidden in each."""

    def readings(
        self, viewer: Viewer, selection: Selection, keys: Iterable[str] = KPIS
    ) -> list[Reading]:
        """Each KPI for a selection; every one, in the catalogue's order, where none is named."""
        return self._read(viewer, [selection], keys)[0]

    def reading(self, viewer: Viewer, selection: Selection, key: str) -> Reading:
        """One KPI for a selection."""
        return self._read(viewer, [selection], [key])[0][0]

    def compared(
        self, viewer: Viewer, selection: Selection, keys: Iterable[str] = KPIS
    ) -> list[Compared]:
        """The same beside the quarter before and the same quarter last year."""
        moments = [selection, selection.a_quarter_ago(), selection.a_year_ago()]
        return [Compared(*three) for three in zip(*self._read(viewer, moments, keys), strict=True)]

    def series(
        self,
        viewer: Viewer,
        selection: Selection,
        keys: Iterable[str],
        quarters: Sequence[Quarter],
    ) -> dict[str, list[Reading]]:
        """Each KPI over quarters, in their order."""
        keys = tuple(keys)
        selections = [replace(selection, quarter=quarter) for quarter in quarters]
        by_quarter = self._read(viewer, selections, keys)
        return {key: [readings[n] for readings in by_quarter] for n, key in enumerate(keys)}

    def by_area(
        self, viewer: Viewer, selection: Selection, keys: Iterable[str]
    ) -> dict[str, dict[str, Reading]]:
        """Each KPI for every area and `Hub`: {key: {area: reading}}."""
        keys, areas = tuple(keys), (*HUB.area_names, HUB_WIDE)
        selections = [replace(selection, area=area) for area in areas]
        by_area = dict(zip(areas, self._read(viewer, selections, keys), strict=True))
        return {key: {area: by_area[area][n] for area in areas} for n, key in enumerate(keys)}

    def by_activity(
        self, viewer: Viewer, selection: Selection, keys: Iterable[str]
    ) -> dict[str, dict[str, Reading]]:
        """Each KPI for every activity: {key: {activity: reading}}."""
        keys = tuple(keys)
        with self._open() as reader:
            by_activity = {
                activity: readings_of(reader, viewer, [replace(selection, activity=activity)], keys)
                for activity in ACTIVITIES
            }
        return {
            key: {activity: found[0][n] for activity, found in by_activity.items()}
            for n, key in enumerate(keys)
        }

    def _read(
        self, viewer: Viewer, selections: Sequence[Selection], keys: Iterable[str]
    ) -> list[list[Reading]]:
        """KPIs for several selections, counted together."""
        with self._open() as reader:
            return readings_of(reader, viewer, selections, keys)
