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
from dashboard.pages.backtest.trial_form import trial_form
from dashboard.pages.backtest.view import flags_section, ratings_section
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled
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
def backtest(asked: Asked):
    if not asked.store.version():
        return no_data()
    try:
        found = _found(asked)
    except NotATrial as refused:
        alarm = html.P(_refused(asked, str(refused)), className="alarm", role="alert")
        return [
            page_header(QUESTION, "This cannot be tried."),
            alarm,
            _form(asked),
            _quality(asked),
        ]
    if found is None:
        return [page_header(QUESTION, INVITATION, note=UNCHANGED), _form(asked), _quality(asked)]
    told = answer(found, adjustable(asked.store.policy()))
    header = page_header(QUESTION, told, note=_about(asked, found))
    return [header, _form(asked), *_shown(asked, found), _quality(asked)]


def _refused(asked: Asked, told: str) -> str:
    """The refusal, without the name that a setting has on the command line."""
    name = asked.named.get("setting")
    if name in adjustable(asked.store.policy()):
        told = told.replace(name, "this setting")
    return told[0].upper() + told[1:]


def _found(asked: Asked) -> Backtest | None:
    """What the setting and value of the address would have changed; None where it names none."""
    named = asked.named
    typed = {named["setting"]: named["value"]} if {"setting", "value"} <= named.keys() else {}
    trial = asked.store.trial(typed, named.get("from"), named.get("to"))
    return asked.store.backtest(asked.viewer, trial, asked.selection.area) if typed else None


def _about(asked: Asked, found: Backtest) -> str:
    """Which setting, over which quarters and areas."""
    known, tried = adjustable(asked.store.policy()), found.trial
    names = "; ".join(setting_title(known[name]) for name in tried.changes)
    where = area_name(asked.selection.area) or "All areas"
    return f"{names}. {tried.quarters[0]} to {tried.quarters[-1]}, {where}."


def _form(asked: Asked) -> html.Form:
    policy, area = asked.store.policy(), asked.selection.area
    return trial_form(
        adjustable(policy),
        policy,
        _typed(asked),
        asked.store.closed_quarters(),
        {"area": slug_of(area)} if area else {},
    )


def _typed(asked: Asked) -> Mapping[str, str]:
    """What the address says, with the quarters that are looked back on where it names none."""
    try:
        quarters = asked.store.trial({}, asked.named.get("from"), asked.named.get("to")).quarters
    except NotATrial:
        return {"from": "", "to": "", **asked.named}
    return {**asked.named, "from": str(quarters[0]), "to": str(quarters[-1])}


def _shown(asked: Asked, found: Backtest) -> list:
    return [
        html.P(UNCHANGED, className="section-note act"),
        _adopt(asked) if asked.viewer.may("adopt") else None,
        flags_section(found, asked.export("backtest")) if found.rules else None,
        ratings_section(found, asked.export("backtest-ratings")) if found.kpis else None,
    ]


def _adopt(asked: Asked) -> html.P:
    """Where the Executive Group puts what was tried in force, from a day on."""
    named = asked.named
    address = record_page("settings", setting=named["setting"], value=named["value"])
    return html.P(html.A("Adopt this setting", href=address))


def _quality(asked: Asked) -> html.Section | None:
    try:
        found = _judged(asked)
    except NotATrial:
        return None
    policy = asked.store.policy()
    return section(
        "How good are the flags?",
        html.P(verdict(found, policy), className="section-answer"),
        shown_table(quality_table(found)),
        exports(asked.export("flag-quality")),
        disclosure("What the words mean", facts(MEANT), html.P(noisy_means(policy))),
        note=COUNTED_ONCE,
    )


def _judged(asked: Asked) -> Quality:
    named, area = asked.named, asked.selection.area
    return asked.store.quality(asked.viewer, named.get("from"), named.get("to"), area)


@exported("backtest", permission="see_partners")
def tried(asked: Asked) -> Table:
    found = _found(asked)
    changes = found.having("raised", "lost", "otherwise", "kept") if found else ()
    return changes_table(changes, "Flags that a changed setting would have raised, lost and kept")


@exported("backtest-ratings", permission="see_partners")
def rated(asked: Asked) -> Table:
    found = _found(asked)
    return ratings_table(found.ratings if found else ())


@exported("flag-quality", permission="see_partners")
def judged(asked: Asked) -> Table:
    return quality_table(_judged(asked))
