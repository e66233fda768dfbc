"""Funds: what each music service area was allocated, paid and spent."""

from datetime import date

from dash import html, register_page

from dashboard.components.cards.chart_card import plain_chart
from dashboard.components.page_parts import no_data, nothing, page_header, section, waiting
from dashboard.components.period import place
from dashboard.components.tables.funds import answer, money_table
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.pages.funds.view import (
    allocated_by_stream,
    flow_card,
    flows_table,
    money_bars,
    paid_by_kind,
)
from dashboard.views.funds import Flow, Fund
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from data.calendar import Quarter, parse_year

register_page(
    __name__,
    path="/funds",
    name="Funds",
    group="Money",
    order=1,
    filters=("area", "quarter"),
    is_charted=True,
)


@guarded_layout("see_totals")
def layout(**_):
    return waiting("funds")


@filled("funds", permission="see_totals")
def funds(request: PageRequest):
    if not request.session.version:
        return no_data()
    rows, year = _rows(request), _year(request)
    note = f"{place(request.selection)} · academic year {year} · all streams"
    header = page_header("Where does the money go?", answer(rows, year), note=note)
    if not any(fund.allocated_pence or fund.paid_pence for fund in rows):
        return [header, nothing("No allocation or payment is recorded for this year and area.")]
    return [
        header,
        section(
            "By music service area",
            _chart(rows, year, request.session.today),
            shown_table(by_area(request)),
            exports(request.export("funds-by-area")),
        ),
        section("From stream to partner", _flow(request)),
        _listed(
            request, "Where the money comes from", allocated_by_stream(rows), "funds-by-stream"
        ),
        _listed(request, "Who is paid", paid_by_kind(rows), "funds-by-kind"),
    ]


def _year(request: PageRequest) -> str:
    return request.selection.quarter.academic_year


def _rows(request: PageRequest) -> list[Fund]:
    area = request.selection.area
    return [f for f in request.session.totals.funds(_year(request)) if area in (None, f.area)]


def _chart(rows: list[Fund], year: str, today: date) -> html.Figure:
    runs = today <= Quarter(parse_year(year), 4).end
    lag = " Both lag behind the allocation while the year runs." if runs else ""
    return plain_chart(
        f"Allocated, paid and spent in {year}",
        "Paid is what has left the hub; spent is what partners have reported. What a service keeps "
        f"of its allocation is never paid to partners.{lag}",
        money_bars(rows),
    )


def _flow(request: PageRequest) -> html.Figure | html.P:
    return flow_card(_flows(request), _year(request), request.export("funds-flow"))


def _flows(request: PageRequest) -> list[Flow]:
    return request.session.totals.flows(_year(request), request.selection.area)


def _listed(request: PageRequest, title: str, table: Table, export: str) -> html.Section:
    return section(title, shown_table(table), exports(request.export(export)))


@exported("funds-by-area", permission="see_totals")
def by_area(request: PageRequest) -> Table:
    return money_table(_rows(request), _year(request))


@exported("funds-flow", permission="see_totals")
def flow(request: PageRequest) -> Table:
    return flows_table(_flows(request), _year(request))


@exported("funds-by-stream", permission="see_totals")
def by_stream(request: PageRequest) -> Table:
    return allocated_by_stream(_rows(request))


@exported("funds-by-kind", permission="see_totals")
def by_kind(request: PageRequest) -> Table:
    return paid_by_kind(_rows(request))
