"""What agreements cost beside what they bring, within each activity, in no order of merit."""

from collections.abc import Mapping, Sequence

from dash import html

from dashboard.components.cards.chart_card import area_key, chart_card
from dashboard.components.charts.tokens import area_colour
from dashboard.components.page_parts import nothing
from dashboard.components.tables.readings import cell
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name
from dashboard.measures.kpi import Reading
from dashboard.pages.value.strips import Dot, Strip, strip_chart
from dashboard.views.value_for_money import Valued
from data.vocabulary.activities import ACTIVITIES


def strips_card(
    key: str,
    valued: Sequence[Valued],
    together: Mapping[str, Reading],
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
        "in its area’s colour; the bar is the overall cost, of all agreements for the activity.",
        strip_chart(strips, "pence"),
        strips_table(key, valued, together),
        export,
        key=area_key(),
    )


def strips_table(key: str, valued: Sequence[Valued], together: Mapping[str, Reading]) -> Table:
    """By activity: each agreement by partner, then all of them together."""
    title = next(iter(together.values())).kpi.title
    columns = (Column("Activity"), Column("Agreement"), Column("Area"), Column(title, "pence"))
    rows, totals = [], set()
    for activity, name in ACTIVITIES.items():
        own = [one for one in valued if one.agreement.activity == activity]
        rows += [_strip_row(name, one, key) for one in own]
        if own:
            totals.add(len(rows))
            rows.append((name, "All agreements", None, cell(together[activity])))
    return Table(f"{title} within each activity", columns, rows, frozenset(totals))


def _strip_row(activity: str, one: Valued, key: str) -> tuple:
    about = f"{one.partner_name}: {one.agreement.title}"
    return activity, about, area_name(one.agreement.area), cell(one.readings[key])


def _dots(key: str, valued: Sequence[Valued], activity: str) -> list[Dot]:
    return [
        Dot(named(one), one.readings[key].value, area_colour(one.agreement.area))
        for one in valued
        if one.agreement.activity == activity and one.told(key)
    ]


def named(one: Valued) -> str:
    return f"{one.partner_name}, {area_name(one.agreement.area)}"


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
            area_name(one.agreement.area),
            *(cell(reading) for reading in one.readings.values()),
        )
        for one in sorted(valued, key=lambda one: order.index(one.agreement.activity))
    ]
    return Table("Cost beside benefit; compare only within one activity", columns, rows)


def _kind(reading: Reading) -> str:
    return "pence" if reading.kpi.unit == "pence" else "share"
