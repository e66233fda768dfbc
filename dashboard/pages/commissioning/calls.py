"""Calls for proposals: for which need, how announced, what came and how it was scored."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.page_parts import disclosure, nothing
from dashboard.components.tables.table import Column, Table, or_absent
from dashboard.domain.formatting import area_name, capitalised, plural, pounds
from dashboard.policy.commissioning import CRITERIA, Opportunity
from data.formatting import day, listed

NEWEST = 6  # calls for proposals that stand open to the eye


def calls(opportunities: Sequence[Opportunity], today: date) -> html.Div | html.P:
    if not opportunities:
        return nothing("No call for proposals is on the register for this choice.")
    rows = [_call(call, today) for call in opportunities]
    earlier = rows[NEWEST:]
    if not earlier:
        return html.Div(rows)
    label = f"Show {plural(len(earlier), 'earlier call')}"
    return html.Div([*rows[:NEWEST], disclosure(label, *earlier, is_rest=True)])


def _call(call: Opportunity, today: date) -> html.Details:
    state = f"{call.standing(today).capitalize()}, {plural(len(call.proposals), 'proposal')}"
    head = [html.B(call.title), html.Span(f" {area_name(call.area)} · {state}", className="quiet")]
    return html.Details([html.Summary(head), *_inside(call)], className="call")


def _inside(call: Opportunity) -> list:
    opened = f"Open {day(call.opened_on)} to {day(call.closed_on)}" if call.opened_on else ""
    announced = (
        f"announced by {listed(call.channels)}" if call.channels else "announcement not recorded"
    )
    need = f"For the need: {call.need.statement}." if call.need else "No need is named."
    worth = f"worth up to {pounds(call.value_pence)}" if call.value_pence else ""
    terms = "; ".join(filter(None, (opened, announced, worth)))
    return [html.P(f"{need} {capitalised(terms)}."), _proposals(call)]


def _proposals(call: Opportunity) -> html.Table | html.P:
    if not call.proposals:
        return nothing("No proposal has come.")
    heads = ("Proposal from", "Asks for", *CRITERIA.values(), "Outcome")
    rows = [
        html.Tr(
            [
                html.Th(proposal.partner_name, scope="row"),
                html.Td(pounds(proposal.amount_pence)),
                *(html.Td(_score(proposal.scores[key])) for key in CRITERIA),
                html.Td(proposal.outcome.capitalize()),
            ]
        )
        for proposal in call.proposals
    ]
    head = html.Thead(html.Tr([html.Th(title, scope="col") for title in heads]))
    caption = html.Caption("Mean of the scorers’ scores, from 1 to 5; by name, not by score")
    return html.Div(
        html.Table([caption, head, html.Tbody(rows)], className="table"),
        className="table-box", tabIndex="0", role="group",
        **{"aria-label": f"Proposals for {call.title}"},
    )  # fmt: skip


def _score(mean: float | None) -> str | html.Span:
    return html.Span("Not scored", className="absent") if mean is None else f"{mean:.1f}"


def proposals_table(opportunities: Sequence[Opportunity], today: date) -> Table:
    columns = (
        *(Column(title) for title in ("Call", "Area", "Standing", "Need", "Announced by")),
        Column("Opened", "day"),
        Column("Closed", "day"),
        Column("Proposal from"),
        Column("Asks for", "pence"),
        Column("Scorers", "count"),
        *(Column(title, "ratio") for title in CRITERIA.values()),
        Column("Outcome"),
    )
    rows = [
        (
            call.title,
            area_name(call.area),
            call.standing(today).capitalize(),
            call.need.statement if call.need else None,
            ", ".join(call.channels),
            call.opened_on,
            call.closed_on,
            proposal.partner_name,
            proposal.amount_pence,
            proposal.scorers,
            *(or_absent(proposal.scores[key]) for key in CRITERIA),
            proposal.outcome.capitalize(),
        )
        for call in opportunities
        for proposal in call.proposals
    ]
    return Table("Calls and proposals", columns, rows)
