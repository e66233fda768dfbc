"""Calls for proposals: for which need, how announced, what came and how it was scored."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.page_parts import more, nothing
from dashboard.components.tables.table import Column, Table, or_absent
from dashboard.domain.formatting import area_name, day, listed, plural, pounds
from dashboard.policy.commissioning import CRITERIA, Opportunity

NEWEST = 6  # calls for proposals that stand open to the eye


def calls(found: Sequence[Opportunity], today: date) -> html.Div | html.P:
    if not found:
        return nothing("No call for proposals is on the register for this choice.")
    rows = [_call(one, today) for one in found]
    earlier = rows[NEWEST:]
    if not earlier:
        return html.Div(rows)
    label = f"Show {plural(len(earlier), 'earlier call')}"
    return html.Div([*rows[:NEWEST], more(label, *earlier, is_rest=True)])


def _call(one: Opportunity, today: date) -> html.Details:
    told = f"{one.standing(today).capitalize()}, {plural(len(one.proposals), 'proposal')}"
    head = [html.B(one.title), html.Span(f" {area_name(one.area)} · {told}", className="quiet")]
    return html.Details([html.Summary(head), *_inside(one)], className="call")


def _inside(one: Opportunity) -> list:
    opened = f"Open {day(one.opened_on)} to {day(one.closed_on)}" if one.opened_on else ""
    announced = (
        f"announced by {listed(one.channels)}" if one.channels else "announcement not recorded"
    )
    need = f"For the need: {one.need.statement}." if one.need else "No need is named."
    worth = f"worth up to {pounds(one.value_pence)}" if one.value_pence else ""
    said = "; ".join(filter(None, (opened, announced, worth)))
    return [html.P(f"{need} {said[0].upper()}{said[1:]}."), _proposals(one)]


def _proposals(one: Opportunity) -> html.Table | html.P:
    if not one.proposals:
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
        for proposal in one.proposals
    ]
    head = html.Thead(html.Tr([html.Th(title, scope="col") for title in heads]))
    caption = html.Caption("Mean of the scorers’ scores, from 1 to 5; by name, not by score")
    return html.Div(
        html.Table([caption, head, html.Tbody(rows)], className="table"),
        className="table-box", tabIndex="0", role="group",
        **{"aria-label": f"Proposals for {one.title}"},
    )  # fmt: skip


def _score(mean: float | None) -> str | html.Span:
    return html.Span("Not scored", className="absent") if mean is None else f"{mean:.1f}"


def proposals_table(found: Sequence[Opportunity], today: date) -> Table:
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
            one.title,
            area_name(one.area),
            one.standing(today).capitalize(),
            one.need.statement if one.need else None,
            ", ".join(one.channels),
            one.opened_on,
            one.closed_on,
            proposal.partner_name,
            proposal.amount_pence,
            proposal.scorers,
            *(or_absent(proposal.scores[key]) for key in CRITERIA),
            proposal.outcome.capitalize(),
        )
        for one in found
        for proposal in one.proposals
    ]
    return Table("Calls and proposals", columns, rows)
