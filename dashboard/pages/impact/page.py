"""Impact: what changed for children, what they and others say of it, and who is reached."""

from dataclasses import replace

from dash import html, register_page

from dashboard.components.cards.kpi_card import kpi_card
from dashboard.components.page_parts import disclosure, no_data, page_header, section, waiting
from dashboard.components.tables import readings
from dashboard.components.tables.reach import inclusion_chart, schools_sentence, schools_table
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.pages.impact.learning import directions_chart, learning_chart, learning_table
from dashboard.pages.impact.view import answer, answers_chart, answers_table
from dashboard.views.readings import Compared
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled, quarters_behind
from data.hub import HUB

register_page(
    __name__,
    path="/impact",
    name="Impact",
    group="Performance",
    order=3,
    filters=("area", "quarter", "span", "function"),
    is_charted=True,
)
MEASURES = ("learning_improved", "continuation", "satisfaction_positive", "response_rate")
REACH = ("children_reached", "schools_engaged", "whole_class_reach", "fsm_equity", "send_share")


@guarded_layout("see_totals")
def layout(**_):
    return waiting("impact")


@filled("impact", permission="see_totals")
def impact(request: PageRequest):
    if not request.session.version:
        return no_data()
    compared = request.session.totals.compared(request.selection, (*MEASURES, *REACH))
    by_key = {entry.now.kpi.key: entry for entry in compared}
    sentence = answer(by_key["learning_improved"], by_key["satisfaction_positive"])
    return [
        page_header("What changes for children?", sentence, request.selection),
        section("Learning", _cards(request, by_key, MEASURES[:2]), *_learning(request)),
        section("Satisfaction", _cards(request, by_key, MEASURES[2:]), *_answers(request)),
        section("Reach and inclusion", _cards(request, by_key, REACH), *_reach(request)),
        section("Schools not yet reached", *_schools(request)),
    ]


def _cards(request: PageRequest, by_key: dict[str, Compared], keys: tuple[str, ...]) -> html.Div:
    policy, quarters = request.session.policy(), quarters_behind(request)
    each = replace(request.selection, span="quarter")
    lines = request.session.totals.series(each, keys, quarters)
    return html.Div([kpi_card(by_key[key], policy, lines[key]) for key in keys], className="kpis")


def _learning(request: PageRequest) -> list:
    pairs, table = request.session.totals.learning(request.selection), learning(request)
    export = request.export("impact-learning")
    charts = [
        directions_chart(pairs, table, export),
        learning_chart(pairs, table, export),
    ]
    return [html.Div(charts, className="charts")]


def _answers(request: PageRequest) -> list:
    charts = [_answers_chart("What each group says", request, "respondent")]
    if not request.selection.area:
        charts.append(_answers_chart("What is said in each area", request, "area"))
    return [html.Div(charts, className="charts")]


def _answers_chart(title: str, request: PageRequest, by: str):
    answered, table = _answered(request, by), _answers_table(request, by)
    return answers_chart(title, answered, table, request.export(f"impact-answers-by-{by}"))


def _answered(request: PageRequest, by: str) -> dict:
    totals = request.session.totals
    opinions_by = totals.opinions if by == "respondent" else totals.opinions_by_area
    return opinions_by(request.selection)


def _answers_table(request: PageRequest, by: str) -> Table:
    return answers_table(f"Answers by {by}, from 1 to 5", _answered(request, by))


def _reach(request: PageRequest) -> list:
    """The areas beside one another, where not one of them is chosen."""
    if request.selection.area:
        return []
    export = request.export("impact-reach")
    table = reach(request)
    equity = request.session.totals.by_area(request.selection, ["fsm_equity"])["fsm_equity"]
    return [
        shown_table(table),
        exports(export),
        inclusion_chart(equity, table, export),
    ]


def _schools(request: PageRequest) -> list:
    schools = request.session.totals.schools_unreached(request.selection)
    sentence = html.P(schools_sentence(schools, request.selection.quarter))
    if not schools.named:
        return [sentence]
    listed = shown_table(unreached(request))
    export = exports(request.export("schools-not-reached"))
    return [sentence, disclosure("Show the schools", listed, export, is_rest=True)]


@exported("impact-learning", permission="see_totals")
def learning(request: PageRequest) -> Table:
    return learning_table(request.session.totals.learning(request.selection))


@exported("impact-answers-by-respondent", permission="see_totals")
def by_respondent(request: PageRequest) -> Table:
    return _answers_table(request, "respondent")


@exported("impact-answers-by-area", permission="see_totals")
def by_area(request: PageRequest) -> Table:
    return _answers_table(request, "area")


@exported("impact-reach", permission="see_totals")
def reach(request: PageRequest) -> Table:
    readings_by_area = request.session.totals.by_area(request.selection, REACH)
    return readings.by_area("Reach and inclusion by area", readings_by_area, HUB.area_names)


@exported("schools-not-reached", permission="see_totals")
def unreached(request: PageRequest) -> Table:
    return schools_table(request.session.totals.schools_unreached(request.selection).named)
