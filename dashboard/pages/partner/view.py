"""Partner at a glance: its agreements, its reviews and decisions, and how satisfied people are."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.page_parts import nothing
from dashboard.components.reading_words import rag, value_or_word
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, plural, pounds_in_words
from dashboard.measures.kpi import Reading
from dashboard.pages.partner.query import PartnerView
from dashboard.policy.flag import Flag
from data.formatting import day, listed
from data.vocabulary.activities import ACTIVITIES
from data.vocabulary.functions import FUNCTIONS


def answer(view: PartnerView, raised: Sequence[Flag], today: date) -> str:
    """`Runs 2 agreements worth £48,000 in Luton; 3 flags are raised.`"""
    running = [
        agreement
        for agreement in view.agreements
        if agreement.starts_on <= today <= agreement.ends_on
    ]
    flags = f"{plural(len(raised), 'flag')} {'is' if len(raised) == 1 else 'are'} raised"
    if not running:
        return f"No agreement runs at present; {flags if raised else 'no flag is raised'}."
    worth = pounds_in_words(sum(agreement.value_pence for agreement in running))
    where = listed(sorted({area_name(agreement.area) for agreement in running}))
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
            agreement.title,
            area_name(agreement.area),
            ACTIVITIES.get(agreement.activity, agreement.activity),
            FUNCTIONS.get(agreement.lpme_function, agreement.lpme_function),
            agreement.starts_on,
            agreement.ends_on,
            agreement.value_pence,
            agreement.payment_model.capitalize(),
        )
        for agreement in view.agreements
    ]
    return Table("Agreements, oldest first", columns, rows, stacks=True)


def reviews_table(view: PartnerView) -> Table:
    reviews = [
        (
            review.held_on or review.due_on,
            "Review",
            review.agreement_code,
            _review(review.held_on, review.outcome),
        )
        for review in view.reviews
    ]
    decisions = [
        (
            decision.decided_on,
            "Decision",
            decision.agreement_code,
            f"{decision.kind}, by the {decision.decided_by}",
        )
        for decision in view.decisions
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
    known = [reading for reading in readings if reading.state != "missing"]
    if not known:
        return nothing("No survey answer has come in.")
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(str(reading.selection.quarter), className="quiet small"),
                    html.B(value_or_word(reading), className="numeric"),
                    rag(reading),
                    html.Span(_base(reading), className="quiet small"),
                ]
            )
            for reading in known
        ],
        className="satisfaction",
    )


def _base(reading: Reading) -> str:
    return f"of {reading.denominator:,.0f} answers" if reading.denominator else ""
