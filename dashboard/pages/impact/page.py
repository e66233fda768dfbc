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
from dashboard.views.partners_and_returns import Compared
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled, quarters_behind
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
def impact(asked: Asked):
    if not asked.store.version():
        return no_data()
    told = asked.store.compared(asked.viewer, asked.selection, (*MEASURES, *REACH))
    found = {one.now.kpi.key: one for one in told}
    said = answer(found["learning_improved"], found["satisfaction_positive"])
    return [
        page_header("What changes for children?", said, asked.selection),
        section("Learning", _cards(asked, found, MEASURES[:2]), *_learning(asked)),
        section("Satisfaction", _cards(asked, found, MEASURES[2:]), *_answers(asked)),
        section("Reach and inclusion", _cards(asked, found, REACH), *_reach(asked)),
        section("Schools not yet reached", *_schools(asked)),
    ]


def _cards(asked: Asked, found: dict[str, Compared], keys: tuple[str, ...]) -> html.Div:
    policy, quarters = asked.store.policy(), quarters_behind(asked)
    each = replace(asked.selection, span="quarter")
    lines = asked.store.series(asked.viewer, each, keys, quarters)
    return html.Div([kpi_card(found[key], policy, lines[key]) for key in keys], className="kpis")


def _learning(asked: Asked) -> list:
    pairs, table = asked.store.learning(asked.viewer, asked.selection), learning(asked)
    export = asked.export("impact-learning")
    charts = [
        directions_chart(pairs, table, export),
        learning_chart(pairs, table, export),
    ]
    return [html.Div(charts, className="charts")]


def _answers(asked: Asked) -> list:
    charts = [_answers_chart("What each group says", asked, "respondent")]
    if not asked.selection.area:
        charts.append(_answers_chart("What is said in each area", asked, "area"))
    return [html.Div(charts, className="charts")]


def _answers_chart(title: str, asked: Asked, by: str):
    answered, table = _answered(asked, by), _answers_table(asked, by)
    return answers_chart(title, answered, table, asked.export(f"impact-answers-by-{by}"))


def _answered(asked: Asked, by: str) -> dict:
    ask = asked.store.opinions if by == "respondent" else asked.store.opinions_by_area
    return ask(asked.viewer, asked.selection)


def _answers_table(asked: Asked, by: str) -> Table:
    return answers_table(f"Answers by {by}, from 1 to 5", _answered(asked, by))


def _reach(asked: Asked) -> list:
    """The areas beside one another, where not one of them is chosen."""
    if asked.selection.area:
        return []
    export = asked.export("impact-reach")
    table = reach(asked)
    equity = asked.store.by_area(asked.viewer, asked.selection, ["fsm_equity"])["fsm_equity"]
    return [
        shown_table(table),
        exports(export),
        inclusion_chart(equity, table, export),
    ]


def _schools(asked: Asked) -> list:
    schools = asked.store.schools_unreached(asked.viewer, asked.selection)
    said = html.P(schools_sentence(schools, asked.selection.quarter))
    if not schools:
        return [said]
    listed = shown_table(unreached(asked))
    export = exports(asked.export("schools-not-reached"))
    return [said, disclosure("Show the schools", listed, export, is_rest=True)]


@exported("impact-learning", permission="see_totals")
def learning(asked: Asked) -> Table:
    return learning_table(asked.store.learning(asked.viewer, asked.selection))


@exported("impact-answers-by-respondent", permission="see_totals")
def by_respondent(asked: Asked) -> Table:
    return _answers_table(asked, "respondent")


@exported("impact-answers-by-area", permission="see_totals")
def by_area(asked: Asked) -> Table:
    return _answers_table(asked, "area")


@exported("impact-reach", permission="see_totals")
def reach(asked: Asked) -> Table:
    found = asked.store.by_area(asked.viewer, asked.selection, REACH)
    return readings.by_area("Reach and inclusion by area", found, HUB.area_names)


@exported("schools-not-reached", permission="see_totals")
def unreached(asked: Asked) -> Table:
    return schools_table(asked.store.schools_unreached(asked.viewer, asked.selection))
