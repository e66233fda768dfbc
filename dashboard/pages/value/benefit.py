"""Benefit against cost within one activity, and the links that choose it."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from dash import html

from dashboard.components.cards.chart_card import area_key, chart_card
from dashboard.components.charts.tokens import area_colour
from dashboard.components.page_parts import nothing
from dashboard.components.tables.readings import cell
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import in_unit, plural, uncapitalised
from dashboard.kpis import KPIS
from dashboard.measures.kpi import Reading
from dashboard.pages.value.costs import agreement_name
from dashboard.pages.value.quadrants import Lines, Point, quadrant_chart
from dashboard.pages.value.query import Valued
from data.vocabulary.activities import ACTIVITIES

COST, BENEFITS = "cost_per_contact_hour", ("learning_improved", "satisfaction_positive")


def comparable_activities(valued: Sequence[Valued]) -> list[str]:
    """Activities with something to compare, the one with most agreements first."""
    counted = Counter(
        entry.agreement.activity
        for entry in valued
        if any(entry.has(COST, key) for key in BENEFITS)
    )
    return [activity for activity, _ in counted.most_common()]


def chooser(activities: Sequence[str], chosen: str, query: str) -> html.Nav:
    """Links that choose the activity, and keep the other filters."""
    links = [
        html.A(
            ACTIVITIES[activity],
            href=f"/value?{query}&{urlencode({'activity': activity})}",
            className="choice",
            **({"aria-current": "true"} if activity == chosen else {}),
        )
        for activity in activities
    ]
    return html.Nav(links, className="choices", **{"aria-label": "Activity to compare"})


def quadrants_card(
    key: str, valued: Sequence[Valued], together: Reading, target: float, export: str
) -> html.Figure | html.P:
    """`valued` are one activity's agreements; `together` what they cost an hour as one."""
    placed = [(at, entry) for at, entry in enumerate(valued, start=1) if entry.has(COST, key)]
    if not placed or together.value is None:
        return nothing("Too few agreements have both figures, or too few children to show them.")
    title = placed[0][1].readings[key].kpi.title
    points = [_point(at, entry, key) for at, entry in placed]
    return chart_card(
        f"{title} against cost per contact hour",
        f"{plural(len(placed), 'agreement')} of {len(valued)} can be placed; the numbers are those "
        "of the list. Where a dot lies is a reason to ask, not a verdict.",
        quadrant_chart(points, Lines(together.value, target)),
        quadrants_table(key, valued),
        export,
        key=area_key(),
    )


def quadrants_table(key: str, valued: Sequence[Valued]) -> Table:
    """Cost and one benefit of an activity's agreements, by partner and with the list's numbers."""
    titles = [KPIS[measure].title for measure in (COST, key)]
    columns = (
        Column("Number", "count"),
        Column("Agreement"),
        Column(titles[0], "pence"),
        Column(titles[1], "share"),
    )
    rows = [
        (at, agreement_name(entry), cell(entry.readings[COST]), cell(entry.readings[key]))
        for at, entry in enumerate(valued, start=1)
    ]
    of = f"{ACTIVITIES[valued[0].agreement.activity]}: " if valued else ""
    return Table(f"{of}{titles[1].lower()} against {titles[0].lower()}", columns, rows)


def _point(at: int, entry: Valued, key: str) -> Point:
    cost, benefit = entry.readings[COST].value, entry.readings[key].value
    return Point(at, agreement_name(entry), cost, benefit, area_colour(entry.agreement.area))


def numbered(valued: Sequence[Valued]) -> html.Ol:
    return html.Ol([html.Li(_numbered(entry)) for entry in valued], className="numbered")


def _numbered(entry: Valued) -> str:
    figures = [entry.readings[key] for key in (COST, *BENEFITS)]
    known = [
        f"{uncapitalised(r.kpi.title)} {in_unit(r.kpi.unit, r.value)}"
        for r in figures
        if r.value is not None
    ]
    return f"{agreement_name(entry)}: {'; '.join(known) or 'nothing to compare yet'}"
