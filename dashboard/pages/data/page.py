"""Data: what has come in, what became of every row, and whose returns are missing."""

from collections.abc import Sequence
from dataclasses import replace

from dash import html, register_page

from dashboard.components.links import corrections_workbook
from dashboard.components.page_parts import (
    disclosure,
    no_data,
    nothing,
    page_header,
    section,
    waiting,
)
from dashboard.components.tables.restatements import method_changed, restatements_table
from dashboard.components.tables.returns_grid import shares
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.domain.formatting import plural, share
from dashboard.domain.viewer import Viewer
from dashboard.measures.restatements import Restatement
from dashboard.pages.data.coverage import coverage_grid, returns_table
from dashboard.pages.data.loads import all_problems_table, loads_table, problems_table, tally
from dashboard.store import due
from dashboard.store.queries import answerable
from dashboard.views.files import Load, ProblemRow
from dashboard.views.returns import ReturnCell
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from data.calendar import Quarter, quarter_of

register_page(
    __name__,
    path="/data",
    name="Data",
    group="Governance",
    order=3,
    filters=("area", "quarter", "span", "function"),
    covers="/upload",
)
FILES, NEWEST, FILES_WITH_PROBLEMS = 1000, 25, 12


@guarded_layout("see_loads")
def layout(**_):
    return waiting("data")


@filled("data", permission="see_loads")
def data(request: PageRequest):
    if not request.session.version:
        return no_data()
    cells = due.returns_owed(request.session, request.selection)
    loads = request.session.files.loads(limit=FILES)
    return [
        page_header("Can these figures be relied on?", _answer(cells), request.selection),
        _send(request.session.viewer),
        section(
            "Returns received",
            shares(cells) if cells else None,
            exports(request.export("returns")) if cells else None,
        ),
        section("Two years of returns", coverage_grid(_two_years(request), _running(request))),
        section(
            "Figures that changed after their quarter closed",
            _restated(request),
            note="A quarter closes when its returns are due. What came later, or was corrected, is "
            "told with the first day on which the figure read differently; what was replaced again "
            "within that day is not told.",
        ),
        section(
            "What could not be loaded, and what is asked",
            _problems(request, loads),
            note="Each goes back to its sender with the cell and what to do. Rows that are only "
            "asked about are loaded.",
        ),
        section(
            "Newest files",
            shown_table(loads_table(loads[:NEWEST])),
            note="Rows in the file = loaded + unchanged + rejected + set aside, always. Rows of "
            "children are shown a few too high or too low.",
        ),
    ]


def _send(viewer: Viewer) -> html.P | None:
    if not viewer.may("load"):
        return None
    return html.P(html.A("Send files", href="/upload", className="primary-button"), className="act")


def _running(request: PageRequest) -> Quarter:
    return quarter_of(request.session.today)


def _two_years(request: PageRequest) -> list[ReturnCell]:
    """The returns of the chosen quarter's year, the one before, and what has come since."""
    year = replace(request.selection, span="year")
    newest = replace(year, quarter=_running(request))
    years = {selection.quarter.year: selection for selection in (year.a_year_ago(), year, newest)}
    cells = [
        cell for chosen in years.values() for cell in due.returns_owed(request.session, chosen)
    ]
    return sorted(cells, key=lambda c: (c.partner_name, c.agreement_code, c.quarter))


def _answer(cells: Sequence[ReturnCell]) -> str:
    due = [cell for cell in cells if cell.state != "waiting"]
    received = [cell for cell in due if cell.received_on]
    if not due:
        return "No return is due yet for this choice."
    missing = len(due) - len(received)
    tail = f"{plural(missing, 'is', 'are')} missing" if missing else "none is missing"
    part = share(len(received) / len(due))
    return f"{len(received)} of {plural(len(due), 'return')} have come ({part}); {tail}."


def _restated(request: PageRequest) -> html.Div:
    """Those of the chosen area, or of the hub, for all to see; those of each area on opening."""
    entries = _restatements(request)
    method = method_changed(request.session.method_changed_on)
    notice = html.P(method, className="section-note") if method else None
    if not entries:
        none = nothing("No figure of a closed quarter has changed for this choice.")
        return html.Div([notice, none])
    chosen = [entry for entry in entries if entry.area == request.selection.area]
    others = [entry for entry in entries if entry.area != request.selection.area]
    return html.Div(
        [
            notice,
            shown_table(restatements_table(chosen))
            if chosen
            else nothing("No figure of the whole hub reads differently."),
            disclosure(
                f"Show {plural(len(others), 'figure')} of single areas",
                shown_table(restatements_table(others)),
                is_rest=True,
            )
            if others
            else None,
            exports(request.export("restatements")),
        ]
    )


def _restatements(request: PageRequest) -> list[Restatement]:
    chosen = request.selection
    return request.session.totals.restatements(chosen.quarters, chosen.area)


@exported("restatements", permission="see_loads")
def restatements_listed(request: PageRequest) -> Table:
    return restatements_table(_restatements(request))


def _problems(request: PageRequest, loads: Sequence[Load]) -> html.Div:
    faulty = [load for load in loads if load.problems][:FILES_WITH_PROBLEMS]
    if not faulty:
        return nothing("Every row of every file could be loaded.")
    disclosures = [
        disclosure(
            f"{load.name}: {tally(problems)}",
            shown_table(
                problems_table(
                    f"{load.name} (file {load.file_id})",
                    problems,
                    answerable(request.session, problems),
                )
            ),
            _corrections(request.session.viewer, load),
            is_rest=True,
        )
        for load, problems in _with_problems(request, faulty)
    ]
    return html.Div([*disclosures, exports(request.export("problems"))])


def _corrections(viewer: Viewer, load: Load) -> html.P | None:
    """Rejected rows as a workbook for their sender; they may hold children's cells."""
    if not (load.rejected and load.problems and viewer.may("load")):
        return None
    link = html.A("Corrections workbook", href=corrections_workbook(load.file_id), download="")
    return html.P([link, html.Span(" for its sender", className="quiet")], className="exports")


def _with_problems(
    request: PageRequest, loads: Sequence[Load]
) -> list[tuple[Load, list[ProblemRow]]]:
    problems = request.session.files.problems([load.file_id for load in loads])
    return [(load, problems[load.file_id]) for load in loads]


@exported("problems", permission="see_loads")
def problems_listed(request: PageRequest) -> Table:
    loads = request.session.files.loads(limit=FILES)
    return all_problems_table(_with_problems(request, [load for load in loads if load.problems]))


@exported("returns", permission="see_loads")
def returns_listed(request: PageRequest) -> Table:
    return returns_table(due.returns_owed(request.session, request.selection))
