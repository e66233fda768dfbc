"""Which schools of the register had a session, and how many schools and pupils there are."""

from dashboard.domain.facts import School
from dashboard.domain.snapshot import Cell
from data.hub import HUB


def quantities(cell: Cell) -> dict[str, int | float | None]:
    registered = [s for s in cell.snapshot.schools if cell.selection.area in (None, s.area)]
    if not cell.snapshot.schools:
        names = ("schools", "schools_registered", "pupils_registered", "pupils_fsm_share")
        return dict.fromkeys(names)
    return {
        "schools": _engaged(cell),
        "schools_registered": len(registered),
        "pupils_registered": sum(school.pupils or 0 for school in registered),
        "pupils_fsm_share": _fsm_share(registered),
    }


def _engaged(cell: Cell) -> int | None:
    is_told = any(came.received.tells_of("attendance") for came in cell.deliveries)
    return len(engaged_urns(cell)) if is_told else None


def engaged_urns(cell: Cell) -> set[str]:
    """Schools of the whole register with an attended session; their area is the agreement's."""
    urns = {school.urn for school in cell.snapshot.schools}
    activity = cell.selection.activity
    settings = {
        line.setting
        for came in cell.deliveries
        if came.received.tells_of("attendance")
        for line in came.sessions
        if (line.attended or line.headcount) and activity in (None, line.activity)
    }
    return settings & urns


def _fsm_share(schools: list[School]) -> float:
    """The share of pupils on free school meals: the areas' shares weighted by their pupils."""
    shares = {area.name: area.fsm_share for area in HUB.areas}
    pupils = [(s.pupils or 0, shares[s.area]) for s in schools if s.area in shares]
    total = sum(count for count, _ in pupils)
    return sum(count * share for count, share in pupils) / total if total else 0.0
