"""KPIs read for selections, as a viewer may see them."""

from collections.abc import Iterable, Sequence

from dashboard.domain.selection import Selection
from dashboard.domain.viewer import NotFound, Viewer
from dashboard.kpis import KPIS
from dashboard.measures.evaluate import Reckoner
from dashboard.measures.kpi import Kpi, Reading
from dashboard.store.asking import permitted
from dashboard.store.counters import policy_for
from dashboard.store.reader import Reader


def readings_of(
    reader: Reader, viewer: Viewer, selections: Sequence[Selection], keys: Iterable[str]
) -> list[list[Reading]]:
    """Each KPI for each selection; the selections share a day and an activity."""
    kpis = [_known(key) for key in keys]
    cells = [permitted(viewer, s, reader.snapshot(s.on)) for s in selections]
    if not cells:
        return []
    counted = zip(cells, reader.quantities(cells, kpis), strict=True)
    reckoners = [Reckoner.of(cell, q, policy_for(cell)) for cell, q in counted]
    return [[reckoner.read(kpi) for kpi in kpis] for reckoner in reckoners]


def _known(key: str) -> Kpi:
    if key not in KPIS:
        raise NotFound(f"There is no KPI ‘{key}’. Choose one of: {', '.join(KPIS)}.")
    return KPIS[key]
