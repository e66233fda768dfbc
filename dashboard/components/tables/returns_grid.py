"""Grid of returns: received and missing, agreement by quarter."""

from collections.abc import Sequence

from dash import html

from dashboard.components.charts.inline import distribution
from dashboard.components.links import partner_page, return_page, return_workbook
from dashboard.components.page_parts import nothing
from dashboard.domain.formatting import area_name, plural
from dashboard.views.returns import ReturnCell
from data.formatting import day

WORKBOOKS = 2  # of one agreement: the quarter that runs, and the one that is overdue
STATES = {
    "received": ("On time", "green"),
    "late": ("Late", "amber"),
    "missing": ("Missing", "red"),
    "waiting": ("Not due yet", "grey"),
}


def returns(cells: Sequence[ReturnCell], named: bool = False) -> html.Div:
    """How many came, and which; `named` says whose each row is."""
    if not cells:
        return nothing("No return is owed.")
    return html.Div([shares(cells), grid(cells, named)])


def workbook_links(cells: Sequence[ReturnCell]) -> html.Ul | None:
    """Links to the workbooks of each agreement's newest returns that have not come yet."""
    awaited = sorted((cell for cell in cells if not cell.received_on), key=lambda c: c.quarter)
    by_agreement: dict[str, list[ReturnCell]] = {}
    for cell in reversed(awaited):
        by_agreement.setdefault(cell.agreement_code, []).append(cell)
    links = [
        _workbook(cell) for code in sorted(by_agreement) for cell in by_agreement[code][:WORKBOOKS]
    ]
    return html.Ul(links, className="exports workbooks") if links else None


def _workbook(cell: ReturnCell) -> html.Li:
    address = return_workbook(cell.agreement_code, cell.quarter)
    about = f" {cell.agreement_title} ({cell.agreement_code})"
    link = html.A(f"Workbook to fill in for {cell.quarter}", href=address, download="")
    return html.Li([link, html.Span(about, className="quiet")])


def shares(cells: Sequence[ReturnCell]) -> html.Div:
    """How the returns came that fell due; those not due yet are no part of them."""
    counted = [
        (word, sum(c.state == state for c in cells), colour)
        for state, (word, colour) in STATES.items()
        if state != "waiting"
    ]
    parts = [part for part in counted if part[1]]
    waits = len(cells) - sum(number for _, number, _ in parts)
    return html.Div([distribution(parts) if parts else None, _not_due(waits) if waits else None])


def _not_due(waits: int) -> html.P:
    return html.P(f"{plural(waits, 'return is', 'returns are')} not due yet.", className="quiet")


def grid(cells: Sequence[ReturnCell], named: bool = False) -> html.Div:
    quarters = sorted({cell.quarter for cell in cells})
    by_agreement: dict[str, dict] = {}
    for cell in cells:
        by_agreement.setdefault(cell.agreement_code, {})[cell.quarter] = cell
    caption = "Returns by agreement and quarter"
    head = html.Tr(
        [html.Th("Agreement", scope="col"), *(html.Th(str(q), scope="col") for q in quarters)]
    )
    rows = [
        html.Tr([_whose(next(iter(row.values())), named), *(_cell(row.get(q)) for q in quarters)])
        for row in by_agreement.values()
    ]
    return html.Div(
        html.Table(
            [html.Caption(caption), html.Thead(head), html.Tbody(rows)], className="table grid"
        ),
        className="table-box is-long" if len(rows) > 20 else "table-box",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )


def _whose(cell: ReturnCell, named: bool) -> html.Th:
    if not named:
        return html.Th(cell.agreement_title, scope="row")
    link = html.A(cell.partner_name, href=partner_page(cell.partner_code))
    about = f" {cell.agreement_code}, {area_name(cell.area)}"
    return html.Th([link, html.Span(about, className="quiet small")], scope="row")


def _cell(cell: ReturnCell | None) -> html.Td:
    if cell is None:
        return html.Td(html.Span("none owed", className="unseen"))
    word, colour = STATES[cell.state]
    when = f"received {day(cell.received_on)}" if cell.received_on else f"due {day(cell.due_on)}"
    extra = " (nil)" if cell.is_nil else " (partly refused)" if cell.is_partial else ""
    shown = html.Span(word + extra, className=f"rag rag-{colour}", title=when)
    if not cell.received_on:
        return html.Td(shown)
    about = html.Span(f", {cell.agreement_code} for {cell.quarter}", className="unseen")
    return html.Td(html.A([shown, about], href=return_page(cell.agreement_code, cell.quarter)))
