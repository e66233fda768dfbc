"""Try a setting: which flags another value would have raised, lost and kept; how good flags are."""

from collections.abc import Mapping

from dash import html, register_page

from dashboard.backtest.backtest import Backtest
from dashboard.backtest.flag_quality import Quality
from dashboard.backtest.trial import NotATrial
from dashboard.components.links import record_page
from dashboard.components.page_parts import (
    disclosure,
    facts,
    no_data,
    page_header,
    section,
    waiting,
)
from dashboard.components.setting_words import setting_title
from dashboard.components.tables.backtests import answer, changes_table, ratings_table
from dashboard.components.tables.flag_quality import MEANT, noisy_means, quality_table, verdict
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.domain.formatting import area_name
from dashboard.pages.backtest import query
from dashboard.pages.backtest.trial_form import trial_form
from dashboard.pages.backtest.view import flags_section, ratings_section
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from data.adjustable import adjustable
from data.hub import slug_of

register_page(
    __name__,
    path="/backtest",
    name="Try a setting",
    group="Governance",
    order=8,
    filters=("area",),
)
QUESTION = "What would another setting have flagged?"
INVITATION = (
    "Choose a setting and another value for it: every past quarter is judged again, and you see "
    "which flags it would have raised, lost and kept."
)
UNCHANGED = (
    "Trying changes nothing: flags and figures everywhere stay as they are. A setting is changed "
    "by the Executive Group, which adopts it from a day on."
)

COUNTED_ONCE = (
    "Every flag of these quarters counts once, under what became of it. One on which somebody "
    "acted counts as acted on, though it may still stand on the Flags page."
)


@guarded_layout("see_partners")
def layout(**_):
    return waiting("backtest")


@filled("backtest", permission="see_partners")
def backtest(request: PageRequest):
    if not request.session.version:
        return no_data()
    try:
        result = _result(request)
    except NotATrial as refused:
        alarm = html.P(_refused(request, str(refused)), className="alarm", role="alert")
        return [
            page_header(QUESTION, "This cannot be tried."),
            alarm,
            _form(request),
            _quality(request),
        ]
    if result is None:
        return [
            page_header(QUESTION, INVITATION, note=UNCHANGED),
            _form(request),
            _quality(request),
        ]
    sentence = answer(result, adjustable(request.session.policy()))
    header = page_header(QUESTION, sentence, note=_about(request, result))
    return [header, _form(request), *_shown(request, result), _quality(request)]


def _refused(request: PageRequest, refusal: str) -> str:
    """The refusal, without the name that a setting has on the command line."""
    name = request.named.get("setting")
    if name in adjustable(request.session.policy()):
        refusal = refusal.replace(name, "this setting")
    return refusal[0].upper() + refusal[1:]


def _result(request: PageRequest) -> Backtest | None:
    """What the setting and value of the address would have changed; None where it names none."""
    named = request.named
    typed = {named["setting"]: named["value"]} if {"setting", "value"} <= named.keys() else {}
    trial = query.trial(request.session, typed, named.get("from"), named.get("to"))
    return query.backtest(request.session, trial, request.selection.area) if typed else None


def _about(request: PageRequest, result: Backtest) -> str:
    """Which setting, over which quarters and areas."""
    known, tried = adjustable(request.session.policy()), result.trial
    names = "; ".join(setting_title(known[name]) for name in tried.changes)
    where = area_name(request.selection.area) or "All areas"
    return f"{names}. {tried.quarters[0]} to {tried.quarters[-1]}, {where}."


def _form(request: PageRequest) -> html.Form:
    policy, area = request.session.policy(), request.selection.area
    return trial_form(
        adjustable(policy),
        policy,
        _typed(request),
        query.closed_quarters(request.session),
        {"area": slug_of(area)} if area else {},
    )


def _typed(request: PageRequest) -> Mapping[str, str]:
    """What the address says, with the quarters that are looked back on where it names none."""
    try:
        first, last = request.named.get("from"), request.named.get("to")
        quarters = query.trial(request.session, {}, first, last).quarters
    except NotATrial:
        return {"from": "", "to": "", **request.named}
    return {**request.named, "from": str(quarters[0]), "to": str(quarters[-1])}


def _shown(request: PageRequest, result: Backtest) -> list:
    return [
        html.P(UNCHANGED, className="section-note act"),
        _adopt(request) if request.session.viewer.may_enter("settings", None) else None,
        flags_section(result, request.export("backtest")) if result.rules else None,
        ratings_section(result, request.export("backtest-ratings")) if result.kpis else None,
    ]


def _adopt(request: PageRequest) -> html.P:
    """Where the Executive Group puts what was tried in force, from a day on."""
    named = request.named
    address = record_page("settings", setting=named["setting"], value=named["value"])
    return html.P(html.A("Adopt this setting", href=address))


def _quality(request: PageRequest) -> html.Section | None:
    try:
        quality = _judged(request)
    except NotATrial:
        return None
    policy = request.session.policy()
    return section(
        "How good are the flags?",
        html.P(verdict(quality, policy), className="section-answer"),
        shown_table(quality_table(quality)),
        exports(request.export("flag-quality")),
        disclosure("What the words mean", facts(MEANT), html.P(noisy_means(policy))),
        note=COUNTED_ONCE,
    )


def _judged(request: PageRequest) -> Quality:
    named, area = request.named, request.selection.area
    return query.quality(request.session, named.get("from"), named.get("to"), area)


@exported("backtest", permission="see_partners")
def tried(request: PageRequest) -> Table:
    result = _result(request)
    changes = result.having("raised", "lost", "otherwise", "kept") if result else ()
    return changes_table(changes, "Flags that a changed setting would have raised, lost and kept")


@exported("backtest-ratings", permission="see_partners")
def rated(request: PageRequest) -> Table:
    result = _result(request)
    return ratings_table(result.ratings if result else ())


@exported("flag-quality", permission="see_partners")
def judged(request: PageRequest) -> Table:
    return quality_table(_judged(request))
