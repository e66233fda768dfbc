"""Value for money: what is brought for what it costs, compared within one activity only."""

from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import urlencode

from dash import html, register_page

from dashboard.components.cards.kpi_card import kpi_card
from dashboard.components.page_parts import (
    disclosure,
    no_data,
    nothing,
    page_header,
    section,
    waiting,
)
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.measures.kpi import Reading
from dashboard.pages.value import benefit, costs, query, view
from dashboard.pages.value.query import Assessed, Valued
from dashboard.pages.value.view import answer
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled, quarters_behind
from dashboard.web.query_string import Unknown
from data.vocabulary.activities import ACTIVITIES, FOR_CHILDREN

register_page(
    __name__,
    path="/value",
    name="Value for money",
    group="Money",
    order=2,
    filters=("area", "quarter", "span", "function"),
    is_charted=True,
)
CARDS = ("leverage", "grant_spent", "local_share")
COSTS = ("cost_per_contact_hour", "cost_per_child")


@guarded_layout("see_partners")
def layout(**_):
    return waiting("value")


@filled("value", permission="see_partners")
def value(request: PageRequest):
    if not request.session.version:
        return no_data()
    leverage = request.session.totals.reading(request.selection, "leverage")
    assessed, valued = _assessed(request), _valued(request)
    sentence = answer(leverage, assessed, request.session.today)
    return [
        page_header("How much good does a pound do?", sentence, request.selection),
        section("What the grant brings with it", _cards(request)),
        section(
            "Cost within each activity",
            _costs(request, valued),
            note="The policy asks for the most benefit per unit of cost, not for the lowest cost: "
            "costs are shown beside what they bring, and nothing here is ranked.",
        ),
        section("Benefit against cost", *_benefit(request, valued)),
        section("Assessments by stage", *_assessments(request, assessed)),
    ]


def _cards(request: PageRequest) -> html.Div:
    compared = request.session.totals.compared(request.selection, CARDS)
    each = replace(request.selection, span="quarter")
    lines = request.session.totals.series(each, CARDS, quarters_behind(request))
    cards = [
        kpi_card(entry, request.session.policy(), lines[entry.now.kpi.key]) for entry in compared
    ]
    return html.Div(cards, className="kpis")


def _valued(request: PageRequest) -> list[Valued]:
    return query.valued(request.session, request.selection)


def _assessed(request: PageRequest) -> list[Assessed]:
    return query.assessments(request.session, request.selection)


def _costs(request: PageRequest, valued: list[Valued]) -> html.Div | html.P:
    if not any(entry.has(key) for entry in valued for key in COSTS):
        return nothing("No agreement for children has told of both spending and attendance.")
    charts = [
        costs.strips_card(key, valued, _together(request, key), request.export(f"value-{key}"))
        for key in COSTS
    ]
    export = exports(request.export("value-by-agreement"))
    both = disclosure("Show cost and benefit together", shown_table(by_agreement(request)), export)
    return html.Div([html.Div(charts, className="charts"), both])


def _together(request: PageRequest, key: str) -> dict[str, Reading]:
    """What all agreements for each activity for children cost together."""
    by_activity = request.session.totals.by_activity(request.selection, [key])[key]
    return {activity: by_activity[activity] for activity in FOR_CHILDREN}


def _benefit(request: PageRequest, valued: list[Valued]) -> list:
    """One activity at a time, the one that the address names or the largest."""
    activities = benefit.comparable_activities(valued)
    if not activities:
        return [nothing("No agreement has both a cost and a benefit to compare for this choice.")]
    activity = _chosen(request, activities)
    same = [entry for entry in valued if entry.agreement.activity == activity]
    return [
        benefit.chooser(activities, activity, request.query),
        html.H3(ACTIVITIES[activity]),
        html.Div(_quadrants(request, same, activity), className="charts"),
        benefit.numbered(same),
    ]


def _chosen(request: PageRequest, activities: list[str]) -> str:
    named = request.named.get("activity")
    if named is not None and named not in ACTIVITIES:
        near = get_close_matches(named, ACTIVITIES, n=1, cutoff=0)[0]
        address = f"/value?{request.query}&{urlencode({'activity': near})}"
        raise Unknown(f"There is no activity called ‘{named}’ here.", ACTIVITIES[near], address)
    return named if named in activities else activities[0]


def _quadrants(request: PageRequest, same: list[Valued], activity: str) -> list:
    together = _together(request, benefit.COST)[activity]
    targets = request.session.policy().targets
    return [
        benefit.quadrants_card(
            key,
            same,
            together,
            targets[key].value,
            request.export(f"value-against-{key}", activity=activity),
        )
        for key in benefit.BENEFITS
    ]


def _assessments(request: PageRequest, assessed: list[Assessed]) -> list:
    if not assessed:
        return [nothing("No assessment is on the register for these agreements.")]
    today, export = request.session.today, request.export("value-assessments")
    table = shown_table(view.assessments_table(assessed, today))
    return [
        view.stages(assessed, today),
        html.H3("Overdue"),
        view.overdue(assessed, today),
        disclosure("Show every assessment", table, exports(export), is_rest=True),
    ]


@exported("value-by-agreement", permission="see_partners")
def by_agreement(request: PageRequest) -> Table:
    return view.valued_table(_valued(request))


@exported("value-assessments", permission="see_partners")
def assessments(request: PageRequest) -> Table:
    return view.assessments_table(_assessed(request), request.session.today)


def _offer_cost(key: str) -> None:
    @exported(f"value-{key}", permission="see_partners")
    def strips(request: PageRequest) -> Table:
        return costs.strips_table(key, _valued(request), _together(request, key))


def _offer_benefit(key: str) -> None:
    @exported(f"value-against-{key}", permission="see_partners")
    def quadrants(request: PageRequest) -> Table:
        valued = _valued(request)
        activities = benefit.comparable_activities(valued)
        activity = _chosen(request, activities) if activities else None
        same = [entry for entry in valued if entry.agreement.activity == activity]
        return benefit.quadrants_table(key, same)


for _each in COSTS:
    _offer_cost(_each)
for _each in benefit.BENEFITS:
    _offer_benefit(_each)
