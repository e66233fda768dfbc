"""Measures that belong to no function of the local plan: by theme, and costs by activity."""

from collections.abc import Iterable, Mapping, Sequence

from dash import html

from dashboard.components.tables.readings import cell
from dashboard.components.tables.table import Column, Table
from dashboard.measures.kpi import THEMES, Reading
from data.vocabulary.activities import ACTIVITIES

COSTS = "Cost by activity: compare only within one activity; the cheapest is not the best"


def by_theme(cards: Sequence[tuple[str, html.Article]]) -> list[html.Div]:
    """Cards under the names of their themes, in the themes' order."""
    present = [theme for theme in THEMES if any(theme == of for of, _ in cards)]
    return [
        html.Div(
            [
                html.H3(theme.capitalize()),
                html.Div([card for of, card in cards if of == theme], className="kpis"),
            ]
        )
        for theme in present
    ]


def costs_table(costs: Mapping[str, Mapping[str, Reading]]) -> Table:
    """One row per activity of which something is told; `costs` is {key: {activity: reading}}."""
    lines = list(costs.values())
    told = [activity for activity in ACTIVITIES if _is_told(line[activity] for line in lines)]
    columns = [Column(next(iter(line.values())).kpi.title, "pence") for line in lines]
    rows = [(ACTIVITIES[activity], *(cell(line[activity]) for line in lines)) for activity in told]
    return Table(COSTS, (Column("Activity"), *columns), rows)


def _is_told(readings: Iterable[Reading]) -> bool:
    return any(reading.state in ("ok", "suppressed") for reading in readings)
