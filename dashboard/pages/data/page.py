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
from dashboard.components.tables.restatements import restatements_table
from dashboard.components.tables.returns_grid import shares
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.domain.formatting import plural, share
from dashboard.domain.viewer import Viewer
from dashboard.measures.restatements import Restatement
from dashboard.pages.data.coverage import coverage_grid, returns_table
from dashboard.pages.data.loads import all_problems_table, loads_table, problems_table
from dashboard.views.partners_and_returns import Load, ProblemRow, ReturnCell
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled
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
def data(asked: Asked):
    if not asked.store.version():
        return no_data()
    cells = asked.store.returns_grid(asked.viewer, asked.selection)
    loads = asked.store.loads(asked.viewer, limit=FILES)
    return [
        page_header("Can these figures be relied on?", _answer(cells), asked.selection),
        _send(asked.viewer),
        section(
            "Returns received",
            shares(cells) if cells else None,
            exports(asked.export("returns")) if cells else None,
        ),
        section("Two years of returns", coverage_grid(_two_years(asked), _running(asked))),
        section(
            "Figures that changed after their quarter closed",
            _restated(asked),
            note="A quarter closes when its returns are due. What came later, or was corrected, is "
            "told with the first day on which the figure read differently; what was replaced again "
            "within that day is not told.",
        ),
        section(
            "What could not be loaded",
            _problems(asked, loads),
            note="Each problem goes back to its sender with the cell and what to do.",
        ),
        section(
            "Newest files",
            shown_table(loads_table(loads[:NEWEST])),
            note="Rows in the file = loaded + unchanged + rejected + set aside, always.",
        ),
    ]


def _send(viewer: Viewer) -> html.P | None:
    if not viewer.may("load"):
        return None
    return html.P(html.A("Send files", href="/upload", className="primary-button"), className="act")


def _running(asked: Asked) -> Quarter:
    return quarter_of(asked.store.today())


def _two_years(asked: Asked) -> list[ReturnCell]:
    """The returns of the chosen quarter's year, the one before, and what has come since."""
    year = replace(asked.selection, span="year")
    newest = replace(year, quarter=_running(asked))
    years = {one.quarter.year: one for one in (year.a_year_ago(), year, newest)}
    found = [cell for one in years.values() for cell in asked.store.returns_grid(asked.viewer, one)]
    return sorted(found, key=lambda c: (c.partner_name, c.agreement_code, c.quarter))


def _answer(cells: Sequence[ReturnCell]) -> str:
    due = [cell for cell in cells if cell.state != "waiting"]
    came = [cell for cell in due if cell.received_on]
    if not due:
        return "No return is due yet for this choice."
    missing = len(due) - len(came)
    tail = f"{plural(missing, 'is', 'are')} missing" if missing else "none is missing"
    part = share(len(came) / len(due))
    return f"{len(came)} of {plural(len(due), 'return')} have come ({part}); {tail}."


def _restated(asked: Asked) -> html.Div:
    """Those of the chosen area, or of the hub, for all to see; those of each area on opening."""
    entries = _restatements(asked)
    if not entries:
        return nothing("No figure of a closed quarter has changed for this choice.")
    chosen = [entry for entry in entries if entry.area == asked.selection.area]
    others = [entry for entry in entries if entry.area != asked.selection.area]
    return html.Div(
        [
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
            exports(asked.export("restatements")),
        ]
    )


def _restatements(asked: Asked) -> list[Restatement]:
    chosen = asked.selection
    return asked.store.restatements(asked.viewer, chosen.quarters, chosen.area)


@exported("restatements", permission="see_loads")
def restatements_listed(asked: Asked) -> Table:
    return restatements_table(_restatements(asked))


def _problems(asked: Asked, loads: Sequence[Load]) -> html.Div:
    faulty = [load for load in loads if load.problems][:FILES_WITH_PROBLEMS]
    if not faulty:
        return nothing("Every row of every file could be loaded.")
    told = [
        disclosure(
            f"{load.name}: {plural(load.problems, 'problem')}",
            shown_table(problems_table(f"{load.name} (file {load.file_id})", problems)),
            _corrections(asked.viewer, load),
            is_rest=True,
        )
        for load, problems in _with_problems(asked, faulty)
    ]
    return html.Div([*told, exports(asked.export("problems"))])


def _corrections(viewer: Viewer, load: Load) -> html.P | None:
    """Rejected rows as a workbook for their sender; they may hold children's cells."""
    if not (load.rejected and load.problems and viewer.may("load")):
        return None
    link = html.A("Corrections workbook", href=corrections_workbook(load.file_id), download="")
    return html.P([link, html.Span(" for its sender", className="quiet")], className="exports")


def _with_problems(asked: Asked, loads: Sequence[Load]) -> list[tuple[Load, list[ProblemRow]]]:
    problems = asked.store.problems(asked.viewer, [load.file_id for load in loads])
    return [(load, problems[load.file_id]) for load in loads]


@exported("problems", permission="see_loads")
def problems_listed(asked: Asked) -> Table:
    loads = asked.store.loads(asked.viewer, limit=FILES)
    return all_problems_table(_with_problems(asked, [load for load in loads if load.problems]))


@exported("returns", permission="see_loads")
def returns_listed(asked: Asked) -> Table:
    return returns_table(asked.store.returns_grid(asked.viewer, asked.selection))
