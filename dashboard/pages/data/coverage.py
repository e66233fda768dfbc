"""Coverage of returns: a mark for each agreement and quarter that leads to its return."""

from collections.abc import Sequence

from dash import html

from dashboard.components.links import partner_page, return_page
from dashboard.components.page_parts import nothing
from dashboard.components.tables.returns_grid import STATES
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name
from dashboard.views.returns import ReturnCell
from data.calendar import Quarter
from data.formatting import day

CAPTION = "Returns by agreement and quarter: each mark leads to the return"


def coverage_grid(cells: Sequence[ReturnCell], today_is: Quarter) -> html.Div | html.P:
    """Rows by partner, columns in time's order; the quarter that runs is the last."""
    if not cells:
        return nothing("No return is owed for this choice.")
    quarters = sorted({cell.quarter for cell in cells if cell.quarter <= today_is})
    rows: dict[str, dict[Quarter, ReturnCell]] = {}
    for cell in cells:
        rows.setdefault(cell.agreement_code, {})[cell.quarter] = cell
    table = html.Table(
        [
            html.Caption(CAPTION),
            html.Thead([_years(quarters), _head(quarters)]),
            html.Tbody([_row(row, quarters) for row in rows.values()]),
            html.Tfoot(_foot(cells, quarters)),
        ],
        className="table coverage",
    )
    region = {"tabIndex": "0", "role": "group", "aria-label": CAPTION}
    return html.Div([_key(), html.Div(table, className="table-box", **region)])


def _key() -> html.Ul:
    marks = [
        html.Li(html.Span(word, className=f"rag rag-{colour}")) for word, colour in STATES.values()
    ]
    return html.Ul(marks, className="key")


def _years(quarters: Sequence[Quarter]) -> html.Tr:
    years = list(dict.fromkeys(quarter.academic_year for quarter in quarters))
    spans = [sum(q.academic_year == year for q in quarters) for year in years]
    headings = [
        html.Th(year, colSpan=str(span), scope="colgroup")
        for year, span in zip(years, spans, strict=True)
    ]
    return html.Tr([html.Th("Agreement", scope="col", rowSpan="2"), *headings])


def _head(quarters: Sequence[Quarter]) -> html.Tr:
    return html.Tr([html.Th(f"Q{quarter.number}", scope="col") for quarter in quarters])


def _row(row: dict[Quarter, ReturnCell], quarters: Sequence[Quarter]) -> html.Tr:
    first = next(iter(row.values()))
    name = html.A(first.partner_name, href=partner_page(first.partner_code))
    about = html.Span(f" {first.agreement_code}, {area_name(first.area)}", className="quiet small")
    return html.Tr([html.Th([name, about], scope="row"), *(_cell(row.get(q)) for q in quarters)])


def _cell(cell: ReturnCell | None) -> html.Td:
    if cell is None:
        return html.Td(html.Span("none owed", className="unseen"))
    word, colour = STATES[cell.state]
    when = f"received {day(cell.received_on)}" if cell.received_on else f"due {day(cell.due_on)}"
    label = f"{word}, {when}: {cell.agreement_code} for {cell.quarter}"
    mark = html.Span(html.Span(label, className="unseen"), className=f"rag rag-{colour}")
    if not cell.received_on:
        return html.Td(mark, title=label)
    return html.Td(
        html.A(mark, href=return_page(cell.agreement_code, cell.quarter), className="mark"),
        title=label,
    )


def _foot(cells: Sequence[ReturnCell], quarters: Sequence[Quarter]) -> html.Tr:
    return html.Tr(
        [html.Th("Received of those owed", scope="row"), *(_share(cells, q) for q in quarters)],
        className="total",
    )


def _share(cells: Sequence[ReturnCell], quarter: Quarter) -> html.Td:
    own = [cell for cell in cells if cell.quarter == quarter]
    return html.Td(f"{sum(bool(cell.received_on) for cell in own)} of {len(own)}")


def returns_table(cells: Sequence[ReturnCell]) -> Table:
    columns = (
        *(Column(title) for title in ("Partner", "Agreement", "Area", "Quarter", "State")),
        Column("Due", "day"),
        Column("Received", "day"),
        Column("File"),
    )
    rows = [
        (
            cell.partner_name,
            cell.agreement_code,
            area_name(cell.area),
            str(cell.quarter),
            STATES[cell.state][0],
            cell.due_on,
            cell.received_on,
            cell.file_name,
        )
        for cell in cells
    ]
    return Table("Returns owed and received", columns, rows)
