"""Needs of each area and who answers them, and every agreement that runs."""

from collections.abc import Sequence

from dash import html

from dashboard.components.links import partner_links, partner_page
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Column, Table, or_absent
from dashboard.domain.formatting import area_name, plural
from dashboard.policy.commissioning import Commissioned, NeedRow
from data.formatting import day, listed
from data.vocabulary.functions import FUNCTIONS


def needs_by_area(needs: Sequence[NeedRow]) -> html.Div | html.P:
    areas = list(dict.fromkeys(row.need.area for row in needs))
    if not areas:
        return nothing("No need is on the register for this choice.")
    return html.Div([_area(area, [r for r in needs if r.need.area == area]) for area in areas])


def _area(area: str, rows: Sequence[NeedRow]) -> html.Div:
    covered = sum(row.is_covered for row in rows)
    title = html.H3(
        [area_name(area), html.Span(f" {covered} of {len(rows)} answered", className="quiet")]
    )
    return html.Div([title, html.Ul([_need(row) for row in rows], className="needs")])


def _need(row: NeedRow) -> html.Li:
    function = f", {FUNCTIONS[row.function]}" if row.function in FUNCTIONS else ""
    about = f"Priority {row.need.priority}{function} · {row.need.need_code}"
    statement = html.Div([html.B(row.need.statement), html.Span(about, className="quiet small")])
    return html.Li([statement, _answered(row)], id=row.need.need_code)


def _answered(row: NeedRow) -> html.Div:
    if not row.is_covered:
        return html.Div(html.Span("Nothing commissioned", className="rag rag-red"))
    names = [_deliverer(commission) for commission in row.answered_by]
    others = [html.Li(plural(row.others, "agreement of another area", "agreements of other areas"))]
    return html.Div(html.Ul([*names, *(others if row.others else [])]))


def _deliverer(commission: Commissioned) -> html.Li:
    link = html.A(commission.partner.name, href=partner_page(commission.partner.partner_code))
    return html.Li([link, html.Span(f" {commission.agreement.title}", className="quiet")])


def needs_table(needs: Sequence[NeedRow]) -> Table:
    columns = (
        *(Column(title) for title in ("Need", "Area", "Statement")),
        Column("Priority", "count"),
        *(Column(title) for title in ("Function", "Answered by")),
    )
    rows = [
        (
            row.need.need_code,
            area_name(row.need.area),
            row.need.statement,
            row.need.priority,
            FUNCTIONS.get(row.function or "", ""),
            listed(_codes(row)) or "nobody",
        )
        for row in needs
    ]
    return Table("Needs on the register", columns, rows)


def _codes(row: NeedRow) -> list[str]:
    own = [
        f"{commission.partner.name} ({commission.agreement.agreement_code})"
        for commission in row.answered_by
    ]
    return [*own, plural(row.others, "other")] if row.others else own


def agreements_table(commissions: Sequence[Commissioned]) -> Table:
    """Every running agreement within the viewer's areas, with what the log must hold."""
    titles = ("Partner", "Agreement", "Area", "Kind", "Route", "Procured by")
    columns = (
        *(Column(title) for title in titles),
        Column("Quotes", "count"),
        Column("Worth", "pence"),
        *(Column(title, "day") for title in ("Starts", "Ends", "Approved", "Reported")),
        Column("Consortium member"),
    )
    links = partner_links(commission.partner.partner_code for commission in commissions)
    rows = [_agreement(commission) for commission in commissions]
    return Table("Agreements that run today", columns, rows, links=links)


def _agreement(commission: Commissioned) -> tuple:
    held = commission.agreement
    return (
        commission.partner.name,
        f"{held.title} ({held.agreement_code})",
        area_name(held.area),
        held.kind.capitalize(),
        held.route.capitalize(),
        held.procurement,
        or_absent(held.quotes_received),
        held.value_pence,
        held.starts_on,
        held.ends_on,
        held.approved_on,
        held.reported_on,
        _own(commission),
    )


def _own(commission: Commissioned) -> str:
    if not commission.is_own:
        return "No"
    declared = commission.agreement.conflict_declared_on
    return f"Yes, declared {day(declared)}" if declared else "Yes, no declaration recorded"
