"""Reviews held and decisions taken, as tables: what is read on the page, everything in files."""

from collections.abc import Sequence

from dashboard.components.links import partner_links
from dashboard.components.tables.table import Column, Table
from dashboard.domain.facts import Call
from dashboard.domain.formatting import area_name
from dashboard.policy.changes import Happened

ENDING = ("decommission", "improvement plan", "vary")  # decisions that ask for options and notice
BY = {  # as every page writes them
    "executive group": "Executive Group",
    "music service": "Music service",
    "hub lead": "Hub lead",
}
ABOUT = (Column("Partner"), Column("Agreement"), Column("Area"))


def reviews_table(held: Sequence[Happened]) -> Table:
    columns = (*ABOUT, Column("Held", "day"), Column("Outcome"), Column("Next due", "day"))
    rows = [
        (*_subject(event), event.on, event.what.outcome.capitalize(), event.what.next_due_on)
        for event in held
    ]
    return Table("Reviews held", columns, rows, links=_links(held))


def decisions_table(taken: Sequence[Happened]) -> Table:
    columns = (
        *ABOUT,
        Column("Decision"),
        Column("By"),
        Column("Decided", "day"),
        Column("Reported", "day"),
    )
    rows = [
        (*_subject(event), *_act(event), event.what.decided_on, event.what.reported_on)
        for event in taken
    ]
    return Table("Decisions taken, newest first", columns, rows, links=_links(taken))


def endings_table(taken: Sequence[Happened]) -> Table:
    """Decisions to end, vary or improve: what was weighed, and how much notice was given."""
    endings = [event for event in taken if event.what.kind in ENDING]
    columns = (
        *ABOUT,
        Column("Decision"),
        Column("Reason"),
        Column("Options looked at", "count"),
        *(Column(title, "day") for title in ("Decided", "Notice given", "Takes effect")),
    )
    caption = "Decisions to end, vary or improve a partnership, newest first"
    return Table(caption, columns, [_ending(event) for event in endings], links=_links(endings))


def _ending(event: Happened) -> tuple:
    what = event.what
    decision = (what.kind.capitalize(), _reason(event), event.options or None)
    return (*_subject(event), *decision, what.decided_on, what.notice_on, what.effective_on)


def everything_table(taken: Sequence[Happened]) -> Table:
    """Every column of the decisions, for the file."""
    columns = (
        *ABOUT,
        *(Column(title) for title in ("Decision", "By", "Reason")),
        Column("Options looked at", "count"),
        *(Column(t, "day") for t in ("Decided", "Notice given", "Takes effect", "Reported")),
    )
    rows = [
        (
            *_subject(event),
            *_act(event),
            _reason(event),
            event.options or None,
            event.what.decided_on,
            event.what.notice_on,
            event.what.effective_on,
            event.what.reported_on,
        )
        for event in taken
    ]
    return Table("Decisions taken", columns, rows)


def _reason(event: Happened) -> str | None:
    return event.what.reason.capitalize() if event.what.reason else None


def _act(event: Happened) -> tuple[str, str]:
    return event.what.kind.capitalize(), BY.get(event.what.decided_by, event.what.decided_by)


def _subject(event: Happened) -> tuple:
    if event.agreement is None:
        who = event.partner.name if event.partner else "A call for proposals"
        return (who, *_call_and_area(event.call, event.what.opportunity_code))
    return event.partner.name, event.agreement.title, area_name(event.agreement.area)


def _call_and_area(call: Call | None, code: str | None) -> tuple:
    if call is None:
        return f"Call {code}", "No agreement"
    return f"Call: {call.title} ({code})", area_name(call.area)


def _links(rows: Sequence[Happened]) -> dict[int, str]:
    """Whoever has an agreement has a page; who only proposed may have none."""
    return partner_links(event.agreement and event.partner.partner_code for event in rows)
