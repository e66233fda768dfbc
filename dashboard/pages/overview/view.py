"""Year ahead on the overview: where it may end, in a sentence and beside the year before."""

from dash import html

from dashboard.components.cards.chart_card import chart_card
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Absent, Column, Table, or_absent
from dashboard.domain.formatting import count, pounds_in_words, uncapitalised
from dashboard.measures.forecast import QUARTERS, Forecast, YearAhead
from dashboard.measures.kpi import Kpi
from dashboard.pages.overview.cumulative import cumulative_chart

METHOD = (
    "A forecast is what has come so far, divided by the share of their year that had come by this "
    "quarter in earlier years; the range takes the earliest and the latest area of those years."
)


def rounded_value(unit: str, number: float) -> str:
    """To three figures, for that is as far as the method sees."""
    if unit == "pence":
        return f"£{number / 1e8:.2f} million" if number >= 1e8 else pounds_in_words(number)
    return count(round(number, -2))


def forecast_card(kpi: Kpi, title: str, ahead: YearAhead, export: str) -> html.Figure | html.P:
    forecast, unit = ahead.newest, _added_unit(kpi)
    if not forecast.from_start:
        return nothing(f"{title} in {ahead.year}: {forecast.why_not}")
    figure = cumulative_chart(forecast, ahead.before_quarters, unit, (ahead.year, ahead.before))
    heading = (
        f"{title} in {ahead.year}" if forecast.is_whole else f"{title}: where {ahead.year} may end"
    )
    table = forecast_table(kpi, title, ahead)
    return chart_card(heading, answer(kpi, ahead), figure, table, export)


def _added_unit(kpi: Kpi) -> str:
    """Of what is added up: money for a share of it."""
    return "hours" if kpi.unit == "hours" else "pence"


def answer(kpi: Kpi, ahead: YearAhead) -> str:
    """`£1.1 million so far. £1.5 million is likely …, between £1.4 million and £1.6 million.`"""
    forecast, unit = ahead.newest, _added_unit(kpi)
    if forecast.is_whole:
        came_to = f"{ahead.year} is over: it came to {rounded_value(unit, sum(forecast.so_far))}."
        return came_to + _hindsight(kpi, ahead)
    until = "" if None not in forecast.so_far else f" by Q{len(forecast.from_start)}"
    so_far = f"{rounded_value(unit, sum(forecast.from_start))} so far{until}."
    if forecast.likely is None:
        return f"{so_far} No forecast: {uncapitalised(forecast.why_not)}"
    return f"{so_far} {_range(unit, forecast)} is likely by the end of {ahead.year}."


def _range(unit: str, forecast: Forecast) -> str:
    low, high = rounded_value(unit, forecast.low), rounded_value(unit, forecast.high)
    return f"{rounded_value(unit, forecast.likely)} ({low} to {high})"


def _hindsight(kpi: Kpi, ahead: YearAhead) -> str:
    """What the method would have said before the end: how far it can be trusted."""
    earlier = [step for step in ahead.steps[1:-1] if step.likely is not None]
    if not earlier:
        return ""
    quarter, span = len(earlier[0].so_far), _range(_added_unit(kpi), earlier[0])
    return f" After Q{quarter} the method used here would have said {span}."


def forecast_table(kpi: Kpi, title: str, ahead: YearAhead) -> Table:
    """Quarter by quarter, and what was to be expected of the whole year after each."""
    kind = "count" if _added_unit(kpi) == "hours" else "pence"
    columns = (
        Column("Quarter"),
        Column(ahead.before, kind),
        Column(ahead.year, kind),
        Column("Likely end of the year, as told then", kind),
        Column("Lowest", kind),
        Column("Highest", kind),
    )
    rows = [
        (f"Q{n}", or_absent(then), or_absent(now), *_expected(step))
        for n, (then, now, step) in enumerate(_side_by_side(ahead), start=1)
    ]
    return Table(f"{title} by quarter", columns, rows)


def _side_by_side(ahead: YearAhead):
    blank = [None] * (QUARTERS - len(ahead.steps))
    now = [*ahead.newest.so_far, *[None] * (QUARTERS - len(ahead.newest.so_far))]
    return zip(ahead.before_quarters, now, [*ahead.steps, *blank], strict=True)


def _expected(step: Forecast | None) -> tuple:
    if step is None:
        return (Absent("not_applicable"),) * 3
    return tuple(or_absent(number) for number in (step.likely, step.low, step.high))
