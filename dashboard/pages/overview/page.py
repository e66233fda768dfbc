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
from dashboard.views.partners_and_returns import Compared
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled, quarters_behind
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
def overview(asked: Asked):
    if not asked.store.version():
        return no_data()
    six = _headlines(asked)
    return [
        page_header("How is the hub doing?", headline([one.now for one in six]), asked.selection),
        section("Six measures", _cards(asked, six)),
        section("What needs attention", attention(_raised(asked)), note=asked.where),
        *by_role.sections(asked),
        section(
            "Each area on the same measures",
            shown_table(headlines_by_area(asked)),
            exports(asked.export("headlines-by-area")),
            _in_areas(asked),
        ),
        _so_far(asked),
    ]


def _headlines(asked: Asked) -> list[Compared]:
    return asked.store.compared(asked.viewer, asked.selection, HEADLINES)


def _cards(asked: Asked, six: list[Compared]) -> html.Div:
    each = replace(asked.selection, span="quarter")
    lines = asked.store.series(asked.viewer, each, HEADLINES, quarters_behind(asked))
    cards = [kpi_card(one, asked.store.policy(), lines[one.now.kpi.key]) for one in six]
    return html.Div(cards, className="kpis")


def _raised(asked: Asked) -> list:
    area = asked.selection.area
    flags = asked.store.flags(asked.viewer)
    return [one for one in flags if one.finding.state == "raised" and area in (None, one.area)]


@exported("headlines-by-area", permission="see_totals")
def headlines_by_area(asked: Asked) -> Table:
    found = asked.store.by_area(asked.viewer, asked.selection, HEADLINES)
    table = readings.by_area("Headline measures by area", found, HUB.area_names)
    links = {at: asked.within(area, "/partners") for at, area in enumerate(HUB.area_names)}
    return replace(table, links=links)


def _in_areas(asked: Asked) -> html.Figure:
    export = asked.export("first-headline-in-areas")
    return areas_chart(KPIS[HEADLINES[0]], _area_lines(asked), quarters_behind(asked), export)


def _area_lines(asked: Asked) -> dict[str, list[Reading]]:
    each, first = replace(asked.selection, span="quarter"), HEADLINES[0]
    quarters = quarters_behind(asked)
    return {
        area: asked.store.series(asked.viewer, replace(each, area=area), [first], quarters)[first]
        for area in HUB.area_names
    }


@exported("first-headline-in-areas", permission="see_totals")
def first_in_areas(asked: Asked) -> Table:
    return areas_table(KPIS[HEADLINES[0]], _area_lines(asked), quarters_behind(asked))


def _so_far(asked: Asked) -> html.Section | None:
    """This quarter so far, where an earlier one is chosen."""
    running = quarter_of(asked.store.today())
    if running == asked.selection.quarter:
        return None
    chosen = asked.selection.quarter
    table = readings.side_by_side(
        f"{running} so far beside {chosen}",
        _readings(asked, chosen),
        _readings(asked, running),
        (str(chosen), f"{running} so far"),
    )
    return section(
        f"{running} so far",
        shown_table(table),
        note=f"The quarter runs until {day(running.end)}; its returns are due on "
        f"{day(running.due_on)}, so these figures are incomplete.",
    )


def _readings(asked: Asked, quarter: Quarter) -> list[Reading]:
    choice = replace(asked.selection, quarter=quarter, span="quarter")
    return asked.store.readings(asked.viewer, choice, HEADLINES)
