"""What the warehouse tells a viewer: the only place in the dashboard that queries."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dashboard.access import Viewer
from dashboard.answers import (
    Compared,
    Fund,
    Load,
    PartnerRow,
    PartnerView,
    ProblemRow,
    Recordable,
    ReturnCell,
)
from dashboard.approvals import Wait
from dashboard.backtest import Backtest
from dashboard.chasing import Chased
from dashboard.facts import Act, Agreement, Partner
from dashboard.flag_quality import Quality
from dashboard.kpi import Reading
from dashboard.kpis import KPIS
from dashboard.reminders import Reminder
from dashboard.restatements import Restatement
from dashboard.rule import Flag
from dashboard.selection import Selection
from dashboard.store.acts import acts_for, as_told
from dashboard.store.arrivals import file_names, newest_load, read_loads, read_problems
from dashboard.store.asking import permitted, require_agreement, require_partner
from dashboard.store.backtested import backtest
from dashboard.store.changes import Changed
from dashboard.store.commissioning import Commissioning
from dashboard.store.endings import REACH, Gathering
from dashboard.store.finding import Finding
from dashboard.store.flows import Flows
from dashboard.store.forecasts import Forecasts
from dashboard.store.funds import funds_of
from dashboard.store.grid import all_quarters, grid_of
from dashboard.store.impact import Impact
from dashboard.store.looked_back import quality
from dashboard.store.partner_views import open_agreements, partner_rows, partner_view
from dashboard.store.reader import Reader
from dashboard.store.readings import readings_of
from dashboard.store.recordable import recordable
from dashboard.store.reminding import chased_for, coming_for, reminders_for, waits_for
from dashboard.store.restated import restatements
from dashboard.store.tracing import Tracing
from dashboard.store.value import Value
from dashboard.trial import Trial, read_quarters, read_trial
from data.activities import ACTIVITIES
from data.hub import HUB, HUB_WIDE
from data.policies import Policy
from data.warehouse.engine import version_now
from data.warehouse.quarters import Quarter, between, newest_due, quarter_of
from data.warehouse.state import state_value


class Store(Impact, Value, Commissioning, Changed, Finding, Flows, Forecasts, Tracing):
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
            starts = [a.starts_on for a in reader.snapshot().agreements.values()]
            return between(quarter_of(min([*starts, reader.today])), quarter_of(reader.today))

    def opening(self) -> Quarter:
        """The quarter on which pages open: the newest whose returns are due."""
        return newest_due(self.today())

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

    def funds(self, viewer: Viewer, year: str) -> list[Fund]:
        """The year's money, one row per area and one for the hub-wide agreements."""
        viewer.require("see_totals")
        with self._open() as reader:
            return funds_of(reader.snapshot(), year)

    def flags(self, viewer: Viewer, on: date | None = None) -> list[Flag]:
        """Every state of every rule for the agreements within the viewer's areas."""
        viewer.require("see_partners")
        with self._open() as reader:
            return _flags(reader, viewer, on)

    def acts(self, viewer: Viewer) -> list[Act]:
        """What people entered in the journal within the viewer's areas, newest first."""
        viewer.require("see_partners")
        with self._open() as reader:
            return acts_for(viewer, reader.snapshot())

    def closed_quarters(self) -> tuple[Quarter, ...]:
        """The quarters whose returns are due, oldest first: those that one can look back on."""
        today = self.today()
        return tuple(quarter for quarter in self.quarters() if quarter.due_on < today)

    def trial(
        self, typed: Mapping[str, str], first: str | None = None, last: str | None = None
    ) -> Trial:
        """Settings and quarters as typed; `NotATrial` says all that is wrong with them."""
        return read_trial(self.policy(), typed, first, last, self.closed_quarters())

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
        quarters = read_quarters(first, last, self.closed_quarters())
        with self._open() as reader:
            return quality(reader, viewer, quarters, area)

    def partners(self, viewer: Viewer) -> list[PartnerRow]:
        """The partners with an agreement within the viewer's areas, by name."""
        viewer.require("see_partners")
        with self._open() as reader:
            return partner_rows(reader.snapshot(), viewer, _flags(reader, viewer))

    def partner(self, viewer: Viewer, code: str) -> PartnerView:
        """One partner, as far as its agreements lie within the viewer's areas."""
        viewer.require("see_partners")
        with self._open() as reader:
            snapshot, files = reader.snapshot(), file_names(reader.connection)
            require_partner(viewer, code, snapshot)
            own = [a for a in open_agreements(snapshot, viewer) if a.partner_code == code]
            quarters = [q for q in all_quarters(own) if q.start <= reader.today]
            chosen = [Selection(quarter, partner_code=code) for quarter in quarters]
            pleased = readings_of(reader, viewer, chosen, ["satisfaction_positive"])
            satisfaction = [reading for (reading,) in pleased]
            flags, policy = _flags(reader, viewer), snapshot.policy()
            outlook = _gathering(reader, viewer, policy).outlook
            return partner_view(snapshot, viewer, code, flags, satisfaction, files, outlook, policy)

    def agreement(self, viewer: Viewer, code: str) -> Agreement:
        """One agreement whose details are open to the viewer."""
        viewer.require("see_partners")
        with self._open() as reader:
            snapshot = reader.snapshot()
            require_agreement(viewer, code, snapshot)
            return snapshot.agreements[code]

    def agreements(self, viewer: Viewer) -> list[Agreement]:
        """Every agreement whose details are open to the viewer, by code."""
        viewer.require("see_partners")
        with self._open() as reader:
            return open_agreements(reader.snapshot(), viewer)

    def recordable(self, viewer: Viewer, code: str) -> Recordable:
        """What may be chosen when something is entered about an agreement."""
        viewer.require("record")
        with self._open() as reader:
            snapshot = reader.snapshot()
            require_agreement(viewer, code, snapshot)
            return recordable(snapshot, code)

    def deliverer(self, viewer: Viewer, agreement_code: str) -> Partner:
        """The partner of an agreement whose details are open to the viewer."""
        agreement = self.agreement(viewer, agreement_code)
        with self._open() as reader:
            return reader.snapshot().partner_of(agreement)

    def returns_grid(self, viewer: Viewer, selection: Selection) -> list[ReturnCell]:
        """The returns that the selection's agreements owe for its quarters."""
        viewer.require("see_partners")
        with self._open() as reader:
            cell = permitted(viewer, selection, reader.snapshot(selection.on))
            own = [a for a in cell.agreements if viewer.sees_detail_of(a.area)]
            return grid_of(cell.snapshot, own, cell.quarters, file_names(reader.connection))

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

    def reminders(self, viewer: Viewer, area: str | None = None) -> list[Reminder]:
        """What falls due round today within the viewer's areas, or in one of them, by day."""
        viewer.require("see_partners")
        with self._open() as reader:
            return reminders_for(reader, viewer, area)

    def coming(self, viewer: Viewer, days: int, area: str | None = None) -> list[Reminder]:
        """What falls due within so many days from today on, the next first."""
        viewer.require("see_partners")
        with self._open() as reader:
            return coming_for(reader, viewer, days, area)

    def chased(self, viewer: Viewer, area: str | None = None) -> tuple[Chased, ...]:
        """The partners to chase within the viewer's areas, or in one, the longest overdue first."""
        viewer.require("see_partners")
        with self._open() as reader:
            return chased_for(reader, _flags(reader, viewer), area)

    def waits(self, viewer: Viewer, area: str | None = None) -> list[Wait]:
        """What waits for approval and then what waits to be reported, within the viewer's areas."""
        viewer.require("see_partners")
        with self._open() as reader:
            return waits_for(reader, viewer, area)

    def loads(self, viewer: Viewer, limit: int = 50) -> list[Load]:
        """The newest files that arrived, newest first; a lead's are those of their areas."""
        viewer.require("see_loads")
        with self._open() as reader:
            return read_loads(reader.connection, viewer, limit)

    def problems(self, viewer: Viewer, file_ids: Collection[int]) -> dict[int, list[ProblemRow]]:
        """What could not be loaded of some files, by file."""
        viewer.require("see_loads")
        with self._open() as reader:
            return read_problems(reader.connection, viewer, file_ids)

    def loaded_at(self) -> str | None:
        """When the newest file was loaded, whosever it is; None where none has come."""
        with self._open() as reader:
            return newest_load(reader.connection)


def _gathering(reader: Reader, viewer: Viewer, policy: Policy) -> Gathering:
    def reached(selection: Selection) -> Reading:
        return readings_of(reader, viewer, [selection], [REACH])[0][0]

    return Gathering(viewer, reader.snapshot(), reader.snapshot, reached, policy)


def _flags(reader: Reader, viewer: Viewer, on: date | None = None) -> list[Flag]:
    found = (flag for flag in reader.flags(on) if viewer.sees_detail_of(flag.area))
    return [_flag_as_told(flag, viewer) for flag in found]


def _flag_as_told(flag: Flag, viewer: Viewer) -> Flag:
    if not flag.acts:
        return flag
    return replace(flag, acts=tuple(as_told(act, viewer) for act in flag.acts))
