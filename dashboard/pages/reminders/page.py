"""Reminders: whom to chase, what falls due, and calendars to subscribe to."""

from urllib.parse import parse_qs

from dash import html, register_page

from dashboard.components.forms import failure_note
from dashboard.components.page_parts import no_data, nothing, page_header, section, waiting
from dashboard.components.tables.overdue import answer, chase_list, chase_table
from dashboard.components.tables.table import Table
from dashboard.pages.reminders.feeds import feed_form, feeds_table, new_address
from dashboard.pages.reminders.view import due_table, falling_due
from dashboard.store import due
from dashboard.views.feeds import LABEL_CHARACTERS
from dashboard.web.auth import guarded_layout
from dashboard.web.csrf import token_for
from dashboard.web.export import exported
from dashboard.web.feed_routes import FORM, HOME, address_once, feeds
from dashboard.web.page import PageRequest, filled
from data.formatting import day

register_page(__name__, path=HOME, name="Reminders", group="Partners", order=6, filters=("area",))
CALENDAR = (
    "Returns and reviews due, agreements that end and decisions on what follows, for what your "
    "role and areas open; with no data about children. It follows what is loaded here by itself."
)


@guarded_layout("see_partners")
def layout(**_):
    return html.Div([new_address(address_once()), waiting("reminders")])


@filled("reminders", permission="see_partners", is_remembered=False)
def reminders(request: PageRequest):
    if not request.session.version:
        return no_data()
    chased = due.chased(request.session, request.selection.area)
    why = parse_qs(request.search[:200].lstrip("?")).get("why", [None])[-1]
    today = request.session.today
    return [
        page_header(
            "Whom should we chase?", answer(chased), note=f"{request.where}, on {day(today)}"
        ),
        html.Div(failure_note(why)),
        section("Whom to chase", _chase(request, chased), note=_CHASE) if chased else None,
        section("What falls due", *_due(request)),
        section("In your own calendar", *_calendars(request), note=CALENDAR),
    ]


_CHASE = (
    "The contact is the organisation's own. A workbook is ready to be filled in; payments are "
    "held up where they are due and wait for a return that is overdue."
)


def _chase(request: PageRequest, chased) -> html.Div:
    return chase_list(chased, request.session.today, request.export("chase"))


@exported("chase", permission="see_partners")
def chase(request: PageRequest) -> Table:
    chased = due.chased(request.session, request.selection.area)
    return chase_table(chased, request.session.today)


def _due(request: PageRequest) -> list:
    reminders = due.reminders(request.session, request.selection.area)
    if not reminders:
        return [nothing("Nothing falls due within the coming year.")]
    return falling_due(reminders, request.session.today, request.export("falling-due"))


@exported("falling-due", permission="see_partners")
def falling_due_listed(request: PageRequest) -> Table:
    return due_table(due.reminders(request.session, request.selection.area))


def _calendars(request: PageRequest) -> list:
    if not request.session.may("subscribe"):
        return [nothing("Your role does not make calendars.")]
    own = feeds().own(request.session.viewer)
    return [
        feed_form(HOME, token_for(FORM), LABEL_CHARACTERS),
        feeds_table(own, lambda known: (f"{HOME}/revoke/{known}", token_for(known))),
    ]
