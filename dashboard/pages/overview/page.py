"""Overview: how is the hub doing, and what needs attention?"""

from dataclasses import replace

from dash import html, register_page

from dashboard.components.cards.areas_chart import areas_chart, areas_table
from dashboard.components.cards.attention import attention
from dashboard.components.cards.kpi_card import kpi_card
from dashboard.components.headline import headline
from dashboard.components.page_parts import no_data, page_header, section, waiting
from dashboard.components.tables import readings
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Reading
from dashboard.pages.overview import by_role
from dashboard.views.readings import Compared
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled, quarters_behind
from data.calendar import Quarter, quarter_of
from data.formatting import day
from data.hub import HUB

register_page(
    __name__,
    path="/",
    name="Overview",
    group="Performance",
    order=1,
    filters=("area", "quarter", "span", "function"),
    is_charted=True,
)
HEADLINES = (
    "children_reached",
    "attendance_rate",
    "satisfaction_positive",
    "objectives_on_course",
    "returns_on_time",
    "grant_spent",
)


@guarded_layout("see_totals")
def layout(**_):
    return waiting("overview")


@filled("overview", permission="see_totals")
def overview(request: PageRequest):
    if not request.session.version:
        return no_data()
    six = _headlines(request)
    return [
        page_header(
            "How is the hub doing?", headline([entry.now for entry in six]), request.selection
        ),
        section("Six measures", _cards(request, six)),
        section("What needs attention", attention(_raised(request)), note=request.where),
        *by_role.sections(request),
        section(
            "Each area on the same measures",
            shown_table(headlines_by_area(request)),
            exports(request.export("headlines-by-area")),
            _in_areas(request),
        ),
        _so_far(request),
    ]


def _headlines(request: PageRequest) -> list[Compared]:
    return request.session.totals.compared(request.selection, HEADLINES)


def _cards(request: PageRequest, six: list[Compared]) -> html.Div:
    each = replace(request.selection, span="quarter")
    lines = request.session.totals.series(each, HEADLINES, quarters_behind(request))
    cards = [kpi_card(entry, request.session.policy(), lines[entry.now.kpi.key]) for entry in six]
    return html.Div(cards, className="kpis")


def _raised(request: PageRequest) -> list:
    area = request.selection.area
    flags = request.session.judge.flags()
    return [flag for flag in flags if flag.finding.state == "raised" and area in (None, flag.area)]


@exported("headlines-by-area", permission="see_totals")
def headlines_by_area(request: PageRequest) -> Table:
    by_area = request.session.totals.by_area(request.selection, HEADLINES)
    table = readings.by_area("Headline measures by area", by_area, HUB.area_names)
    links = {at: request.within(area, "/partners") for at, area in enumerate(HUB.area_names)}
    return replace(table, links=links)


def _in_areas(request: PageRequest) -> html.Figure:
    export = request.export("first-headline-in-areas")
    return areas_chart(KPIS[HEADLINES[0]], _area_lines(request), quarters_behind(request), export)


def _area_lines(request: PageRequest) -> dict[str, list[Reading]]:
    each, first = replace(request.selection, span="quarter"), HEADLINES[0]
    quarters = quarters_behind(request)
    return {
        area: request.session.totals.series(replace(each, area=area), [first], quarters)[first]
        for area in HUB.area_names
    }


@exported("first-headline-in-areas", permission="see_totals")
def first_in_areas(request: PageRequest) -> Table:
    return areas_table(KPIS[HEADLINES[0]], _area_lines(request), quarters_behind(request))


def _so_far(request: PageRequest) -> html.Section | None:
    """This quarter so far, where an earlier one is chosen."""
    running = quarter_of(request.session.today)
    if running == request.selection.quarter:
        return None
    chosen = request.selection.quarter
    table = readings.side_by_side(
        f"{running} so far beside {chosen}",
        _readings(request, chosen),
        _readings(request, running),
        (str(chosen), f"{running} so far"),
    )
    return section(
        f"{running} so far",
        shown_table(table),
        note=f"The quarter runs until {day(running.end)}; its returns are due on "
        f"{day(running.due_on)}, so these figures are incomplete.",
    )


def _readings(request: PageRequest, quarter: Quarter) -> list[Reading]:
    choice = replace(request.selection, quarter=quarter, span="quarter")
    return request.session.totals.readings(choice, HEADLINES)
