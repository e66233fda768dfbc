"""Cost beside benefit, never one ranking: within each activity, as charts and as tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from dash import html

from dashboard.kpi import Reading
from dashboard.layout.chart_card import chart_card
from dashboard.layout.charts.quadrants import Lines, Point, quadrant_chart
from dashboard.layout.charts.strips import Dot, Strip, strip_chart
from dashboard.layout.charts.tokens import area_colour
from dashboard.layout.numbers import plural, value
from dashboard.layout.period import area_said
from dashboard.layout.readings import cell
from dashboard.layout.shares import distribution
from dashboard.layout.states import nothing
from dashboard.layout.table import Column, Table
from dashboard.saying import day
from dashboard.value import STAGES, VIEWS, Assessed, Valued
from data.activities import ACTIVITIES

COST, BENEFITS = "cost_per_contact_hour", ("learning_improved", "satisfaction_positive")
STANDINGS = {
    "made": "green",
    "made late": "amber",
    "overdue": "red",
    "waived": "line-strong",
    "to come": "line",
}


def answer(leverage: Reading, assessed: Sequence[Assessed], today: date) -> str:
    """`Each £1 of hub grant brought 30p of other income; 96 of 99 assessments due are made.`"""
    due = [one for one in assessed if one.standing(today) != "to come"]
    made = sum(one.assessed_on is not None for one in due)
    have = "has" if len(due) == 1 else "have"
    told = f"{made} of {plural(len(due), 'assessment')} due {have} been made" if due else ""
    brought = (
        f"each £1 of hub grant brought {_pence(leverage.value)} of other income"
        if leverage.value is not None
        else ""
    )
    said = "; ".join(filter(None, (brought, told)))
    return f"{said[0].upper()}{said[1:]}." if said else "Nothing is known yet of value for money."


def _pence(pounds: float) -> str:
    return f"£{pounds:.2f}" if pounds >= 1 else f"{pounds * 100:.0f}p"


# -- Costs within each activity ------------------------------------------------------------------


def strips_card(
    key: str,
    valued: Sequence[Valued],
    together: Mapping[str, Reading],
    table: Table,
    export: str,
) -> html.Figure | html.P:
    strips = [
        Strip(name, _dots(key, valued, activity), together[activity].value)
        for activity, name in ACTIVITIES.items()
        if activity in together and _dots(key, valued, activity)
    ]
    if not strips:
        return nothing(
            "No agreement for children has both spending and attendance for this choice."
        )
    title = together[next(iter(together))].kpi.title
    return chart_card(
        f"{title}, agreement by agreement",
        "Compare within a row only: activities differ in what they need. Each dot is an agreement "
        "in its area’s colour; the bar is what all of them cost together.",
        strip_chart(strips, "pence"),
        table,
        export,
    )


def _dots(key: str, valued: Sequence[Valued], activity: str) -> list[Dot]:
    return [
        Dot(named(one), one.readings[key].value, area_colour(one.agreement.area))
        for one in valued
        if one.agreement.activity == activity and one.told(key)
    ]


def named(one: Valued) -> str:
    return f"{one.partner_name}, {area_said(one.agreement.area)}"


def valued_table(valued: Sequence[Valued]) -> Table:
    """By activity, and in each by partner: cost and benefit side by side, in no order of merit."""
    titles = [Column(r.kpi.title, _kind(r)) for r in valued[0].readings.values()] if valued else []
    columns = (Column("Activity"), Column("Partner"), Column("Agreement"), Column("Area"), *titles)
    order = list(ACTIVITIES)
    rows = [
        (
            ACTIVITIES[one.agreement.activity],
            one.partner_name,
            one.agreement.title,
            area_said(one.agreement.area),
            *(cell(reading) for reading in one.readings.values()),
        )
        for one in sorted(valued, key=lambda one: order.index(one.agreement.activity))
    ]
    return Table("Cost beside benefit; compare only within one activity", columns, rows)


def _kind(reading: Reading) -> str:
    return "pence" if reading.kpi.unit == "pence" else "share"


# -- Benefit against cost ------------------------------------------------------------------------


def activities_told(valued: Sequence[Valued]) -> list[str]:
    """Activities with something to compare, the one with most agreements first."""
    counted = Counter(
        one.agreement.activity for one in valued if any(one.told(COST, key) for key in BENEFITS)
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
    key: str, valued: Sequence[Valued], together: Reading, target: float, table: Table, export: str
) -> html.Figure | html.P:
    """`valued` are one activity's agreements; `together` what they cost an hour as one."""
    told = [(at, one) for at, one in enumerate(valued, start=1) if one.told(COST, key)]
    if not told or together.value is None:
        return nothing("Too few agreements have both figures, or too few children to show them.")
    title = told[0][1].readings[key].kpi.title
    points = [_point(at, one, key) for at, one in told]
    return chart_card(
        f"{title} against cost per contact hour",
        f"{plural(len(told), 'agreement')} of {len(valued)} can be placed; the numbers are those "
        "of the list. Where a dot lies is a reason to ask, not a verdict.",
        quadrant_chart(points, Lines(together.value, target)),
        table,
        export,
    )


