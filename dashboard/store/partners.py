"""Partners, their agreements and the returns that these owe, within the viewer's areas."""

from dashboard.domain.facts import Agreement, Partner
from dashboard.domain.selection import Selection
from dashboard.domain.viewer import Viewer
from dashboard.measures.kpi import Reading
from dashboard.store.arrivals import file_names
from dashboard.store.asking import permitted, require_agreement, require_partner
from dashboard.store.door import Door
from dashboard.store.endings import REACH, Gathering
from dashboard.store.flagged import flags_for
from dashboard.store.grid import all_quarters, grid_of
from dashboard.store.partner_views import open_agreements, partner_rows, partner_view
from dashboard.store.reader import Reader
from dashboard.store.readings import readings_of
from dashboard.store.recordable import recordable
from dashboard.views.partners_and_returns import PartnerRow, PartnerView, Recordable, ReturnCell
from data.policies import Policy


class Partners(Door):
    """Partners for a viewer, as far as their agreements are open to them."""

    def partners(self, viewer: Viewer) -> list[PartnerRow]:
        """The partners with an agreement within the viewer's areas, by name."""
        viewer.require("see_partners")
        with self._open() as reader:
            return partner_rows(reader.snapshot(), viewer, flags_for(reader, viewer))

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
            flags, policy = flags_for(reader, viewer), snapshot.policy()
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


def _gathering(reader: Reader, viewer: Viewer, policy: Policy) -> Gathering:
    def reached(selection: Selection) -> Reading:
        return readings_of(reader, viewer, [selection], [REACH])[0][0]

    return Gathering(viewer, reader.snapshot(), reader.snapshot, reached, policy)
