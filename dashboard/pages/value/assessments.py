"""Assessments of value for money: made, late, overdue and to come, by stage."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.charts.inline import distribution
from dashboard.components.page_parts import nothing
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, day
from dashboard.views.value_for_money import STAGES, VIEWS, Assessed

STANDINGS = {
    "made": "green",
    "made late": "amber",
    "overdue": "red",
    "waived": "line-strong",
    "to come": "line",
}


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
            area_name(one.agreement.area),
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
    about = f" ({area_name(one.agreement.area)}), {one.stage} assessment due {day(one.due_on)}"
    return html.Li([html.B(one.partner_name), f"{about}{waived}"])
