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
from dashboard.pages.value import benefit, costs, view
from dashboard.pages.value.view import answer
from dashboard.views.value_for_money import Assessed, Valued
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled, quarters_behind
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
def value(asked: Asked):
    if not asked.store.version():
        return no_data()
    leverage = asked.store.reading(asked.viewer, asked.selection, "leverage")
    assessed, valued = _assessed(asked), _valued(asked)
    said = answer(leverage, assessed, asked.store.today())
    return [
        page_header("How much good does a pound do?", said, asked.selection),
        section("What the grant brings with it", _cards(asked)),
        section(
            "Cost within each activity",
            _costs(asked, valued),
            note="The policy asks for the most benefit per unit of cost, not for the lowest cost: "
            "costs are shown beside what they bring, and nothing here is ranked.",
        ),
        section("Benefit against cost", *_benefit(asked, valued)),
        section("Assessments by stage", *_assessments(asked, assessed)),
    ]


def _cards(asked: Asked) -> html.Div:
    found = asked.store.compared(asked.viewer, asked.selection, CARDS)
    each = replace(asked.selection, span="quarter")
    lines = asked.store.series(asked.viewer, each, CARDS, quarters_behind(asked))
    cards = [kpi_card(one, asked.store.policy(), lines[one.now.kpi.key]) for one in found]
    return html.Div(cards, className="kpis")


def _valued(asked: Asked) -> list[Valued]:
    return asked.store.valued(asked.viewer, asked.selection)


def _assessed(asked: Asked) -> list[Assessed]:
    return asked.store.assessments(asked.viewer, asked.selection)


def _costs(asked: Asked, valued: list[Valued]) -> html.Div | html.P:
    if not any(one.told(key) for one in valued for key in COSTS):
        return nothing("No agreement for children has told of both spending and attendance.")
    charts = [
        costs.strips_card(key, valued, _together(asked, key), asked.export(f"value-{key}"))
        for key in COSTS
    ]
    export = exports(asked.export("value-by-agreement"))
    both = disclosure("Show cost and benefit together", shown_table(by_agreement(asked)), export)
    return html.Div([html.Div(charts, className="charts"), both])


def _together(asked: Asked, key: str) -> dict[str, Reading]:
    """What all agreements for each activity for children cost together."""
    found = asked.store.by_activity(asked.viewer, asked.selection, [key])[key]
    return {activity: found[activity] for activity in FOR_CHILDREN}


def _benefit(asked: Asked, valued: list[Valued]) -> list:
    """One activity at a time, the one that the address names or the largest."""
    told = benefit.comparable_activities(valued)
    if not told:
        return [nothing("No agreement has both a cost and a benefit to compare for this choice.")]
    activity = _chosen(asked, told)
    same = [one for one in valued if one.agreement.activity == activity]
    return [
        benefit.chooser(told, activity, asked.query),
        html.H3(ACTIVITIES[activity]),
        html.Div(_quadrants(asked, same, activity), className="charts"),
        benefit.numbered(same),
    ]


def _chosen(asked: Asked, told: list[str]) -> str:
    named = asked.named.get("activity")
    if named is not None and named not in ACTIVITIES:
        near = get_close_matches(named, ACTIVITIES, n=1, cutoff=0)[0]
        address = f"/value?{asked.query}&{urlencode({'activity': near})}"
        raise Unknown(f"There is no activity called ‘{named}’ here.", ACTIVITIES[near], address)
    return named if named in told else told[0]


def _quadrants(asked: Asked, same: list[Valued], activity: str) -> list:
    together = _together(asked, benefit.COST)[activity]
    targets = asked.store.policy().targets
    return [
        benefit.quadrants_card(
            key,
            same,
            together,
            targets[key].value,
            asked.export(f"value-against-{key}", activity=activity),
        )
        for key in benefit.BENEFITS
    ]


def _assessments(asked: Asked, assessed: list[Assessed]) -> list:
    if not assessed:
        return [nothing("No assessment is on the register for these agreements.")]
    today, export = asked.store.today(), asked.export("value-assessments")
    table = shown_table(view.assessments_table(assessed, today))
    return [
        view.stages(assessed, today),
        html.H3("Overdue"),
        view.overdue(assessed, today),
        disclosure("Show every assessment", table, exports(export), is_rest=True),
    ]


@exported("value-by-agreement", permission="see_partners")
def by_agreement(asked: Asked) -> Table:
    return view.valued_table(_valued(asked))


@exported("value-assessments", permission="see_partners")
def assessments(asked: Asked) -> Table:
    return view.assessments_table(_assessed(asked), asked.store.today())


def _offer_cost(key: str) -> None:
    @exported(f"value-{key}", permission="see_partners")
    def strips(asked: Asked) -> Table:
        return costs.strips_table(key, _valued(asked), _together(asked, key))


def _offer_benefit(key: str) -> None:
    @exported(f"value-against-{key}", permission="see_partners")
    def quadrants(asked: Asked) -> Table:
        valued = _valued(asked)
        told = benefit.comparable_activities(valued)
        activity = _chosen(asked, told) if told else None
        same = [one for one in valued if one.agreement.activity == activity]
        return benefit.quadrants_table(key, same)


for _each in COSTS:
    _offer_cost(_each)
for _each in benefit.BENEFITS:
    _offer_benefit(_each)
