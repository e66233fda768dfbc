"""What is known of an area, or of the hub beside its agreements, drawn from a snapshot."""

from collections import defaultdict

from dashboard.domain.facts import Agreement, HubFacts
from dashboard.domain.snapshot import Snapshot
from data.hub import HUB, HUB_WIDE


def facts_of_hub(snapshot: Snapshot) -> HubFacts:
    """The hub itself: what was decided or may go wrong without being of one agreement."""
    return HubFacts(
        on=snapshot.day,
        area=HUB_WIDE,
        decisions=snapshot.decisions.get(None, ()),
        risks=snapshot.risks.get(HUB_WIDE, ()),
    )


def facts_of_areas(snapshot: Snapshot) -> tuple[HubFacts, ...]:
    """Each area: its needs, and who answers them."""
    named = answering(snapshot)
    return tuple(_of_area(snapshot, area, named) for area in HUB.area_names)


def _of_area(snapshot: Snapshot, area: str, named: dict[str, tuple[Agreement, ...]]):
    needs = tuple(need for need in snapshot.needs.values() if need.area == area)
    return HubFacts(on=snapshot.day, area=area, needs=needs, answering=named)


def answering(snapshot: Snapshot) -> dict[str, tuple[Agreement, ...]]:
    """By need code the agreements, past and to come, that name it or have an objective for it."""
    found: defaultdict[str, tuple[Agreement, ...]] = defaultdict(tuple)
    for code, agreement in snapshot.agreements.items():
        named = {objective.need_code for objective in snapshot.objectives.get(code, ())}
        for need_code in sorted(filter(None, named | {agreement.need_code})):
            found[need_code] += (agreement,)
    return dict(found)
