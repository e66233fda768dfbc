"""Returns that are overdue: whose, for when, how long, and the workbook to send along."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.answers import ReturnCell
from dashboard.layout.links import partner_page, return_workbook
from dashboard.layout.numbers import plural
from dashboard.layout.period import area_said
from dashboard.layout.states import nothing
from dashboard.saying import day


def chasing(missing: Sequence[ReturnCell], today: date) -> html.Ul | html.P:
    """The longest overdue first."""
    if not missing:
        return nothing("Every return that is due has come.")
    oldest_first = sorted(missing, key=lambda cell: (cell.due_on, cell.partner_name))
    return html.Ul([_line(cell, today) for cell in oldest_first], className="gravest")


def _line(cell: ReturnCell, today: date) -> html.Li:
    late = plural((today - cell.due_on).days, "day")
    about = f" ({area_said(cell.area)}), {cell.agreement_title} for {cell.quarter}"
    workbook = return_workbook(cell.agreement_code, cell.quarter)
    return html.Li(
        [
            html.B(html.A(cell.partner_name, href=partner_page(cell.partner_code))),
            html.Span(about, className="quiet"),
            html.Span(
                [
                    f"Due {day(cell.due_on)}, {late} ago. ",
                    html.A("Workbook to fill in", href=workbook, download=""),
                    html.Span(f" of {cell.partner_name} for {cell.quarter}", className="unseen"),
                ],
                className="line-act",
            ),
        ]
    )
