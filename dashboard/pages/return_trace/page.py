"""One return: what a partner sent for a quarter, back to its files, its sheets and its cells."""

from collections.abc import Sequence

from dash import html, register_page

from dashboard.components.links import partner_page
from dashboard.components.page_parts import nothing, page_header, section, state, waiting
from dashboard.components.tables.queries import queries_table
from dashboard.components.tables.table import shown_table
from dashboard.domain.formatting import area_name, plural
from dashboard.domain.viewer import Denied, NotFound
from dashboard.pages.return_trace.view import answer, cells_table, sheets_table
from dashboard.store.queries import answerable
from dashboard.views.trails import SheetInForce, SheetSent
from dashboard.web import etl_gateway
from dashboard.web.auth import guarded_layout, settings
from dashboard.web.page import PageRequest, filled

register_page(__name__, path="/return", name="Return", order=10, filters=("quarter",))
TELLING = ("progress", "spending")  # shown at once: they are about no child
MOST_ROWS = 100


@guarded_layout("see_partners")
def layout(**_):
    return waiting("return")


@filled("return", permission="see_partners", is_remembered=False)
def sent(request: PageRequest):
    code, quarter = request.named.get("agreement"), request.selection.quarter
    if not code:
        offer = ("All partners", "/partners")
        return state("No return is named", "A partner's page leads to each of its returns.", offer)
    agreement = request.session.agreement(code)
    partner = request.session.snapshot().partner_of(agreement)
    sheets = etl_gateway.sheets_sent(settings(), request.session, code, quarter)
    return [
        page_header(
            f"What did {partner.name} send for {quarter}?",
            answer(sheets, quarter, request.session.today, _open_ones(request, sheets)),
            note=f"{agreement.title} · {code} · {area_name(agreement.area)}",
        ),
        html.P(html.A(f"All of {partner.name}", href=partner_page(partner.partner_code))),
        _sheets(request, sheets) if sheets else None,
        _queries(request, sheets),
        *_cells(request, _chosen(request, sheets)),
    ]


def _open_ones(request: PageRequest, sheets: Sequence[SheetSent]) -> set[str]:
    viewer = request.session.viewer
    return {s.source for s in sheets if s.source and viewer.may_see_cells_of(s.source)}


def _sheets(request: PageRequest, sheets: Sequence[SheetSent]) -> html.Section:
    open_ones = _open_ones(request, sheets)
    table = sheets_table(sheets, request.named["agreement"], request.selection.quarter, open_ones)
    return section(
        "Sheets and files",
        shown_table(table),
        note="A sheet that stands leads to its cells, but for those about children. "
        "Counts are of the whole sheet, and rows = taken in + rejected + set aside; to all but hub "
        "officers the rows of children that were taken in are shown a few too high or too low.",
    )


def _queries(request: PageRequest, sheets: Sequence[SheetSent]) -> html.Section | None:
    """What was asked about the sheets of this return, and what was said of it."""
    asked_about = request.session.files.queries({sheet.file_id for sheet in sheets})
    names = {sheet.sheet for sheet in sheets}
    queries = [query for query in asked_about if query.sheet in names or query.sheet is None]
    if not queries:
        return None
    table = queries_table(queries, answerable(request.session, queries))
    return section(
        "Queries",
        shown_table(table),
        note="What a query names counts as it stands. One that is answered is not asked again of "
        "the same rows.",
    )


def _chosen(request: PageRequest, sheets: Sequence[SheetSent]) -> list[str]:
    """The sheet that is asked for, else those that stand and are about no child."""
    if "sheet" in request.named:
        return [request.named["sheet"]]
    standing = {sheet.source for sheet in sheets if sheet.stands}
    return [source for source in TELLING if source in standing]


def _cells(request: PageRequest, chosen: Sequence[str]) -> list[html.Section]:
    """The rows of some sheets that count, or why they are not shown."""
    code, quarter = request.named["agreement"], request.selection.quarter
    try:
        parts = etl_gateway.cells_in_force(
            settings(), request.session, code, quarter, chosen, MOST_ROWS
        )
    except (Denied, NotFound) as refusal:
        return [section("Cells", nothing(str(refusal)))]
    if chosen and not parts:
        return [section("Cells", nothing("No row of this sheet stands."))]
    return [
        section(f"{part.sheet}: the cells that count", cells_table(part), note=_how_many(part))
        for part in parts
    ]


def _how_many(part: SheetInForce) -> str:
    sentence = (
        "What was typed, the cell that it stands in, and what is kept of it where that differs."
    )
    if part.rows_there == len(part.rows):
        return sentence
    rows = plural(part.rows_there, "row")
    return (
        f"{sentence} The first {len(part.rows)} of {rows}; the command line leads to all of them."
    )
