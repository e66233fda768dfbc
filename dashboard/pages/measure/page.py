"""One measure: where its figure comes from, down to the returns that tell of it."""

from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import unquote

from dash import html, register_page

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.links import measure_page
from dashboard.components.page_parts import no_data, nothing, page_header, section, waiting
from dashboard.components.tables import readings
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Kpi, Reading
from dashboard.measures.restatements import Restatement
from dashboard.pages.measure import query, view
from dashboard.pages.measure.query import Behind
from dashboard.pages.measure.view import agreements_table, areas_table
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled, quarters_behind
from dashboard.web.query_string import Unknown
from data.hub import HUB


def knows(key: str) -> bool:
    return key in KPIS


register_page(
    __name__,
    path_template="/measure/<key>",
    name="Measure",
    order=12,
    knows=knows,
    filters=("area", "quarter", "span", "function"),
    is_charted=True,
)


@guarded_layout("see_totals")
def layout(**_):
    return waiting("measure")


@filled("measure", permission="see_totals")
def measure(request: PageRequest):
    if not request.session.version:
        return no_data()
    kpi = _kpi(request)
    (compared,) = request.session.totals.compared(request.selection, [kpi.key])
    revised = _revised(request, kpi)
    return [
        page_header(kpi.title, view.answer(compared), request.selection, named=True),
        section(
            "How it is worked out",
            view.explained(compared.now, request.session.policy(), revised),
            html.Ul(
                [html.Li(view.revision_sentence(restatement)) for restatement in revised],
                className="gravest",
            )
            if revised
            else None,
        ),
        section("Over quarters", _over_quarters(request, kpi)),
        section("In each area", *_areas(request, kpi)) if not request.selection.area else None,
        section("Agreement by agreement", *_behind(request, kpi), note=BEHIND),
    ]


BEHIND = (
    "Each leads to its partner, and to the return, its sheets and its cells. Agreements do not add "
    "up to the figure above where children are counted once."
)


def _kpi(request: PageRequest) -> Kpi:
    """The measure that the path names, or the nearest one offered."""
    key = unquote(request.path.rstrip("/").rpartition("/")[2])[:64]
    if key in KPIS:
        return KPIS[key]
    near = KPIS[get_close_matches(key, KPIS, n=1, cutoff=0)[0]]
    raise Unknown(f"There is no measure ‘{key}’.", near.title, measure_page(near.key))


def _revised(request: PageRequest, kpi: Kpi) -> list[Restatement]:
    chosen = request.selection
    if chosen.function or chosen.span != "quarter":
        return []
    restated = request.session.totals.restatements(chosen.quarters, chosen.area)
    return [entry for entry in restated if (entry.kpi.key, entry.area) == (kpi.key, chosen.area)]


def _over_quarters(request: PageRequest, kpi: Kpi) -> html.Figure | html.P:
    line, quarters = _line(request, kpi), quarters_behind(request)
    if all(reading.value is None for reading in line):
        return nothing("No quarter has a figure for this choice.")
    figure = view.over_quarters(line, quarters)
    title = f"{kpi.title} over quarters"
    export = request.export(f"measure-{kpi.key}")
    return chart_card(title, view.summary(line), figure, _line_table(request, kpi), export)


def _line(request: PageRequest, kpi: Kpi) -> list[Reading]:
    each = replace(request.selection, span="quarter")
    return request.session.totals.series(each, [kpi.key], quarters_behind(request))[kpi.key]


def _line_table(request: PageRequest, kpi: Kpi) -> Table:
    named = {kpi.title: _line(request, kpi)}
    return readings.over_quarters(f"{kpi.title} by quarter", named, quarters_behind(request))


def _areas(request: PageRequest, kpi: Kpi) -> list:
    by_area = request.session.totals.by_area(request.selection, [kpi.key])[kpi.key]
    path = measure_page(kpi.key)
    links = {at: request.within(area, path) for at, area in enumerate(HUB.area_names)}
    in_areas = {area: by_area[area] for area in HUB.area_names}
    export = request.export(f"measure-{kpi.key}-areas")
    return [shown_table(areas_table(in_areas, links)), exports(export)]


def _behind(request: PageRequest, kpi: Kpi) -> list:
    rows = _rows_behind(request, kpi)
    if not rows:
        return [nothing("It is published for areas and the hub only.")]
    export = request.export(f"measure-{kpi.key}-agreements")
    return [shown_table(agreements_table(rows, kpi.title)), exports(export)]


def _rows_behind(request: PageRequest, kpi: Kpi) -> list[Behind]:
    """Only agreements of which the measure can say anything."""
    rows = query.behind(request.session, request.selection, kpi.key)
    return [row for row in rows if row.reading.state != "missing"]


def _offer(kpi: Kpi) -> None:
    """The three tables of a measure."""

    @exported(f"measure-{kpi.key}", permission="see_totals")
    def quarters(request: PageRequest) -> Table:
        return _line_table(request, kpi)

    @exported(f"measure-{kpi.key}-areas", permission="see_totals")
    def areas(request: PageRequest) -> Table:
        by_area = request.session.totals.by_area(request.selection, [kpi.key])[kpi.key]
        return areas_table(by_area, {})

    @exported(f"measure-{kpi.key}-agreements", permission="see_partners")
    def agreements(request: PageRequest) -> Table:
        return agreements_table(_rows_behind(request, kpi), kpi.title)


for _each in KPIS.values():
    _offer(_each)
