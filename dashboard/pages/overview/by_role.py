"""Sections of the overview that differ by role."""

from collections.abc import Sequence

from dash import html

from dashboard.components.page_parts import disclosure, section
from dashboard.components.tables import since_meeting
from dashboard.components.tables.approvals import other_tasks
from dashboard.components.tables.overdue import answer, chase_list
from dashboard.components.tables.reach import schools_sentence, schools_table
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.kpis import KPIS
from dashboard.measures.forecast import YearAhead
from dashboard.pages.overview.view import METHOD, forecast_card, forecast_table
from dashboard.policy.approvals import Wait
from dashboard.policy.changes import Changes
from dashboard.views.impact import SchoolRow
from dashboard.web.export import exported
from dashboard.web.page import Asked

AHEAD = {"grant_spent": "Hub grant spent", "contact_hours": "Contact hours"}


def sections(asked: Asked) -> list[html.Section]:
    """The Oversight Committee's, a music service lead's, or everybody else's."""
    by_role = {"oversight": for_the_committee, "lead": for_a_lead}
    return by_role.get(asked.viewer.role, for_the_executive)(asked)


def for_the_executive(asked: Asked) -> list:
    """What changed, what waits for a decision, where the year may end."""
    changes, note = _changes(asked), since_meeting.meeting_note(asked.selection.quarter)
    charts = _forecasts(asked)
    news = [
        since_meeting.counted(changes),
        since_meeting.new_flags(changes),
        exports(asked.export("changes")),
    ]
    return [
        section("What changed since the last meeting", *news, note=note),
        section("Decisions waiting", since_meeting.waiting(changes), other_tasks(_waits(asked))),
        section("Where the year may end", html.Div(charts, className="charts"), note=METHOD),
    ]


def for_the_committee(asked: Asked) -> list:
    """What changed and what is carried forward; the review tells the rest."""
    changes, note = _changes(asked), since_meeting.meeting_note(asked.selection.quarter)
    way = html.P(html.A("Read the quarterly review", href="/review"), className="act")
    news = [since_meeting.counted(changes), exports(asked.export("changes")), way]
    return [
        section("What changed since the last meeting", *news, note=note),
        section("Actions carried forward", since_meeting.carried_forward(changes)),
    ]


def for_a_lead(asked: Asked) -> list:
    """Whom to chase and with whom, and which schools to reach."""
    chased = asked.store.chased(asked.viewer, asked.selection.area)
    table = chase_list(chased, asked.store.today(), asked.export("chase"))
    schools = _schools(asked)
    summary = schools_sentence(schools, asked.selection.quarter)
    listed = schools_table(schools)
    export = exports(asked.export("schools-not-reached"))
    return [
        section(
            "Whom to chase", html.P(answer(chased)), table if chased else None, note=asked.where
        ),
        section(
            "Schools not yet reached",
            html.P(summary),
            disclosure("Show the schools", shown_table(listed), export, is_rest=True)
            if schools
            else None,
            note=asked.where,
        ),
    ]


def _waits(asked: Asked) -> list[Wait]:
    return asked.store.waits(asked.viewer, asked.selection.area)


def _changes(asked: Asked) -> Changes:
    chosen = asked.selection
    return asked.store.changes(asked.viewer, chosen.last_meeting, chosen.area)


@exported("changes", permission="see_partners")
def changed(asked: Asked) -> Table:
    return since_meeting.flags_table(_changes(asked))


def _forecasts(asked: Asked) -> list:
    return [
        forecast_card(KPIS[key], title, _ahead(asked, key), asked.export(f"forecast-{key}"))
        for key, title in AHEAD.items()
    ]


def _ahead(asked: Asked, key: str) -> YearAhead:
    return asked.store.year_ahead(asked.viewer, asked.selection, key)


def _offer(key: str) -> None:
    @exported(f"forecast-{key}", permission="see_totals")
    def ahead(asked: Asked) -> Table:
        return forecast_table(KPIS[key], AHEAD[key], _ahead(asked, key))


for _each in AHEAD:
    _offer(_each)


def _schools(asked: Asked) -> Sequence[SchoolRow]:
    """Of the chosen area, or of the lead's own."""
    schools = asked.store.schools_unreached(asked.viewer, asked.selection)
    if asked.selection.area:
        return schools
    return [school for school in schools if school.area in asked.viewer.areas]
