"""Partners to chase: what is overdue, since when, and the workbook for each return."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dash import html

from dashboard.components.links import partner_links, return_workbook
from dashboard.components.tables.table import Column, Table, exports, shown_table
from dashboard.domain.formatting import plural, pounds_in_words
from dashboard.policy.overdue import Chased, Overdue
from data.formatting import day, listed

COLUMNS = (
    Column("Partner"),
    Column("Contact"),
    Column("Returns overdue"),
    Column("Reviews overdue"),
    Column("Oldest was due", "day"),
    Column("Days overdue", "count"),
    Column("Payments held up", "pence"),
)


def answer(chased: Sequence[Chased]) -> str:
    """`2 partners are to be chased: 3 returns are overdue, and payments of £480 wait for them.`"""
    if not chased:
        return "Nobody needs to be chased: no return and no review is overdue."
    returns = sum(len(case.returns) for case in chased)
    reviews = sum(len(case.reviews) for case in chased)
    counts = [(returns, "return"), (reviews, "review")]
    late = listed(plural(number, noun) for number, noun in counts if number)
    held = sum(case.held_pence for case in chased)
    wait = f", and payments of {pounds_in_words(held)} wait for returns" if held else ""
    return (
        f"{plural(len(chased), 'partner is', 'partners are')} to be chased: {late} "
        f"{'is' if returns + reviews == 1 else 'are'} overdue{wait}."
    )


def chase_table(chased: Sequence[Chased], on: date) -> Table:
    """In plain words, to be exported."""
    return _table(chased, on, lambda overdue: "; ".join(map(_title, overdue)))


def chase_list(chased: Sequence[Chased], on: date, export: str) -> html.Div:
    """On a page, with the workbook of each return to download."""
    table = shown_table(_table(chased, on, _workbooks))
    return html.Div([table, exports(export)], className="chase")


def _table(
    chased: Sequence[Chased], on: date, returns: Callable[[Sequence[Overdue]], Any]
) -> Table:
    rows = [
        (
            case.partner.name,
            case.partner.contact or "none in the register",
            returns(case.returns) or None,
            "; ".join(map(_title, case.reviews)) or None,
            case.oldest_due_on,
            (on - case.oldest_due_on).days,
            case.held_pence or None,
        )
        for case in chased
    ]
    links = partner_links(case.partner.partner_code for case in chased)
    caption = "Partners to chase, the longest overdue first"
    return Table(caption, COLUMNS, rows, links=links, stacks=True)


def _title(item: Overdue) -> str:
    """`2025/26 Q1, Saturday band`; a review is told by its day."""
    return f"{item.quarter or day(item.due_on)}, {item.agreement.title}"


def _workbooks(overdue: Sequence[Overdue]) -> html.Ul | None:
    if not overdue:
        return None
    return html.Ul([html.Li([_title(item), _workbook(item)]) for item in overdue])


def _workbook(item: Overdue) -> html.Span:
    address = return_workbook(item.agreement.agreement_code, item.quarter)
    about = html.Span(f" for {_title(item)}", className="unseen")
    return html.Span([" ", html.A(["workbook", about], href=address, download="")])
