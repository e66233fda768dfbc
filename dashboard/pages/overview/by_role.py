"""Sections of the overview that differ by role."""

from dash import html

from dashboard.components.page_parts import disclosure, section
from dashboard.components.tables import since_meeting
from dashboard.components.tables.approvals import other_tasks
from dashboard.components.tables.overdue import answer, chase_list
from dashboard.components.tables.reach import schools_sentence, schools_table
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.kpis import KPIS
from dashboard.measures.forecast import YearAhead
from dashboard.pages.overview import query
from dashboard.pages.overview.view import METHOD, forecast_card, forecast_table
from dashboard.policy.approvals import Wait
from dashboard.policy.changes import Changes
from dashboard.store import due
from dashboard.views.impact import Unreached
from dashboard.web.export import exported
from dashboard.web.page import PageRequest

AHEAD = {"grant_spent": "Hub grant spent", "contact_hours": "Contact hours"}


def sections(request: PageRequest) -> list[html.Section]:
    """The Oversight Committee's, a music service lead's, or everybody else's."""
    by_role = {"oversight": for_the_committee, "lead": for_a_lead}
    return by_role.get(request.session.viewer.role, for_the_executive)(request)


def for_the_executive(request: PageRequest) -> list:
    """What changed, what waits for a decision, where the year may end."""
    changes, note = _changes(request), since_meeting.meeting_note(request.selection.quarter)
    charts = _forecasts(request)
    news = [
        since_meeting.counted(changes),
        since_meeting.new_flags(changes),
        exports(request.export("changes")),
    ]
    return [
        section("What changed since the last meeting", *news, note=note),
        section("Decisions waiting", since_meeting.waiting(changes), other_tasks(_waits(request))),
        section("Where the year may end", html.Div(charts, className="charts"), note=METHOD),
    ]


def for_the_committee(request: PageRequest) -> list:
    """What changed and what is carried forward; the review tells the rest."""
    changes, note = _changes(request), since_meeting.meeting_note(request.selection.quarter)
    way = html.P(html.A("Read the quarterly review", href="/review"), className="act")
    news = [since_meeting.counted(changes), exports(request.export("changes")), way]
    return [
        section("What changed since the last meeting", *news, note=note),
        section("Actions carried forward", since_meeting.carried_forward(changes)),
    ]


def for_a_lead(request: PageRequest) -> list:
    """Whom to chase and with whom, and which schools to reach."""
    chased = due.chased(request.session, request.selection.area)
    table = chase_list(chased, request.session.today, request.export("chase"))
    schools = _schools(request)
    summary = schools_sentence(schools, request.selection.quarter)
    listed = schools_table(schools.named)
    export = exports(request.export("schools-not-reached"))
    return [
        section(
            "Whom to chase", html.P(answer(chased)), table if chased else None, note=request.where
        ),
        section(
            "Schools not yet reached",
            html.P(summary),
            disclosure("Show the schools", shown_table(listed), export, is_rest=True)
            if schools.named
            else None,
            note=request.where,
        ),
    ]


def _waits(request: PageRequest) -> list[Wait]:
    return due.waits(request.session, request.selection.area)


def _changes(request: PageRequest) -> Changes:
    chosen = request.selection
    return request.session.judge.changes(chosen.last_meeting, chosen.area)


@exported("changes", permission="see_partners")
def changed(request: PageRequest) -> Table:
    return since_meeting.flags_table(_changes(request))


def _forecasts(request: PageRequest) -> list:
    return [
        forecast_card(KPIS[key], title, _ahead(request, key), request.export(f"forecast-{key}"))
        for key, title in AHEAD.items()
    ]


def _ahead(request: PageRequest, key: str) -> YearAhead:
    return query.year_ahead(request.session, request.selection, key)


def _offer(key: str) -> None:
    @exported(f"forecast-{key}", permission="see_totals")
    def ahead(request: PageRequest) -> Table:
        return forecast_table(KPIS[key], AHEAD[key], _ahead(request, key))


for _each in AHEAD:
    _offer(_each)


def _schools(request: PageRequest) -> Unreached:
    """Of the chosen area, or of the lead's own."""
    unreached = request.session.totals.schools_unreached(request.selection)
    return unreached if request.selection.area else Unreached.of(unreached.named, unreached.named)
