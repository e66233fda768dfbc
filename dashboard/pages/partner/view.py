"""Partner at a glance: its agreements, its reviews and decisions, and how satisfied people are."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.page_parts import nothing
from dashboard.components.reading_words import rag, shown
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, day, listed, plural, pounds_said
from dashboard.measures.kpi import Reading
from dashboard.policy.flag import Flag
from dashboard.views.partners_and_returns import PartnerView
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS


def answer(view: PartnerView, raised: Sequence[Flag], today: date) -> str:
    """`Runs 2 agreements worth £48,000 in Luton; 3 flags are raised.`"""
    running = [one for one in view.agreements if one.starts_on <= today <= one.ends_on]
    flags = f"{plural(len(raised), 'flag')} {'is' if len(raised) == 1 else 'are'} raised"
    if not running:
        return f"No agreement runs at present; {flags if raised else 'no flag is raised'}."
    worth = pounds_said(sum(one.value_pence for one in running))
    where = listed(sorted({area_name(one.area) for one in running}))
    return (
        f"Runs {plural(len(running), 'agreement')} worth {worth} for {where}; "
        f"{flags if raised else 'no flag is raised'}."
    )


def agreements_table(view: PartnerView) -> Table:
    columns = (
        Column("Agreement"),
        Column("Area"),
        Column("For"),
        Column("Function"),
        Column("From", "day"),
        Column("To", "day"),
        Column("Value", "pence"),
        Column("Paid by"),
    )
    rows = [
        (
            one.title,
            area_name(one.area),
            ACTIVITIES.get(one.activity, one.activity),
            FUNCTIONS.get(one.lpme_function, one.lpme_function),
            one.starts_on,
            one.ends_on,
            one.value_pence,
            one.payment_model.capitalize(),
        )
        for one in view.agreements
    ]
    return Table("Agreements, oldest first", columns, rows, stacks=True)


def reviews_table(view: PartnerView) -> Table:
    reviews = [
        (one.held_on or one.due_on, "Review", one.agreement_code, _review(one.held_on, one.outcome))
        for one in view.reviews
    ]
    decisions = [
        (one.decided_on, "Decision", one.agreement_code, f"{one.kind}, by the {one.decided_by}")
        for one in view.decisions
    ]
    columns = (Column("When", "day"), Column("What"), Column("Agreement"), Column("Outcome"))
    return Table(
        "Reviews and decisions, newest first", columns, sorted([*reviews, *decisions], reverse=True)
    )


def _review(held_on: date | None, outcome: str | None) -> str:
    if held_on is None:
        return "due, not recorded as held"
    return f"held {day(held_on)}: {outcome or 'no outcome recorded'}"


def satisfaction(readings: Sequence[Reading]) -> html.Ul:
    known = [one for one in readings if one.state != "missing"]
    if not known:
        return nothing("No survey answer has come in.")
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(str(one.selection.quarter), className="quiet small"),
                    html.B(shown(one), className="numeric"),
                    rag(one),
                    html.Span(_base(one), className="quiet small"),
                ]
            )
            for one in known
        ],
        className="satisfaction",
    )


def _base(reading: Reading) -> str:
    return f"of {reading.denominator:,.0f} answers" if reading.denominator else ""
