"""What agreements cost beside what they bring, within each activity, in no order of merit."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.kpi import Reading
from dashboard.layout.chart_card import chart_card
from dashboard.layout.charts.strips import Dot, Strip, strip_chart
from dashboard.layout.charts.tokens import area_colour
from dashboard.layout.period import area_said
from dashboard.layout.readings import cell
from dashboard.layout.states import nothing
from dashboard.layout.table import Column, Table
from dashboard.value import Valued
from data.activities import ACTIVITIES


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
