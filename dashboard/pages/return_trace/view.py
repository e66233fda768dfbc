"""Return traced back: its files in a sentence, its sheets, and its cells as typed."""

from collections.abc import Collection, Sequence
from datetime import date

from dash import html

from dashboard.components.links import return_page
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import plural
from dashboard.views.trails import COUNTS, CellSent, SheetInForce, SheetSent
from data.calendar import Quarter
from data.formatting import day


def answer(
    sheets: Sequence[SheetSent], quarter: Quarter, today: date, open_ones: Collection[str]
) -> str:
    """`2 files came, the newest on 15 March 2024; 121 rows stand and 1 was rejected.`

    Rows are counted of the sheets whose source is among `open_ones`.
    """
    if not sheets:
        was = "was" if quarter.due_on < today else "is"
        return f"Nothing has come; it {was} due on {day(quarter.due_on)}."
    files = len({sheet.file_id for sheet in sheets})
    newest = day(max(sheet.received_on for sheet in sheets))
    arrival = (
        f"1 file came, on {newest}" if files == 1 else f"{files} files came, the newest on {newest}"
    )
    standing = [sheet for sheet in sheets if sheet.stands and sheet.source in open_ones]
    rows, lost = sum(s.loaded for s in standing), sum(s.rejected for s in standing)
    refused = f"{lost:,} {'was' if lost == 1 else 'were'}" if lost else "none was"
    stand = f"{plural(rows, 'row')} {'stands' if rows == 1 else 'stand'}"
    is_whole = all(sheet.source in open_ones for sheet in sheets)
    of_which = "" if is_whole else "beside what is about children, "
    return f"{arrival}; {of_which}{stand} and {refused} rejected."


def sheets_table(
    sheets: Sequence[SheetSent], agreement_code: str, quarter: Quarter, open_ones: Collection[str]
) -> Table:
    """One row per sheet; one that stands leads to its cells, if its source is among `open_ones`."""
    columns = (
        Column("Sheet"),
        Column("File"),
        Column("Prepared", "day"),
        Column("Received", "day"),
        *(Column(title, "count") for title in ("Rows", "Taken in", "Rejected", "Set aside")),
        Column("Standing"),
    )
    links = {
        at: return_page(agreement_code, quarter, sheet.source)
        for at, sheet in enumerate(sheets)
        if sheet.stands and sheet.source in open_ones
    }
    rows = [_sheet(sheet) for sheet in sheets]
    return Table("Sheets and their files, oldest first", columns, rows, links=links, stacks=True)


def _sheet(sheet: SheetSent) -> tuple:
    return (
        sheet.sheet,
        sheet.file_name,
        sheet.prepared_on,
        sheet.received_on,
        *(getattr(sheet, name) for name in COUNTS),
        f"{sheet.fate}, mending {sheet.mends}" if sheet.mends else sheet.fate,
    )


def cells_table(part: SheetInForce) -> html.Div:
    """A sheet as its sender sees it: rows and columns by their addresses, and what is kept."""
    caption = f"{part.sheet} of {part.file_name}"
    first = next(iter(part.rows.values()))
    head = [html.Th("Row", scope="col"), *(html.Th(_column(cell), scope="col") for cell in first)]
    rows = [
        html.Tr([html.Th(f"Row {number}", scope="row"), *map(_cell, cells)])
        for number, cells in part.rows.items()
    ]
    return html.Div(
        html.Table(
            [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(rows)],
            className="table stacks cells",
        ),
        className="table-box",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )


def _column(cell: CellSent) -> str:
    return f"{cell.address.rstrip('0123456789')} · {cell.heading}"


def _cell(cell: CellSent) -> html.Td:
    return html.Td(
        [
            html.Span(_typed(cell), className=_look_class(cell)),
            html.Span(
                [html.Span(cell.address, className="address"), _stored(cell)], className="kept"
            ),
        ],
        **{"data-label": f"{cell.address} {cell.heading}"},
    )


def _typed(cell: CellSent) -> str:
    if cell.is_hidden:
        return "Not open to your role"
    return "blank" if cell.typed is None else cell.typed


def _look_class(cell: CellSent) -> str:
    return "absent" if cell.is_hidden or cell.typed is None else "typed"


def _stored(cell: CellSent) -> str:
    """What is kept is not said twice where it is what was typed."""
    if cell.is_hidden or cell.stored == cell.typed:
        return ""
    return " not kept" if cell.stored is None else f" kept as {cell.stored}"
