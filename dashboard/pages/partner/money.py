"""Money of a partner: spent against profile by quarter, and its payments."""

from collections.abc import Sequence

from dash import html

from dashboard.components.links import return_page
from dashboard.components.page_parts import disclosure
from dashboard.components.tables.table import Absent, Column, Table, known_sum, shown_table
from dashboard.domain.formatting import plural, pounds
from dashboard.pages.partner.query import PartnerView, QuarterMoney
from data.calendar import Quarter


def money_card(view: PartnerView) -> html.Div:
    paid = sum(payment.amount_pence for payment in view.payments if payment.paid_on)
    spent = known_sum(row.spent_pence for row in view.money)
    summary = f"{pounds(paid)} has been paid; {_reported(spent)}."
    payments = payments_table(view)
    return html.Div(
        [
            html.P(summary, className="section-note"),
            shown_table(by_quarter(view.money)),
            disclosure(
                f"Show {plural(len(payments.rows), 'payment')}",
                shown_table(payments),
                is_rest=True,
            ),
        ]
    )


def _reported(spent: int | Absent) -> str:
    if isinstance(spent, Absent):
        return "no return has told yet what was spent"
    return f"{pounds(spent)} is reported as spent"


def by_quarter(money: Sequence[QuarterMoney]) -> Table:
    """All agreements together, one row per quarter."""
    columns = (
        Column("Quarter"),
        Column("Spent", "pence"),
        Column("Profile", "pence"),
        Column("Other income", "pence"),
    )
    quarters = sorted({row.quarter for row in money})
    rows = [
        (
            str(quarter),
            _sum(money, quarter, "spent_pence"),
            _sum(money, quarter, "profile_pence"),
            _sum(money, quarter, "income_pence"),
        )
        for quarter in quarters
    ]
    links = {
        at: link for at, quarter in enumerate(quarters) if (link := _return_link(money, quarter))
    }
    return Table("Money by quarter", columns, rows, links=links)


def _return_link(money: Sequence[QuarterMoney], quarter: Quarter) -> str | None:
    """The return that told of a quarter's money, where it is but one."""
    reported = [row for row in money if row.quarter == quarter and row.spent_pence is not None]
    return (
        return_page(reported[0].agreement_code, quarter, "spending") if len(reported) == 1 else None
    )


def _sum(money: Sequence[QuarterMoney], quarter, name: str) -> int | Absent:
    return known_sum(getattr(row, name) for row in money if row.quarter == quarter)


def payments_table(view: PartnerView) -> Table:
    columns = (
        Column("Payment"),
        Column("Agreement"),
        Column("Due", "day"),
        Column("Paid", "day"),
        Column("Amount", "pence"),
        Column("Stream"),
        Column("Needs the return for"),
    )
    rows = [
        (
            payment.payment_ref,
            payment.agreement_code,
            payment.due_on,
            payment.paid_on,
            payment.amount_pence,
            payment.stream,
            payment.needs_return_for,
        )
        for payment in view.payments
    ]
    return Table("Payments", columns, rows)
