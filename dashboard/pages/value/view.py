"""Value for money: its answer, its assessments by stage, and cost beside benefit in one table."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.charts.inline import distribution
from dashboard.components.page_parts import nothing
from dashboard.components.tables.readings import cell
from dashboard.components.tables.table import Column, Table
from dashboard.domain.formatting import area_name, capitalised, plural
from dashboard.measures.kpi import Reading
from dashboard.pages.value.query import STAGES, VIEWS, Assessed, Valued
from data.formatting import day
from data.vocabulary.activities import ACTIVITIES


def answer(leverage: Reading, assessed: Sequence[Assessed], today: date) -> str:
    """`Each £1 of hub grant brought 30p of other income; 96 of 99 assessments due are made.`"""
    due = [assessment for assessment in assessed if assessment.standing(today) != "to come"]
    made = sum(assessment.assessed_on is not None for assessment in due)
    have = "has" if len(due) == 1 else "have"
    assessments = f"{made} of {plural(len(due), 'assessment')} due {have} been made" if due else ""
    brought = (
        f"each £1 of hub grant brought {_pence(leverage.value)} of other income"
        if leverage.value is not None
        else ""
    )
    clauses = "; ".join(filter(None, (brought, assessments)))
    return f"{capitalised(clauses)}." if clauses else "Nothing is known yet of value for money."


def _pence(pounds: float) -> str:
    return f"£{pounds:.2f}" if pounds >= 1 else f"{pounds * 100:.0f}p"


def valued_table(valued: Sequence[Valued]) -> Table:
    """By activity, and in each by partner: cost and benefit side by side, in no order of merit."""
    titles = [Column(r.kpi.title, _kind(r)) for r in valued[0].readings.values()] if valued else []
    columns = (Column("Activity"), Column("Partner"), Column("Agreement"), Column("Area"), *titles)
    order = list(ACTIVITIES)
    rows = [
        (
            ACTIVITIES[entry.agreement.activity],
            entry.partner_name,
            entry.agreement.title,
            area_name(entry.agreement.area),
            *(cell(reading) for reading in entry.readings.values()),
        )
        for entry in sorted(valued, key=lambda entry: order.index(entry.agreement.activity))
    ]
    return Table("Cost beside benefit; compare only within one activity", columns, rows)


def _kind(reading: Reading) -> str:
    return "pence" if reading.kpi.unit == "pence" else "share"


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
        mine = Counter(
            assessment.standing(today) for assessment in assessed if assessment.stage == stage
        )
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
            assessment.partner_name,
            assessment.agreement.title,
            area_name(assessment.agreement.area),
            assessment.stage.capitalize(),
            assessment.standing(today).capitalize(),
            assessment.due_on,
            assessment.assessed_on,
            *(assessment.scores[view] for view in VIEWS),
            assessment.judgement,
        )
        for assessment in assessed
    ]
    return Table("Assessments of value for money; scores from 1 to 5", columns, rows)


def overdue(assessed: Sequence[Assessed], today: date) -> html.Ul | html.P:
    late = [
        assessment for assessment in assessed if assessment.standing(today) in ("overdue", "waived")
    ]
    if not late:
        return nothing("No assessment is overdue.")
    return html.Ul([_late(assessment) for assessment in late], className="gravest")


def _late(assessment: Assessed) -> html.Li:
    waived = f"; waived until {day(assessment.waived_until)}" if assessment.waived_until else ""
    about = f"{assessment.stage} assessment due {day(assessment.due_on)}{waived}"
    area = area_name(assessment.agreement.area)
    return html.Li([html.B(assessment.partner_name), f" ({area}), {about}"])
