"""Quarterly review: what the Oversight Committee reads, and prints, once a quarter."""

from dash import html, register_page

from dashboard.changes import Changes, bands_of
from dashboard.export import exported
from dashboard.guard import guarded_layout
from dashboard.kpi import Reading
from dashboard.layout import changes as since
from dashboard.layout import commissioning, decided, readings
from dashboard.layout import review as parts
from dashboard.layout.chart_card import exports
from dashboard.layout.funds import answer as funds_said
from dashboard.layout.funds import money_table
from dashboard.layout.more import more
from dashboard.layout.page_header import page_header, section
from dashboard.layout.states import no_data, nothing, waiting
from dashboard.layout.table import Table, shown_table
from dashboard.live import Asked, filled
from data.hub import HUB

register_page(
    __name__,
    path="/review",
    name="Quarterly review",
    group="Governance",
    order=1,
    filters=("area", "quarter", "span"),
)
PEOPLE = ("children_reached", "schools_engaged", "fsm_equity", "send_share")
QUALITY = ("satisfaction_positive", "learning_improved", "attendance_rate", "continuation")


@guarded_layout("see_partners")
def layout(**_):
    return waiting("review")


@filled("review", permission="see_partners")
def review(asked: Asked):
    if not asked.store.version():
        return no_data()
    changes = _changes(asked)
    return [*_front(asked, changes), *_performance(asked), *_partners(asked, changes)]


def _changes(asked: Asked) -> Changes:
    day = asked.selection.quarter.previous().due_on
    return asked.store.changes(asked.viewer, day, asked.selection.area)


def _front(asked: Asked, changes: Changes) -> list:
    cells = asked.store.returns_grid(asked.viewer, asked.selection)
    now = asked.store.readings(asked.viewer, asked.selection)
    planned = [one for one in now if one.kpi.function]
    question = f"What should the Oversight Committee know about {asked.selection.quarter}?"
    button = html.Button("Print", type="button", className="plain-button", **{"data-print": "page"})
    return [
        page_header(question, parts.answer(planned, cells), asked.selection),
        html.P(button, className="act"),
        parts.cover(asked.selection, asked.store.today(), cells),
        section(
            "In one page",
            html.H3("Measures of the local plan"),
            parts.ratings(planned),
            html.H3("Flags"),
            parts.flags_counted(changes),
            html.H3("Waiting for a decision"),
            since.waiting(changes),
        ),
    ]


def _performance(asked: Asked) -> list:
    found = {one.kpi.key: one for one in asked.store.readings(asked.viewer, asked.selection)}
    return [
        section("The local plan by function", shown_table(plan(asked)), _export(asked, "plan")),
        section("Money by music service", html.P(_money_said(asked)), shown_table(money(asked))),
        section("Reach and inclusion", *_in_areas(asked, found, PEOPLE, "reach")),
        section("Satisfaction and learning", *_in_areas(asked, found, QUALITY, "quality")),
    ]


def _export(asked: Asked, name: str) -> html.P:
    return exports(asked.export(f"review-{name}"))


def _in_areas(asked: Asked, found: dict[str, Reading], keys: tuple[str, ...], name: str) -> list:
    if asked.selection.area:
        return [parts.said_of(found, *keys)]
    return [parts.said_of(found, *keys), shown_table(_areas(asked, keys)), _export(asked, name)]


def _areas(asked: Asked, keys: tuple[str, ...]) -> Table:
    found = asked.store.by_area(asked.viewer, asked.selection, keys)
    return readings.by_area("The same in each area", found, HUB.area_names)


def _partners(asked: Asked, changes: Changes) -> list:
    note = since.since_when(asked.selection.quarter)
    return [
        section("Reviews and decisions since the last meeting", *_since(asked, changes), note=note),
        section("Options looked at and notice given", *_endings(asked)),
        section("Actions carried forward", since.carried(changes), _export(asked, "flags")),
        section("Commissioning", *_commissioning(asked)),
        section("Risks", shown_table(_risks(asked, changes))),
        section("Environment", *_environment(asked)),
    ]


def _since(asked: Asked, changes: Changes) -> list:
    reviews, taken = (
        decided.reviews_table(changes.reviews),
        decided.decisions_table(changes.decisions),
    )
    return [
        since.counted(changes),
        html.P(since.agreements_said(changes.began, changes.ended), className="section-note"),
        shown_table(taken) if taken.rows else nothing("No decision has been taken."),
        _export(asked, "decisions"),
        more(f"Show the {len(reviews.rows)} reviews held", shown_table(reviews)),
    ]


def _endings(asked: Asked) -> list:
    table = endings(asked)
    if not table.rows:
        return [nothing("No decision to end, vary or improve a partnership is on the register.")]
    return [shown_table(table), _export(asked, "endings")]


def _commissioning(asked: Asked) -> list:
    found = asked.store.commissioned(asked.viewer, asked.selection)
    needs = asked.store.needs(asked.viewer, asked.selection)
    own = [one for one in found if asked.viewer.sees_detail_of(one.agreement.area)]
    return [
        html.P(commissioning.answer(found, needs)),
        html.P(commissioning.log_said(own)),
        html.P(html.A("Needs, calls and every agreement", href="/commissioning")),
    ]


def _risks(asked: Asked, changes: Changes) -> Table:
    bands = asked.store.policy().risk_bands
    then, now = bands_of(changes.risks_then, bands), bands_of(changes.risks_now, bands)
    return since.risks_table(then, now, changes.since)


def _environment(asked: Asked) -> list:
    found = asked.store.commissioned(asked.viewer, asked.selection)
    own = [o.agreement for o in found if asked.viewer.sees_detail_of(o.agreement.area)]
    table = shown_table(parts.commitments_table(own))
    return [html.P(parts.commitments_said(own)), more("Show the commitments", table)]


def _money_said(asked: Asked) -> str:
    return funds_said(_funds(asked), asked.selection.quarter.academic_year)


def _funds(asked: Asked) -> list:
    area, year = asked.selection.area, asked.selection.quarter.academic_year
    return [f for f in asked.store.funds(asked.viewer, year) if area in (None, f.area)]


@exported("review-plan", permission="see_totals")
def plan(asked: Asked) -> Table:
    return parts.plan_table(asked.store.compared(asked.viewer, asked.selection))


@exported("review-money", permission="see_totals")
def money(asked: Asked) -> Table:
    return money_table(_funds(asked), asked.selection.quarter.academic_year)


@exported("review-reach", permission="see_totals")
def reach(asked: Asked) -> Table:
    return _areas(asked, PEOPLE)


@exported("review-quality", permission="see_totals")
def quality(asked: Asked) -> Table:
    return _areas(asked, QUALITY)


@exported("review-flags", permission="see_partners")
def flags(asked: Asked) -> Table:
    return since.flags_table(_changes(asked))


@exported("review-decisions", permission="see_partners")
def decisions(asked: Asked) -> Table:
    return decided.everything_table(_changes(asked).decisions)


@exported("review-endings", permission="see_partners")
def endings(asked: Asked) -> Table:
    taken = asked.store.decisions(asked.viewer, asked.selection.area)
    return decided.endings_table(taken)
