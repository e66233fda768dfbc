"""Chart card: a title, a summary, the chart, and the same numbers as a table."""

from collections.abc import Sequence

from dash import dcc, html

from dashboard.components.page_parts import disclosure
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.domain.formatting import area_name
from data.hub import HUB, HUB_WIDE, slug_of


def chart_card(
    title: str, summary: str, figure: dict, table: Table, export: str, key: html.Ul | None = None
) -> html.Figure:
    """`figure` is a plain dict that names the design's tokens; `export` is the table's address.

    The card is a group: a PDF has one figure for the chart alone, with its sentence.
    """
    drawn = _drawn(title, summary, figure, key)
    return html.Figure([*drawn, numbers(table, export)], className="chart", role="group")


def key(parts: Sequence[tuple[str, str]]) -> html.Ul:
    """What the colours of a chart stand for, where its parts are too small to name each."""
    return html.Ul(
        [
            html.Li([html.Span(className="swatch", style={"background": f"var(--{colour})"}), word])
            for word, colour in parts
        ],
        className="key",
    )


def area_key() -> html.Ul:
    """Which colour is which area, where dots are too small to name it."""
    areas = (*HUB.area_names, HUB_WIDE)
    return key([(area_name(area), slug_of(area)) for area in areas])


def plain_chart(title: str, summary: str, figure: dict) -> html.Figure:
    """A chart whose numbers stand beneath it for all to see."""
    return html.Figure(_drawn(title, summary, figure), className="chart", role="group")


def _drawn(title: str, summary: str, figure: dict, key: html.Ul | None = None) -> list:
    height = f"{figure['layout']['height']}px"
    return [
        html.H3(title),
        html.P(summary, className="chart-summary"),
        key,
        html.Div(
            dcc.Graph(
                figure=figure,
                config={"displayModeBar": False, "responsive": True},
                style={"height": height},
            ),
            className="chart-canvas",
            role="img",
            style={"minHeight": height},  # its place is kept while what draws it is fetched
            **{"aria-label": f"Chart: {title}. {summary}"},
        ),
    ]


def numbers(table: Table, export: str) -> html.Details:
    return disclosure("Show the numbers", shown_table(table), exports(export), about=table.caption)
