"""Quarterly review: what the Oversight Committee reads, and prints, once a quarter."""

from dash import html, register_page

from dashboard.components.page_parts import no_data, page_header, section, waiting
from dashboard.components.tables import readings, since_meeting
from dashboard.components.tables.funds import answer as funds_said
from dashboard.components.tables.funds import money_table
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Reading
from dashboard.pages.review import committee, view
from dashboard.policy.changes import Changes
from dashboard.store import due
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from data.formatting import listed
from data.hub import HUB

register_page(
    __name__,
    path="/review",
    name="Quarterly review",
    group="Governance",
    order=1,
    filters=("area", "quarter", "span"),
)
PEOPLE = ("children_reached", "schools_engaged", "fsm_equity", "send_share")
QUALITY = ("satisfaction_positive", "learning_improved", "attendance_rate", "continuation")


@guarded_layout("see_partners")
def layout(**_):
    return waiting("review")


@filled("review", permission="see_partners")
def review(request: PageRequest):
    if not request.session.version:
        return no_data()
    changes = committee.changes_for(request)
    after = committee.sections(request, changes)
    return [*_front(request, changes), *_performance(request), *after]


def _front(request: PageRequest, changes: Changes) -> list:
    cells = due.returns_owed(request.session, request.selection)
    now = request.session.totals.readings(request.selection)
    planned = [reading for reading in now if reading.kpi.function]
    question = f"What should the Oversight Committee know about {request.selection.quarter}?"
    button = html.Button("Print", type="button", className="plain-button", **{"data-print": "page"})
    return [
        page_header(question, view.answer(planned, cells), request.selection),
        html.P(button, className="act"),
        view.cover(request.selection, request.session.today, cells),
        section(
            "In one page",
            html.H3("Measures of the local plan"),
            view.ratings(planned),
            html.H3("Flags"),
            view.flags_counted(changes),
            html.H3("Waiting for a decision"),
            since_meeting.waiting(changes),
        ),
    ]


def _performance(request: PageRequest) -> list:
    by_key = {
        reading.kpi.key: reading for reading in request.session.totals.readings(request.selection)
    }
    return [
        section("The local plan by function", shown_table(plan(request)), _export(request, "plan")),
        section(
            "Money by music service", html.P(_money_said(request)), shown_table(money(request))
        ),
        section("Reach and inclusion", *_in_areas(request, by_key, PEOPLE, "reach")),
        section("Satisfaction and learning", *_in_areas(request, by_key, QUALITY, "quality")),
    ]


def _export(request: PageRequest, name: str) -> html.P:
    return exports(request.export(f"review-{name}"))


def _in_areas(
    request: PageRequest, by_key: dict[str, Reading], keys: tuple[str, ...], name: str
) -> list:
    if request.selection.area:
        return [view.measure_lines(by_key, *keys)]
    return [
        view.measure_lines(by_key, *keys),
        shown_table(_areas(request, keys)),
        _export(request, name),
    ]


def _areas(request: PageRequest, keys: tuple[str, ...]) -> Table:
    by_area = request.session.totals.by_area(request.selection, keys)
    caption = f"{listed(KPIS[key].title for key in keys)}, area by area"
    return readings.by_area(caption, by_area, HUB.area_names)


def _money_said(request: PageRequest) -> str:
    return funds_said(_funds(request), request.selection.quarter.academic_year)


def _funds(request: PageRequest) -> list:
    area, year = request.selection.area, request.selection.quarter.academic_year
    return [f for f in request.session.totals.funds(year) if area in (None, f.area)]


@exported("review-plan", permission="see_totals")
def plan(request: PageRequest) -> Table:
    return view.plan_table(request.session.totals.compared(request.selection))


@exported("review-money", permission="see_totals")
def money(request: PageRequest) -> Table:
    return money_table(_funds(request), request.selection.quarter.academic_year)


@exported("review-reach", permission="see_totals")
def reach(request: PageRequest) -> Table:
    return _areas(request, PEOPLE)


@exported("review-quality", permission="see_totals")
def quality(request: PageRequest) -> Table:
    return _areas(request, QUALITY)
