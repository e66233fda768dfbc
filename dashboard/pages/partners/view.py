"""Year ahead, month by month: returns, reviews and decisions due, and agreements that end."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.links import partner_links
from dashboard.components.page_parts import disclosure
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.formatting import area_name
from dashboard.policy.reminders import Reminder

WHAT = {
    "return": ("Returns due", "return"),
    "review": ("Reviews due", "review"),
    "decision": ("Renewals to decide", "decision"),
    "end": ("Agreements end", "agreement"),
}
CAPTION = "What falls due in each of the coming months"


def calendar(coming: Sequence[Reminder], today: date, months: int, export: html.P) -> html.Div:
    """Numbers by month as a table with bars; every date on opening."""
    firsts = [_shifted(today, step) for step in range(months)]
    table = html.Table(
        [
            html.Caption(CAPTION),
            html.Thead(html.Tr([html.Th("What", scope="col"), *map(_month, firsts)])),
            html.Tbody([_row(kind, coming, firsts) for kind in WHAT]),
        ],
        className="table calendar",
    )
    region = {"tabIndex": "0", "role": "group", "aria-label": CAPTION}
    listed = disclosure("Show every date", shown_table(coming_table(coming)), export, is_rest=True)
    return html.Div([html.Div(table, className="table-box", **region), listed])


def _shifted(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def _month(first: date) -> html.Th:
    label = f"{first:%b}" if first.month > 1 else f"{first:%b %Y}"
    return html.Th(label, scope="col", title=f"{first:%B %Y}")


def _row(kind: str, coming: Sequence[Reminder], firsts: Sequence[date]) -> html.Tr:
    title, noun = WHAT[kind]
    counts = [
        sum(reminder.kind == kind and _is_in(reminder.on, first) for reminder in coming)
        for first in firsts
    ]
    most = max([*counts, 1])
    return html.Tr([html.Th(title, scope="row"), *(_cell(n, most, noun) for n in counts)])


def _is_in(on: date, first: date) -> bool:
    return (on.year, on.month) == (first.year, first.month)


def _cell(number: int, most: int, noun: str) -> html.Td:
    if not number:
        return html.Td(html.Span("–", className="absent"))
    tall = {"height": f"{number / most:.0%}"}
    bar = html.Span(html.Span(style=tall), className="column", **{"aria-hidden": "true"})
    unseen = html.Span(f" {noun if number == 1 else noun + 's'}", className="unseen")
    return html.Td([bar, html.Span([str(number), unseen])])


def coming_table(coming: Sequence[Reminder]) -> Table:
    columns = (
        Column("Partner"),
        Column("What"),
        Column("On", "day"),
        Column("Agreement"),
        Column("Area"),
    )
    rows = [
        (
            reminder.partner.name,
            reminder.what,
            reminder.on,
            reminder.agreement.title,
            area_name(reminder.agreement.area),
        )
        for reminder in coming
    ]
    links = partner_links(reminder.partner.partner_code for reminder in coming)
    return Table("What falls due, in the order of its day", columns, rows, links=links)
