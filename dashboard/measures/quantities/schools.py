"""Schools of the register and their pupils, and the schools that had a session."""

from dashboard.domain.facts import School
from dashboard.domain.snapshot import Cell
from dashboard.measures.quantity import Number, Quantity, names_of
from data.hub import HUB
from data.policies import Policy

QUANTITIES = (
    Quantity("schools", "schools with an attended session", "count", of="nothing personal"),
    Quantity("schools_registered", "schools in the register", "count", of="nothing personal"),
    Quantity("pupils_registered", "pupils in the schools register", "count", of="nothing personal"),
    Quantity(
        "pupils_fsm_share",
        "pupils of the area on free school meals",
        "share",
        of="nothing personal",
    ),
)


def quantities(cell: Cell, policy: Policy) -> dict[str, Number]:
    registered = [s for s in cell.snapshot.schools if cell.selection.area in (None, s.area)]
    if not cell.snapshot.schools:
        return dict.fromkeys(names_of(QUANTITIES))
    return {
        "schools": _engaged(cell),
        "schools_registered": len(registered),
        "pupils_registered": sum(school.pupils or 0 for school in registered),
        "pupils_fsm_share": _fsm_share(registered),
    }


def _engaged(cell: Cell) -> int | None:
    is_known = any(facts.received.tells_of("attendance") for facts in cell.deliveries)
    return len(engaged_urns(cell)) if is_known else None


def engaged_urns(cell: Cell) -> set[str]:
    """Schools of the whole register with an attended session; their area is the agreement's.

    A setting that is no URN counts as the one school of that area whose name it is.
    """
    snapshot, activity = cell.snapshot, cell.selection.activity
    urns = {school.urn for school in snapshot.schools}
    settings = {
        (snapshot.agreements[facts.received.agreement_code].area, line.setting)
        for facts in cell.deliveries
        if facts.received.tells_of("attendance")
        for line in facts.sessions
        if (line.attended or line.headcount) and activity in (None, line.activity)
    }
    names = snapshot.school_names
    return {
        setting if setting in urns else names.urn(area, setting) for area, setting in settings
    } & urns


def _fsm_share(schools: list[School]) -> float:
    """The share of pupils on free school meals: the areas' shares weighted by their pupils."""
    shares = {area.name: area.fsm_share for area in HUB.areas}
    pupils = [(s.pupils or 0, shares[s.area]) for s in schools if s.area in shares]
    total = sum(count for count, _ in pupils)
    return sum(count * share for count, share in pupils) / total if total else 0.0
