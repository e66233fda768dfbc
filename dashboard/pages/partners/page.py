"""Partners: who the hub works with."""

from dataclasses import replace

from dash import html, register_page

from dashboard.components.forms import entry_field
from dashboard.components.links import partner_links
from dashboard.components.page_parts import no_data, nothing, page_header, section, waiting
from dashboard.components.tables.table import Column, Table, exports, shown_table
from dashboard.domain.formatting import area_name, plural, pounds_in_words
from dashboard.pages.partners import query
from dashboard.pages.partners.query import PartnerRow
from dashboard.pages.partners.view import calendar, coming_table
from dashboard.policy.flag import to_talk_to
from dashboard.policy.reminders import Reminder
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from data.formatting import day

register_page(
    __name__,
    path="/partners",
    name="Partners",
    group="Partners",
    order=4,
    filters=("area",),
    covers="/partner/",
)


MONTHS, DAYS = 9, 30


@guarded_layout("see_partners")
def layout(**_):
    return waiting("partners")


@filled("partners", permission="see_partners")
def partners(request: PageRequest):
    if not request.session.version:
        return no_data()
    rows = _rows(request)
    note = f"{request.where} · as of {day(request.session.today)}"
    header = page_header("Who does the hub work with?", _answer(rows), note=note)
    if not rows:
        return [header, nothing("No partner has an agreement in this area.")]
    table = replace(listed(request), is_whole=True)
    return [
        header,
        section("The months ahead", _ahead(request)),
        section(
            "Every partner", _search(), shown_table(table), exports(request.export("partners"))
        ),
    ]


def _ahead(request: PageRequest) -> html.Div:
    export = exports(request.export("months-ahead"))
    return calendar(_coming(request), request.session.today, MONTHS, export)


def _coming(request: PageRequest) -> list[Reminder]:
    return query.coming(request.session, MONTHS * DAYS, request.selection.area)


@exported("months-ahead", permission="see_partners")
def months_ahead(request: PageRequest) -> Table:
    return coming_table(_coming(request))


def _rows(request: PageRequest) -> list[PartnerRow]:
    area = request.selection.area
    rows = query.partners(request.session)
    return [_within(row, area) for row in rows if area is None or area in row.areas]


def _within(row: PartnerRow, area: str | None) -> PartnerRow:
    """With the flags of one area only, or of all, as on the page of flags."""
    return replace(row, raised=tuple(f for f in row.raised if area in (None, f.area)))


def _answer(rows: list[PartnerRow]) -> str:
    """`35 partners, 33 of them with a running agreement; 17 give a reason to talk, and 7 …`"""
    running = [row for row in rows if row.running]
    worth = f", worth {pounds_in_words(sum(row.value_pence for row in running))} in all"
    return (
        f"{plural(len(rows), 'partner')}, {len(running) or 'none'} of them with a running "
        f"agreement{worth if running else ''}; {_flagged(rows)}."
    )


def _flagged(rows: list[PartnerRow]) -> str:
    """Who gives a reason to talk, as on the page of flags, and who only something for the hub."""
    talk = len(to_talk_to(flag for row in rows for flag in row.raised))
    own = sum(bool(row.raised) for row in rows) - talk
    return (
        f"{talk or 'none'} {'gives' if talk < 2 else 'give'} a reason to talk, and "
        f"{own or 'none'} {'has' if own < 2 else 'have'} only flags for the hub to put right"
    )


def _search() -> html.Div:
    return html.Div(
        [
            html.Label("Find a partner", htmlFor="field-partner-search"),
            entry_field("partner-search", "search", placeholder="Name, kind or area"),
            html.P("", className="search-count", role="status"),
        ],
        className="field search",
    )


@exported("partners", permission="see_partners")
def listed(request: PageRequest) -> Table:
    rows = _rows(request)
    columns = (
        Column("Partner"),
        Column("Kind"),
        Column("Areas"),
        Column("Agreements running", "count"),
        Column("Value of running agreements", "pence"),
        Column("Next one ends", "day"),
        Column("Reasons to talk", "count"),
        Column("For the hub to put right", "count"),
    )
    values = [
        (
            row.partner.name,
            f"{row.partner.kind}, {row.partner.size}".capitalize(),
            ", ".join(map(area_name, row.areas)),
            row.running,
            row.value_pence,
            row.next_end,
            sum(flag.rule.kind != "hub" for flag in row.raised),
            sum(flag.rule.kind == "hub" for flag in row.raised),
        )
        for row in rows
    ]
    links = partner_links(row.partner.partner_code for row in rows)
    return Table("Partners by name", columns, values, links=links)
