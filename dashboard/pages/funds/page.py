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
from dashboard.views.partners_and_returns import Flow, Fund
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled
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
def funds(asked: Asked):
    if not asked.store.version():
        return no_data()
    rows, year = _rows(asked), _year(asked)
    note = f"{place(asked.selection)} · academic year {year} · all streams"
    header = page_header("Where does the money go?", answer(rows, year), note=note)
    if not any(fund.allocated_pence or fund.paid_pence for fund in rows):
        return [header, nothing("No allocation or payment is recorded for this year and area.")]
    return [
        header,
        section(
            "By music service area",
            _chart(rows, year, asked.store.today()),
            shown_table(by_area(asked)),
            exports(asked.export("funds-by-area")),
        ),
        section("From stream to partner", _flow(asked)),
        _listed(asked, "Where the money comes from", allocated_by_stream(rows), "funds-by-stream"),
        _listed(asked, "Who is paid", paid_by_kind(rows), "funds-by-kind"),
    ]


def _year(asked: Asked) -> str:
    return asked.selection.quarter.academic_year


def _rows(asked: Asked) -> list[Fund]:
    area = asked.selection.area
    return [f for f in asked.store.funds(asked.viewer, _year(asked)) if area in (None, f.area)]


def _chart(rows: list[Fund], year: str, today: date) -> html.Figure:
    runs = today <= Quarter(parse_year(year), 4).end
    lag = " Both lag behind the allocation while the year runs." if runs else ""
    return plain_chart(
        f"Allocated, paid and spent in {year}",
        "Paid is what has left the hub; spent is what partners have reported. What a service keeps "
        f"of its allocation is never paid to partners.{lag}",
        money_bars(rows),
    )


def _flow(asked: Asked) -> html.Figure | html.P:
    return flow_card(_flows(asked), _year(asked), asked.export("funds-flow"))


def _flows(asked: Asked) -> list[Flow]:
    return asked.store.flows(asked.viewer, _year(asked), asked.selection.area)


def _listed(asked: Asked, title: str, table: Table, export: str) -> html.Section:
    return section(title, shown_table(table), exports(asked.export(export)))


@exported("funds-by-area", permission="see_totals")
def by_area(asked: Asked) -> Table:
    return money_table(_rows(asked), _year(asked))


@exported("funds-flow", permission="see_totals")
def flow(asked: Asked) -> Table:
    return flows_table(_flows(asked), _year(asked))


@exported("funds-by-stream", permission="see_totals")
def by_stream(asked: Asked) -> Table:
    return allocated_by_stream(_rows(asked))


@exported("funds-by-kind", permission="see_totals")
def by_kind(asked: Asked) -> Table:
    return paid_by_kind(_rows(asked))
