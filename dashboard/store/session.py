"""A session: what one viewer may see of the warehouse, at one data version."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.domain.facts import Act, Agreement
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.domain.viewer import Denied, NotFound, Viewer
from dashboard.measures.disclosure import Disclosure
from dashboard.measures.kpi import Reading
from dashboard.store.cache import Answer
from dashboard.store.facts import Answering
from dashboard.store.files import Files, file_names, newest_load
from dashboard.store.judge import Judge
from dashboard.store.scoped_hub import ScopedHub
from dashboard.store.totals import Totals
from dashboard.store.transaction import Transaction, require_known
from data.calendar import Quarter, between, quarter_of
from data.policies import Policy
from data.warehouse.state import counts_with_noise_since, state_value


@dataclass(frozen=True)
class Session:
    """One read transaction for one viewer; whatever is reached from here lies within their scope.

    Partners and agreements are those of the viewer's areas and hub-wide ones, with what hangs on
    them; what people wrote is blank where the viewer may not read it. `totals` is the door to
    figures of the whole hub and of other areas, `files` to what arrived, `judge` to what rules say.
    What a viewer has no permission for raises `Denied`, what is not there `NotFound`; both carry a
    sentence to show.
    """

    viewer: Viewer
    _transaction: Transaction

    # -- Permissions, and the doors that ask for one ---------------------------------------------

    def may(self, permission: str) -> bool:
        return self.viewer.may(permission)

    @cached_property
    def totals(self) -> Totals:
        self.viewer.require("see_totals")
        return Totals(self._transaction, self.viewer)

    @cached_property
    def files(self) -> Files:
        self.viewer.require("see_loads")
        return Files(self._transaction.connection, self.viewer, self.disclosure())

    @cached_property
    def judge(self) -> Judge:
        return Judge(self._hub)

    @cached_property
    def _hub(self) -> ScopedHub:
        self.viewer.require("see_partners")
        return ScopedHub(self._transaction, self.viewer.scope)

    # -- What every reader may know --------------------------------------------------------------

    @property
    def version(self) -> int:
        """The data version, which goes up with every load."""
        return self._transaction.version

    @property
    def today(self) -> date:
        """The day that it is for this hub: HUB_TODAY, a sample's day, or the clock's."""
        return self._transaction.today

    @cached_property
    def sample_today(self) -> date | None:
        """The day that a sample hub keeps; None where the data are real."""
        day = state_value(self._transaction.connection, "sample_today")
        return date.fromisoformat(day) if day else None

    @cached_property
    def method_changed_on(self) -> date | None:
        """The day from which counts of people are shown with noise; None where they always were."""
        return counts_with_noise_since(self._transaction.connection)

    @cached_property
    def loaded_at(self) -> str | None:
        """When the newest file was loaded, whosever it is; None where none has come."""
        return newest_load(self._transaction.connection)

    def policy(self, on: date | None = None) -> Policy:
        """The settings in force on a day, today where none is given."""
        return self._transaction.snapshot().policy(on)

    def disclosure(self) -> Disclosure:
        """What may be shown of counts of people today."""
        return Disclosure.of(self._transaction.snapshot())

    @cached_property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters to choose from: from the first agreement's to today's, oldest first."""
        starts = [a.starts_on for a in self._transaction.snapshot().agreements.values()]
        return between(quarter_of(min([*starts, self.today])), quarter_of(self.today))

    # -- The hub within the scope ----------------------------------------------------------------

    def snapshot(self, on: date | None = None) -> Snapshot:
        """The scope's part of the hub on a day."""
        return self._hub.snapshot(on)

    def recall(self, key: Hashable, ask: Callable[[], Answer]) -> Answer:
        """An answer that is the same for all of the scope, worked out once per data version."""
        return self._hub.recall(key, ask)

    def answering(self, on: date | None = None) -> Answering:
        """By need code the agreements that answer it; those outside the scope are not named."""
        return self._hub.answering(on)

    def file_names(self) -> dict[int, str]:
        """The names of the files that brought the scope's returns, by number."""
        numbers = {facts.received.file_id for facts in self.snapshot().returns.values()}
        return file_names(self._transaction.connection, numbers)

    def acts(self) -> list[Act]:
        """What people entered in the journal, newest first."""
        acts = (act for acts in self.snapshot().acts.values() for act in acts)
        return sorted(acts, key=lambda act: act.entry_number, reverse=True)

    def agreements(self) -> list[Agreement]:
        """Every agreement within the scope, by code."""
        known = self.snapshot().agreements
        return [known[code] for code in sorted(known)]

    def agreement(self, code: str, on: date | None = None) -> Agreement:
        known = self._transaction.snapshot(on).agreements
        if code not in known:
            raise NotFound(f"There is no agreement ‘{code}’.")
        self.viewer.require_area(known[code].area)
        return self.snapshot(on).agreements[code]

    def agreements_of(self, code: str, on: date | None = None) -> list[Agreement]:
        """A partner's agreements within the scope, by code; `Denied` where it has none there."""
        if code not in self._transaction.snapshot(on).partners:
            raise NotFound(f"There is no partner ‘{code}’.")
        known = self.snapshot(on).agreements.values()
        agreements = sorted(
            (row for row in known if row.partner_code == code), key=lambda row: row.agreement_code
        )
        if not agreements and not self._hub.scope.is_whole:
            raise Denied("This partner has no agreement in your area.")
        return agreements

    # -- KPIs of partners and agreements ---------------------------------------------------------

    def cell(self, selection: Selection) -> Cell:
        """The scope's part of what a selection asks for."""
        require_known(selection)
        if selection.partner_code:
            self.agreements_of(selection.partner_code, selection.on)
        if selection.agreement_code:
            self.agreement(selection.agreement_code, selection.on)
        return Cell(self.snapshot(selection.on), selection)

    def readings(self, selections: Sequence[Selection], keys: Iterable[str]) -> list[list[Reading]]:
        """KPIs for selections within the scope that share a day and an activity."""
        for area in {chosen.area for chosen in selections} - {None}:
            self.viewer.require_area(area)
        cells = [self.cell(selection) for selection in selections]
        return self._transaction.readings(cells, keys, self._hub.scope.areas)
