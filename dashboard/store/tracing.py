"""A measure agreement by agreement: the way from a figure to the returns that it rests on."""

from collections import defaultdict
from dataclasses import replace

from dashboard.domain.facts import Agreement
from dashboard.domain.selection import Selection
from dashboard.domain.snapshot import Cell
from dashboard.domain.viewer import Viewer
from dashboard.kpis import KPIS
from dashboard.store.asking import permitted
from dashboard.store.door import Door
from dashboard.store.readings import readings_of
from dashboard.views.partners_and_returns import Behind


class Tracing(Door):
    """What stands behind a figure, within the viewer's areas."""

    def behind(self, viewer: Viewer, selection: Selection, key: str) -> list[Behind]:
        """One KPI of each of the period's agreements, by partner; small numbers stay hidden.

        What is told of one activity only is read of each agreement's own.
        """
        viewer.require("see_partners")
        with self._open() as reader:
            cell = permitted(viewer, selection, reader.snapshot(selection.on))
            found = []
            for activity, agreements in _grouped(cell, viewer, key).items():
                same = replace(selection, area=None, function=None, activity=activity)
                asked = [replace(same, agreement_code=a.agreement_code) for a in agreements]
                read = readings_of(reader, viewer, asked, [key])
                found += [
                    Behind(agreement, cell.snapshot.partner_of(agreement), reading)
                    for agreement, (reading,) in zip(agreements, read, strict=True)
                ]
        return sorted(found, key=lambda one: (one.partner.name, one.agreement.agreement_code))


def _grouped(cell: Cell, viewer: Viewer, key: str) -> dict[str | None, list[Agreement]]:
    groups = defaultdict(list)
    for agreement in cell.running:
        if viewer.sees_detail_of(agreement.area):
            wanted = KPIS[key].needs == "activity"
            groups[agreement.activity if wanted else cell.selection.activity].append(agreement)
    return groups
