"""Commissioning: is what the hub commissions planned, open, mixed, and for a need?"""

from dash import html, register_page

from dashboard.components.page_parts import (
    disclosure,
    no_data,
    nothing,
    page_header,
    section,
    waiting,
)
from dashboard.components.period import on_a_day
from dashboard.components.tables.commissioning import answer, log_sentence, mix_table, routes
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.pages.commissioning.calls import calls, proposals_table
from dashboard.pages.commissioning.view import agreements_table, needs_by_area, needs_table
from dashboard.policy.commissioning import Commissioned
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import Asked, filled

register_page(
    __name__,
    path="/commissioning",
    name="Commissioning",
    group="Partners",
    order=6,
    filters=("area", "function"),
)


@guarded_layout("see_partners")
def layout(**_):
    return waiting("commissioning")


@filled("commissioning", permission="see_partners")
def commissioning(asked: Asked):
    if not asked.store.version():
        return no_data()
    found, needs = _found(asked), asked.store.needs(asked.viewer, asked.selection)
    header = page_header(
        "Does what the hub commissions answer its needs, openly and fairly?",
        answer(found, needs),
        note=on_a_day(asked.selection, asked.store.today()),
    )
    return [
        header,
        section("Needs, and who answers them", *_needs(asked, needs)),
        section("How agreements came about", *_how(asked, found)),
        section("Who the money is with", *_mix(asked, found)),
        section("Calls and proposals", *_calls(asked)),
        section("Commissioning log", *_log(asked)),
    ]


def _found(asked: Asked) -> list[Commissioned]:
    return asked.store.commissioned(asked.viewer, asked.selection)


def _needs(asked: Asked, needs: list) -> list:
    return [needs_by_area(needs), exports(asked.export("needs"))]


def _how(asked: Asked, found: list[Commissioned]) -> list:
    if not found:
        return [nothing("No agreement runs today for this choice.")]
    return [routes(found)]


def _mix(asked: Asked, found: list[Commissioned]) -> list:
    return [shown_table(mix(asked)), exports(asked.export("commissioning-mix"))] if found else []


def _calls(asked: Asked) -> list:
    found = asked.store.opportunities(asked.viewer, asked.selection)
    return [calls(found, asked.store.today()), exports(asked.export("proposals"))]


def _log(asked: Asked) -> list:
    said = html.P(log_sentence(_named(asked)), className="section-note")
    shown = disclosure(
        "Show every agreement",
        shown_table(log(asked)),
        exports(asked.export("agreements")),
        is_rest=True,
    )
    return [said, shown]


def _named(asked: Asked) -> list[Commissioned]:
    """Those whose details the viewer may see."""
    return [one for one in _found(asked) if asked.viewer.sees_detail_of(one.agreement.area)]


@exported("needs", permission="see_partners")
def needs(asked: Asked) -> Table:
    return needs_table(asked.store.needs(asked.viewer, asked.selection))


@exported("commissioning-mix", permission="see_totals")
def mix(asked: Asked) -> Table:
    return mix_table(_found(asked))


@exported("proposals", permission="see_partners")
def proposals(asked: Asked) -> Table:
    found = asked.store.opportunities(asked.viewer, asked.selection)
    return proposals_table(found, asked.store.today())


@exported("agreements", permission="see_partners")
def log(asked: Asked) -> Table:
    return agreements_table(_named(asked))
