"""The year's money in a sentence and in tables."""

from collections.abc import Callable, Sequence

from dash import html

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.charts.flow import flow_chart, largest
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Absent, Column, Table, known_sum, or_absent
from dashboard.domain.formatting import area_name, pounds_said, share
from dashboard.views.partners_and_returns import Flow, Fund


def answer(funds: Sequence[Fund], year: str) -> str:
    """`£1.8 million is allocated …; 78% of it has been paid to partners and 70% reported as spent.`

    What the services keep of it, which is never paid, is said with it.
    """
    allocated = sum(fund.allocated_pence for fund in funds)
    if not allocated:
        return f"Nothing is allocated for {year}."
    paid = sum(fund.paid_pence for fund in funds) / allocated
    told = [fund.spent_pence for fund in funds if fund.spent_pence is not None]
    spent = f"{share(sum(told) / allocated)} is" if told else "nothing is yet"
    own = sum(fund.own_share_pence or 0 for fund in funds) / allocated
    kept = f", {share(own)} stays with the services" if own else ""
    return (
        f"{pounds_said(allocated)} is allocated for {year}; {share(paid)} of it has been paid "
        f"to partners{kept} and {spent} reported as spent."
    )


def money_table(funds: Sequence[Fund], year: str) -> Table:
    columns = (
        Column("Area"),
        Column("Allocated", "pence"),
        Column("Of which the service keeps", "pence"),
        Column("Paid", "pence"),
        Column("Spent", "pence"),
        Column("Spent of allocated", "share"),
        Column("Pupils", "count"),
        Column("Allocated per pupil", "pence"),
    )
    rows = [_row(fund) for fund in funds]
    if len(rows) > 1:
        rows.append(_total(funds))
    return Table(f"Money in {year} by area", columns, rows, _last(rows, len(funds)))


def _row(fund: Fund) -> tuple:
    return (
        area_name(fund.area),
        fund.allocated_pence,
        fund.own_share_pence,
        fund.paid_pence,
        or_absent(fund.spent_pence),
        _part(fund.spent_pence, fund.allocated_pence),
        or_absent(fund.pupils, "not_applicable"),
        or_absent(fund.allocated_pence_per_pupil, "not_applicable"),
    )


def _total(funds: Sequence[Fund]) -> tuple:
    allocated = sum(fund.allocated_pence for fund in funds)
    spent = known_sum(fund.spent_pence for fund in funds)
    pupils = known_sum((fund.pupils for fund in funds), "not_applicable")
    return (
        "All",
        allocated,
        sum(fund.own_share_pence for fund in funds),
        sum(fund.paid_pence for fund in funds),
        spent,
        _part(spent, allocated),
        pupils,
        Absent("not_applicable") if isinstance(pupils, Absent) else _part(allocated, pupils),
    )


def _part(part: int | Absent | None, whole: int) -> float | Absent:
    if not whole:
        return Absent("not_applicable")
    return Absent() if part is None or isinstance(part, Absent) else part / whole


def _last(rows: list, plain: int) -> frozenset[int]:
    return frozenset({len(rows) - 1} if len(rows) > plain else ())


def allocated_by_stream(funds: Sequence[Fund]) -> Table:
    return _split("Stream", "Allocated by stream", funds, lambda fund: fund.allocated_by_stream)


def paid_by_kind(funds: Sequence[Fund]) -> Table:
    return _split(
        "Kind of partner", "Paid by kind of partner", funds, lambda fund: fund.paid_by_kind
    )


def _split(
    title: str, caption: str, funds: Sequence[Fund], parts: Callable[[Fund], dict[str, int]]
) -> Table:
    """One row per part, the largest first, one column per area and their sum."""
    sums = {
        name: [parts(fund).get(name, 0) for fund in funds]
        for name in {name for fund in funds for name in parts(fund)}
    }
    ordered = sorted(sums.items(), key=lambda item: (-sum(item[1]), item[0]))
    rows = [(name[:1].upper() + name[1:], *row, sum(row)) for name, row in ordered]
    if rows:
        rows.append(
            ("All", *(sum(column) for column in zip(*(row[1:] for row in rows), strict=True)))
        )
    columns = [Column(area_name(fund.area), "pence") for fund in funds]
    return Table(
        caption, (Column(title), *columns, Column("All", "pence")), rows, _last(rows, len(ordered))
    )


def flow_card(flows: Sequence[Flow], year: str, export: str) -> html.Figure | html.P:
    """Payments from stream to area to kind of partner."""
    if not flows:
        return nothing(f"Nothing has been paid in {year}.")
    stream, of_stream = largest(flows, lambda flow: flow.stream)
    kind, of_kind = largest(flows, lambda flow: flow.kind)
    summary = (
        f"{of_stream} of what was paid came from the {stream[0].lower()}{stream[1:]}; {of_kind} "
        f"went to partners of the kind “{kind[0].lower()}{kind[1:]}”. Each band is as thick as its "
        "money, in its area’s colour."
    )
    title = f"From streams through areas to partners: what was paid in {year}"
    return chart_card(title, summary, flow_chart(flows), flows_table(flows, year), export)


def flows_table(flows: Sequence[Flow], year: str) -> Table:
    columns = (Column("Stream"), Column("Area"), Column("Kind of partner"), Column("Paid", "pence"))
    rows = [
        (one.stream.capitalize(), area_name(one.area), one.kind.capitalize(), one.pence)
        for one in flows
    ]
    rows.append(("All", None, None, sum(one.pence for one in flows)))
    caption = f"Paid in {year} by stream, area and kind of partner"
    return Table(caption, columns, rows, frozenset({len(flows)}))
