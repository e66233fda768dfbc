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
        (*_about(one), one.on, one.what.outcome.capitalize(), one.what.next_due_on) for one in held
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
    rows = [(*_about(one), *_act(one), one.what.decided_on, one.what.reported_on) for one in taken]
    return Table("Decisions taken, newest first", columns, rows, links=_links(taken))


def endings_table(taken: Sequence[Happened]) -> Table:
    """Decisions to end, vary or improve: what was weighed, and how much notice was given."""
    found = [one for one in taken if one.what.kind in ENDING]
    columns = (
        *ABOUT,
        Column("Decision"),
        Column("Reason"),
        Column("Options looked at", "count"),
        *(Column(title, "day") for title in ("Decided", "Notice given", "Takes effect")),
    )
    caption = "Decisions to end, vary or improve a partnership, newest first"
    return Table(caption, columns, [_ending(one) for one in found], links=_links(found))


def _ending(one: Happened) -> tuple:
    what = one.what
    told = (what.kind.capitalize(), _reason(one), one.options or None)
    return (*_about(one), *told, what.decided_on, what.notice_on, what.effective_on)


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
            *_about(one),
            *_act(one),
            _reason(one),
            one.options or None,
            one.what.decided_on,
            one.what.notice_on,
            one.what.effective_on,
            one.what.reported_on,
        )
        for one in taken
    ]
    return Table("Decisions taken", columns, rows)


def _reason(one: Happened) -> str | None:
    return one.what.reason.capitalize() if one.what.reason else None


def _act(one: Happened) -> tuple[str, str]:
    return one.what.kind.capitalize(), BY.get(one.what.decided_by, one.what.decided_by)


def _about(one: Happened) -> tuple:
    if one.agreement is None:
        who = one.partner.name if one.partner else "A call for proposals"
        return (who, *_call_and_area(one.call, one.what.opportunity_code))
    return one.partner.name, one.agreement.title, area_name(one.agreement.area)


def _call_and_area(call: Call | None, code: str | None) -> tuple:
    if call is None:
        return f"Call {code}", "No agreement"
    return f"Call: {call.title} ({code})", area_name(call.area)


def _links(rows: Sequence[Happened]) -> dict[int, str]:
    """Whoever has an agreement has a page; who only proposed may have none."""
    return partner_links(one.agreement and one.partner.partner_code for one in rows)
