"""The journal: what people entered, newest first."""

from dash import html, register_page

from dashboard.components.links import record_page
from dashboard.components.page_parts import nothing, page_header, waiting
from dashboard.components.tables.journal_entries import acts_table
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.domain.formatting import plural
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from data.formatting import day
from data.hub import HUB_WIDE
from data.journal.acts import ACTS

register_page(
    __name__, path="/journal", name="Journal", group="Governance", order=8, filters=("area",)
)


@guarded_layout("see_partners")
def layout(**_):
    return waiting("journal")


@filled("journal", permission="see_partners")
def journal(request: PageRequest):
    entries = _entries(request)
    return [
        page_header("What did people decide?", _answer(entries)),
        html.P(html.A("Enter a decision, a review, a reply …", href=record_page()))
        if request.session.may("record")
        else None,
        shown_table(acts_table(entries))
        if entries
        else nothing("Entries appear here as they are made."),
        exports(request.export("journal")) if entries else None,
    ]


def _entries(request: PageRequest) -> list:
    """The entries of the chosen area, by their agreement; those of none are the hub's."""
    area, acts = request.selection.area, request.session.acts()
    if area is None:
        return acts
    areas = {agreement.agreement_code: agreement.area for agreement in request.session.agreements()}
    return [
        act
        for act in acts
        if areas.get(act.agreement_code, act.answers.get("area", HUB_WIDE)) == area
    ]


def _answer(entries: list) -> str:
    if not entries:
        return "Nothing has been entered yet."
    newest = entries[0]
    return (
        f"{plural(len(entries), 'entry', 'entries')}; the newest, on {day(newest.written_on)}: "
        f"{ACTS[newest.act].done}."
    )


@exported("journal", permission="see_partners")
def table(request: PageRequest) -> Table:
    return acts_table(_entries(request))
