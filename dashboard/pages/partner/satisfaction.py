"""How satisfied a partner's pupils, parents and schools are, quarter by quarter."""

from collections.abc import Sequence

from dash import html

from dashboard.components.page_parts import nothing
from dashboard.components.reading_words import rag, shown
from dashboard.measures.kpi import Reading


def satisfaction(readings: Sequence[Reading]) -> html.Ul:
    known = [one for one in readings if one.state != "missing"]
    if not known:
        return nothing("No survey answer has come in.")
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(str(one.selection.quarter), className="quiet small"),
                    html.B(shown(one), className="numeric"),
                    rag(one),
                    html.Span(_base(one), className="quiet small"),
                ]
            )
            for one in known
        ],
        className="satisfaction",
    )


def _base(reading: Reading) -> str:
    return f"of {reading.denominator:,.0f} answers" if reading.denominator else ""