def _point(at: int, one: Valued, key: str) -> Point:
    cost, benefit = one.readings[COST].value, one.readings[key].value
    return Point(at, named(one), cost, benefit, area_colour(one.agreement.area))


def numbered(valued: Sequence[Valued]) -> html.Ol:
    return html.Ol([html.Li(_numbered(one)) for one in valued], className="numbered")


def _numbered(one: Valued) -> str:
    figures = [one.readings[key] for key in (COST, *BENEFITS)]
    told = [
        f"{r.kpi.title[0].lower()}{r.kpi.title[1:]} {value(r.kpi.unit, r.value)}"
        for r in figures
        if r.value is not None
    ]
    return f"{named(one)}: {'; '.join(told) or 'nothing to compare yet'}"


# -- Assessments ---------------------------------------------------------------------------------


def stages(assessed: Sequence[Assessed], today: date) -> html.Div:
    parts = []
    for stage in STAGES:
        mine = Counter(one.standing(today) for one in assessed if one.stage == stage)
        if mine:
            bar = [
                (word.capitalize(), mine[word], STANDINGS[word]) for word in STANDINGS if mine[word]
            ]
            parts.append(html.Div([html.H3(f"At {stage}"), distribution(bar)]))
    return html.Div(parts, className="stages")


def assessments_table(assessed: Sequence[Assessed], today: date) -> Table:
    columns = (
        *(Column(title) for title in ("Partner", "Agreement", "Area", "Stage", "Standing")),
        Column("Due", "day"),
        Column("Made", "day"),
        *(Column(view.capitalize(), "count") for view in VIEWS),
        Column("Judgement"),
    )
    rows = [
        (
            one.partner_name,
            one.agreement.title,
            area_said(one.agreement.area),
            one.stage.capitalize(),
            one.standing(today).capitalize(),
            one.due_on,
            one.assessed_on,
            *(one.scores[view] for view in VIEWS),
            one.judgement,
        )
        for one in assessed
    ]
    return Table("Assessments of value for money; scores from 1 to 5", columns, rows)


def overdue(assessed: Sequence[Assessed], today: date) -> html.Ul | html.P:
    late = [one for one in assessed if one.standing(today) in ("overdue", "waived")]
    if not late:
        return nothing("No assessment is overdue.")
    return html.Ul([_late(one) for one in late], className="gravest")


def _late(one: Assessed) -> html.Li:
    waived = f"; waived until {day(one.waived_until)}" if one.waived_until else ""
    about = f" ({area_said(one.agreement.area)}), {one.stage} assessment due {day(one.due_on)}"
    return html.Li([html.B(one.partner_name), f"{about}{waived}"])
