"""What a viewer may ask for: known words, and details within the viewer's areas only."""

from dashboard.domain.selection import SPANS, Selection
from dashboard.domain.snapshot import Cell, Snapshot
from dashboard.domain.viewer import Denied, NotFound, Viewer
from data.hub import HUB, HUB_WIDE
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS


def permitted(viewer: Viewer, selection: Selection, snapshot: Snapshot) -> Cell:
    """The cell that a viewer may read for a selection; Denied or NotFound with a sentence."""
    viewer.require("see_totals")
    _require_known(selection)
    if not (selection.partner_code or selection.agreement_code):
        return Cell(snapshot, selection)
    viewer.require("see_partners")
    _require_detail(viewer, selection, snapshot)
    return Cell(snapshot, selection, viewer.detail_areas)


def _require_known(selection: Selection) -> None:
    _require_one_of("area", selection.area, (*HUB.area_names, HUB_WIDE))
    _require_one_of("function", selection.function, FUNCTIONS)
    _require_one_of("activity", selection.activity, ACTIVITIES)
    _require_one_of("span", selection.span, SPANS)


def _require_one_of(what: str, word: str | None, known) -> None:
    if word is not None and word not in known:
        raise NotFound(f"There is no {what} ‘{word}’. Choose one of: {', '.join(known)}.")


def _require_detail(viewer: Viewer, selection: Selection, snapshot: Snapshot) -> None:
    if selection.partner_code:
        require_partner(viewer, selection.partner_code, snapshot)
    if selection.agreement_code:
        require_agreement(viewer, selection.agreement_code, snapshot)
    if selection.area:
        viewer.require_area(selection.area)


def require_partner(viewer: Viewer, code: str, snapshot: Snapshot) -> None:
    """Refuse a partner that is not known, or works in none of the viewer's areas."""
    if code not in snapshot.partners:
        raise NotFound(f"There is no partner ‘{code}’.")
    areas = {a.area for a in snapshot.agreements.values() if a.partner_code == code}
    if viewer.detail_areas is not None and not areas & viewer.detail_areas:
        raise Denied("This partner has no agreement in your area.")


def require_agreement(viewer: Viewer, code: str, snapshot: Snapshot) -> None:
    """Refuse an agreement that is not known, or lies outside the viewer's areas."""
    if code not in snapshot.agreements:
        raise NotFound(f"There is no agreement ‘{code}’.")
    viewer.require_area(snapshot.agreements[code].area)
