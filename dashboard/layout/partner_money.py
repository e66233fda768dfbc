"""A partner's money: spent against profile by quarter, and its payments."""

from collections.abc import Sequence

from dash import html

from dashboard.layout.more import more
from dashboard.layout.numbers import plural, pounds
from dashboard.layout.table import Absent, Column, Table, shown_table
from dashboard.store.answers import PartnerView, QuarterMoney


def money_card(view: PartnerView) -> html.Div:
    paid = sum(one.amount_pence for one in view.payments if one.paid_on)
    reported = [one.spent_pence for one in view.money if one.spent_pence is not None]
    told = f"{pounds(paid)} has been paid and {pounds(sum(reported))} is reported as spent."
    payments = payments_table(view)
    return html.Div(
        [
            html.P(told, className="section-note"),
            shown_table(by_quarter(view.money)),
            more(f"Show {plural(len(payments.rows), 'payment')}", shown_table(payments)),
        ]
    )


def by_quarter(money: Sequence[QuarterMoney]) -> Table:
    """All agreements together, one row per quarter."""
    columns = (
        Column("Quarter"),
        Column("Spent", "pence"),
        Column("Profile", "pence"),
        Column("Other income", "pence"),
    )
    quarters = sorted({one.quarter for one in money})
    rows = [
        (
            str(quarter),
            _sum(money, quarter, "spent_pence"),
            _sum(money, quarter, "profile_pence"),
            _sum(money, quarter, "income_pence"),
        )
        for quarter in quarters
    ]
    return Table("Money by quarter", columns, rows)


def _sum(money: Sequence[QuarterMoney], quarter, name: str) -> int | Absent:
    told = [getattr(one, name) for one in money if one.quarter == quarter]
    known = [one for one in told if one is not None]
    return sum(known) if known else Absent()


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
            one.payment_ref,
            one.agreement_code,
            one.due_on,
            one.paid_on,
            one.amount_pence,
            one.stream,
            one.needs_return_for,
        )
        for one in view.payments
    ]
    return Table("Payments", columns, rows)
