"""What people have entered in the journal by a moment."""

from sqlalchemy import Connection

from dashboard.facts import Act
from dashboard.store.moment import Moment
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
