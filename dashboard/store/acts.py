"""What people have entered in the journal by a moment, and what of it a viewer may read."""

from dataclasses import replace

from sqlalchemy import Connection

from dashboard.domain.facts import Act
from dashboard.domain.snapshot import Snapshot
from dashboard.domain.viewer import Viewer
from dashboard.store.moment import Moment
from data.hub import HUB_WIDE
from data.journal.acts import ACTS
from data.journal.book import entries


def read_acts(connection: Connection, moment: Moment) -> list[Act]:
    """The entries that were there on the moment's day, oldest first."""
    return [
        Act(
            entry.entry_number,
            entry.written_on,
            entry.role,
            entry.act,
            entry.organisation,
            entry.agreement_code,
            entry.said,
        )
        for entry in entries(connection)
        if entry.written_on <= moment.day or not moment.is_past
    ]


def is_award_approved(act: Act) -> bool:
    """Whether an act is the Executive Group's approval of the award itself, not of a decision."""
    return act.act == "approval" and "decision_ref" not in act.said


def acts_for(viewer: Viewer, snapshot: Snapshot) -> list[Act]:
    """The entries about agreements within the viewer's areas, and about the hub; newest first.

    Free text is left out where the viewer may not read it.
    """
    known = (act for acts in snapshot.acts.values() for act in acts)
    open_ones = [act for act in known if viewer.sees_detail_of(_area(act, snapshot))]
    told = (as_told(act, viewer) for act in open_ones)
    return sorted(told, key=lambda act: act.entry_number, reverse=True)


def as_told(act: Act, viewer: Viewer) -> Act:
    """The entry as the viewer may read it."""
    if viewer.may("see_free_text"):
        return act
    hidden = {field.name for field in ACTS[act.act].fields if field.is_free_text}
    return replace(act, said={k: v for k, v in act.said.items() if k not in hidden})


def _area(act: Act, snapshot: Snapshot) -> str:
    """Of its agreement, else the one that it names, else the hub's own."""
    agreement = snapshot.agreements.get(act.agreement_code or "")
    return agreement.area if agreement else act.said.get("area", HUB_WIDE)
