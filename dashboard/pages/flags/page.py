"""Flags: which partners to talk to, and why."""

from collections.abc import Sequence
from datetime import date

from dash import html, register_page

from dashboard.components.cards.attention import counted
from dashboard.components.cards.flag_card import CONSIDER
from dashboard.components.page_parts import disclosure, no_data, nothing, page_header, waiting
from dashboard.components.tables.approvals import other_tasks, queue, queue_table
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.domain.formatting import plural
from dashboard.pages.flags.view import day_form, flag_group, flag_table, unsettled_table
from dashboard.policy.approvals import Wait
from dashboard.policy.flag import KINDS, ORDER, Flag, gravest, to_talk_to
from dashboard.store import due
from dashboard.web.auth import guarded_layout
from dashboard.web.export import exported
from dashboard.web.page import PageRequest, filled
from dashboard.web.query_string import day_in
from data.formatting import day
from data.policies import Policy

register_page(__name__, path="/flags", name="Flags", group="Partners", order=5, filters=("area",))


@guarded_layout("see_partners")
def layout(**_):
    return waiting("flags")


@filled("flags", permission="see_partners")
def flags(request: PageRequest):
    if not request.session.version:
        return no_data()
    today, on = request.session.today, _day(request)
    known = _flags(request)
    raised = [flag for flag in known if flag.finding.state == "raised"]
    policy, waits = request.session.policy(on), _waits(request) if on == today else []
    return [
        page_header(
            "Which partners should we talk to?",
            _answer(raised),
            note=f"{request.where}, on {day(on)}, by the settings {policy.version}. "
            "A flag is a reason to talk; people decide.",
        ),
        counted(raised) if raised else nothing("Nothing is due, overdue or out of line."),
        other_tasks(waits) if on == today else None,
        *(
            _kind(kind, raised, policy)
            for kind in ORDER
            if any(f.rule.kind == kind for f in raised)
        ),
        _unsettled(known),
        exports(_export(request, "flags")),
        day_form(request.selection.area, on, today),
        _queue(request, waits, policy) if on == today else None,
    ]


def _day(request: PageRequest) -> date:
    """The day asked about: today, or a past one as it was known then."""
    return day_in(request.search) or request.session.today


def _export(request: PageRequest, name: str) -> str:
    return f"{request.export(name)}&on={_day(request)}"


def _queue(request: PageRequest, waits: list[Wait], policy: Policy) -> html.Section:
    export = request.export("decisions-that-wait")
    return queue(waits, request.session.today, policy, export, request.session.viewer)


def _flags(request: PageRequest) -> list[Flag]:
    area, every = request.selection.area, request.session.judge.flags(_day(request))
    return [flag for flag in every if area in (None, flag.area)]


def _answer(raised: Sequence[Flag]) -> str:
    own = [flag for flag in raised if flag.rule.kind == "hub"]
    return f"{_partners_answer(raised)} {_hubs_answer(own)}".strip()


def _hubs_answer(own: Sequence[Flag]) -> str:
    """What is the hub's own to put right is no reason to talk to a partner."""
    is_are = "is" if len(own) == 1 else "are"
    return f"{plural(len(own), 'flag')} {is_are} for the hub itself to put right." if own else ""


def _partners_answer(raised: Sequence[Flag]) -> str:
    partners = to_talk_to(raised)
    if not partners:
        return "No partner gives a reason to talk at the moment."
    concerns = {flag.partner_code for flag in raised if flag.rule.kind == "concern"}
    ready = {flag.partner_code for flag in raised if flag.rule.kind == "conclude"}
    raise_ = "raises" if len(concerns) < 2 else "raise"
    return (
        f"{plural(len(partners), 'partner')} {'gives' if len(partners) == 1 else 'give'} "
        f"a reason to talk: {len(concerns) or 'none'} {raise_} a concern about quality, "
        f"objectives or needs, and {_ready(len(ready))}."
    )


def _ready(partners: int) -> str:
    if not partners:
        return "none looks ready to conclude"
    return f"{partners} may have done what the partnership was for"


def _kind(kind: str, raised: Sequence[Flag], policy: Policy) -> html.Section:
    """One group for each rule of the kind, the gravest first."""
    by_rule: dict[str, list[Flag]] = {}
    for flag in gravest([flag for flag in raised if flag.rule.kind == kind], most=None):
        by_rule.setdefault(flag.rule.key, []).append(flag)
    groups = [flag_group(flags, policy) for flags in by_rule.values()]
    consider = html.P(CONSIDER[kind], className="flag-consider")
    return html.Section([html.H2(KINDS[kind], id=kind), consider, *groups], className="section")


def _unsettled(known: Sequence[Flag]) -> html.Section | None:
    table = unsettled_table(known)
    if not table.rows:
        return None
    return html.Section(
        [
            html.H2("Waived, or not possible to say"),
            html.P(
                "Missing data never raises a concern: the rule then says that it cannot be judged.",
                className="section-note",
            ),
            disclosure(f"Show {plural(len(table.rows), 'line')}", shown_table(table), is_rest=True),
        ],
        className="section",
    )


def _waits(request: PageRequest) -> list[Wait]:
    return due.waits(request.session, request.selection.area)


@exported("decisions-that-wait", permission="see_partners")
def queued(request: PageRequest) -> Table:
    return queue_table("Decisions that wait", _waits(request), request.session.today)


@exported("flags", permission="see_partners")
def table(request: PageRequest) -> Table:
    return flag_table([flag for flag in _flags(request) if flag.finding.state == "raised"])
