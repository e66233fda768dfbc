"""Totals of the whole hub and of its areas, open to every reader: no row, code or text in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.domain.viewer import Denied, Viewer
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Reading
from dashboard.measures.restatements import Restatement
from dashboard.policy.commissioning import Mix, commissioned_in, mix_of
from dashboard.store import impact
from dashboard.store.restatements import restatements
from dashboard.store.transaction import UNCHANGED, Transaction, require_known
from dashboard.views.funds import Flow, Fund, flows_of, funds_of
from dashboard.views.impact import Learning, Parts, Unreached
from dashboard.views.readings import Compared
from data.calendar import Quarter
from data.hub import HUB, HUB_WIDE
from data.vocabulary.activities import ACTIVITIES

PLACES = (*HUB.area_names, HUB_WIDE)


@dataclass(frozen=True)
class Totals:
    """Figures added up and disclosed; a single partner's or agreement's are the session's own."""

    _transaction: Transaction
    _viewer: Viewer

    # -- KPIs ------------------------------------------------------------------------------------

    def readings(self, selection: Selection, keys: Iterable[str] = KPIS) -> list[Reading]:
        """Each KPI for a selection; every one, in the catalogue's order, where none is named."""
        return self.of_each([selection], keys)[0]

    def reading(self, selection: Selection, key: str) -> Reading:
        """One KPI for a selection."""
        return self.readings(selection, [key])[0]

    def compared(self, selection: Selection, keys: Iterable[str] = KPIS) -> list[Compared]:
        """The same beside the quarter before and the same quarter last year."""
        moments = [selection, selection.a_quarter_ago(), selection.a_year_ago()]
        return [Compared(*three) for three in zip(*self.of_each(moments, keys), strict=True)]

    def series(
        self, selection: Selection, keys: Iterable[str], quarters: Sequence[Quarter]
    ) -> dict[str, list[Reading]]:
        """Each KPI over quarters, in their order."""
        keys = tuple(keys)
        by_quarter = self.of_each([replace(selection, quarter=q) for q in quarters], keys)
        return {key: [readings[n] for readings in by_quarter] for n, key in enumerate(keys)}

    def by_area(self, selection: Selection, keys: Iterable[str]) -> dict[str, dict[str, Reading]]:
        """Each KPI for every area and `Hub`: {key: {area: reading}}."""
        keys = tuple(keys)
        each = self.of_each([replace(selection, area=area) for area in PLACES], keys)
        by_area = dict(zip(PLACES, each, strict=True))
        return {key: {area: by_area[area][n] for area in PLACES} for n, key in enumerate(keys)}

    def by_activity(
        self, selection: Selection, keys: Iterable[str]
    ) -> dict[str, dict[str, Reading]]:
        """Each KPI for every activity: {key: {activity: reading}}."""
        keys = tuple(keys)
        by_activity = {
            activity: self.readings(replace(selection, activity=activity), keys)
            for activity in ACTIVITIES
        }
        return {
            key: {activity: readings[n] for activity, readings in by_activity.items()}
            for n, key in enumerate(keys)
        }

    def of_each(
        self,
        selections: Sequence[Selection],
        keys: Iterable[str],
        changes: Mapping[str, Any] = UNCHANGED,
    ) -> list[list[Reading]]:
        """KPIs for several selections that share a day and an activity, counted together.

        `changes` are settings to try in place of those in force.
        """
        cells = [self._cell(selection) for selection in selections]
        return self._transaction.readings(cells, keys, changes=changes)

    def _cell(self, selection: Selection) -> Cell:
        require_known(selection)
        if selection.partner_code or selection.agreement_code:
            raise Denied("A single partner's figures are no total of the hub or of an area.")
        return Cell(self._transaction.snapshot(selection.on), selection)

    def _places(self, selection: Selection) -> dict[str | None, Cell]:
        """The chosen area, or all of them together and each."""
        areas = (selection.area,) if selection.area else (None, *PLACES)
        return {area: self._cell(replace(selection, area=area)) for area in areas}

    def restatements(
        self, quarters: Iterable[Quarter] | None = None, area: str | None = None
    ) -> list[Restatement]:
        """Figures that changed after their quarter closed, newest first.

        Of the whole hub and every area, or of one area; of all quarters unless some are given.
        Files and agreements are named within the viewer's areas only.
        """
        entries = reversed(restatements(self._transaction, quarters))
        return [entry.for_viewer(self._viewer) for entry in entries if area in (None, entry.area)]

    # -- Money, needs, children ------------------------------------------------------------------

    def funds(self, year: str) -> list[Fund]:
        """The money of an academic year, one row per area and one for hub-wide agreements."""
        return funds_of(self._transaction.snapshot(), year)

    def flows(self, year: str, area: str | None = None) -> list[Flow]:
        """What was paid on days of an academic year, by stream, area and kind, largest first."""
        return flows_of(self._transaction.snapshot(), year, area)

    def mix(self, selection: Selection) -> Mix:
        """How the agreements that run today came about, and with whom: numbers and money."""
        return mix_of(commissioned_in(self._cell(selection)))

    def learning(self, selection: Selection) -> dict[str | None, dict[str | None, Learning]]:
        """Matched pairs by area, and in each by domain; None stands for all of either."""
        moment = self._transaction.moment(selection.on)
        return impact.learning(self._transaction.connection, self._places(selection), moment)

    def opinions(self, selection: Selection) -> dict[str | None, Parts]:
        """Answers by kind of respondent; None stands for all of them."""
        return impact.opinions(self._cell(selection))

    def opinions_by_area(self, selection: Selection) -> dict[str | None, Parts]:
        """Answers by area; None stands for all of them."""
        cells = self._places(selection)
        return {area: impact.opinions_of(cell) for area, cell in cells.items()}

    def schools_unreached(self, selection: Selection) -> Unreached:
        """Schools without a session from September to the period's end.

        They are named within the viewer's areas only.
        """
        so_far = self._cell(replace(selection, area=None, span="to-date"))
        schools = impact.schools_unreached(so_far, selection.area)
        return Unreached.of(
            schools, [school for school in schools if self._viewer.sees_detail_of(school.area)]
        )
