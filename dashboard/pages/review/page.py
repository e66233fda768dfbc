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
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled
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
def review(asked: Asked):
    if not asked.store.version():
        return no_data()
    changes = committee.changes_for(asked)
    after = committee.sections(asked, changes)
    return [*_front(asked, changes), *_performance(asked), *after]


def _front(asked: Asked, changes: Changes) -> list:
    cells = asked.store.returns_grid(asked.viewer, asked.selection)
    now = asked.store.readings(asked.viewer, asked.selection)
    planned = [one for one in now if one.kpi.function]
    question = f"What should the Oversight Committee know about {asked.selection.quarter}?"
    button = html.Button("Print", type="button", className="plain-button", **{"data-print": "page"})
    return [
        page_header(question, view.answer(planned, cells), asked.selection),
        html.P(button, className="act"),
        view.cover(asked.selection, asked.store.today(), cells),
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


def _performance(asked: Asked) -> list:
    found = {one.kpi.key: one for one in asked.store.readings(asked.viewer, asked.selection)}
    return [
        section("The local plan by function", shown_table(plan(asked)), _export(asked, "plan")),
        section("Money by music service", html.P(_money_said(asked)), shown_table(money(asked))),
        section("Reach and inclusion", *_in_areas(asked, found, PEOPLE, "reach")),
        section("Satisfaction and learning", *_in_areas(asked, found, QUALITY, "quality")),
    ]


def _export(asked: Asked, name: str) -> html.P:
    return exports(asked.export(f"review-{name}"))


def _in_areas(asked: Asked, found: dict[str, Reading], keys: tuple[str, ...], name: str) -> list:
    if asked.selection.area:
        return [view.measure_lines(found, *keys)]
    return [
        view.measure_lines(found, *keys),
        shown_table(_areas(asked, keys)),
        _export(asked, name),
    ]


def _areas(asked: Asked, keys: tuple[str, ...]) -> Table:
    found = asked.store.by_area(asked.viewer, asked.selection, keys)
    caption = f"{listed(KPIS[key].title for key in keys)}, area by area"
    return readings.by_area(caption, found, HUB.area_names)


def _money_said(asked: Asked) -> str:
    return funds_said(_funds(asked), asked.selection.quarter.academic_year)


def _funds(asked: Asked) -> list:
    area, year = asked.selection.area, asked.selection.quarter.academic_year
    return [f for f in asked.store.funds(asked.viewer, year) if area in (None, f.area)]


@exported("review-plan", permission="see_totals")
def plan(asked: Asked) -> Table:
    return view.plan_table(asked.store.compared(asked.viewer, asked.selection))


@exported("review-money", permission="see_totals")
def money(asked: Asked) -> Table:
    return money_table(_funds(asked), asked.selection.quarter.academic_year)


@exported("review-reach", permission="see_totals")
def reach(asked: Asked) -> Table:
    return _areas(asked, PEOPLE)


@exported("review-quality", permission="see_totals")
def quality(asked: Asked) -> Table:
    return _areas(asked, QUALITY)
