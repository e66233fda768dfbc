"""Committee's part of the review: decisions, endings, risks and environment."""

from dash import html

from dashboard.components.page_parts import disclosure, nothing, section
from dashboard.components.tables import commissioning, since_meeting
from dashboard.components.tables.table import Table, exports, shown_table
from dashboard.pages.review import view
from dashboard.pages.review.decisions import (
    decisions_table,
    endings_table,
    everything_table,
    reviews_table,
)
from dashboard.policy.changes import Changes, bands_of
from dashboard.store.commissioning import commissioned, needs
from dashboard.web.export import exported
from dashboard.web.page import PageRequest


def changes_for(request: PageRequest) -> Changes:
    chosen = request.selection
    return request.session.judge.changes(chosen.last_meeting, chosen.area)


def _export(request: PageRequest, name: str) -> html.P:
    return exports(request.export(f"review-{name}"))


def sections(request: PageRequest, changes: Changes) -> list:
    note = since_meeting.meeting_note(request.selection.quarter)
    return [
        section(
            "Reviews and decisions since the last meeting", *_since(request, changes), note=note
        ),
        section("Options looked at and notice given", *_endings(request)),
        section(
            "Actions carried forward",
            since_meeting.carried_forward(changes),
            _export(request, "flags"),
        ),
        section("Commissioning", *_commissioning(request)),
        section("Risks", shown_table(_risks(request, changes))),
        section("Environment", *_environment(request)),
    ]


def _since(request: PageRequest, changes: Changes) -> list:
    reviews = reviews_table(changes.reviews)
    taken = decisions_table(changes.decisions)
    return [
        since_meeting.counted(changes),
        html.P(
            since_meeting.agreements_sentence(changes.began, changes.ended),
            className="section-note",
        ),
        shown_table(taken) if taken.rows else nothing("No decision has been taken."),
        _export(request, "decisions"),
        disclosure(
            f"Show the {len(reviews.rows)} reviews held", shown_table(reviews), is_rest=True
        ),
    ]


def _endings(request: PageRequest) -> list:
    table = endings(request)
    if not table.rows:
        return [nothing("No decision to end, vary or improve a partnership is on the register.")]
    return [shown_table(table), _export(request, "endings")]


def _commissioning(request: PageRequest) -> list:
    mix = request.session.totals.mix(request.selection)
    return [
        html.P(commissioning.answer(mix, needs(request.session, request.selection))),
        html.P(commissioning.log_sentence(commissioned(request.session, request.selection))),
        html.P(html.A("Needs, calls and every agreement", href="/commissioning")),
    ]


def _risks(request: PageRequest, changes: Changes) -> Table:
    bands = request.session.policy().risk_bands
    then, now = bands_of(changes.risks_then, bands), bands_of(changes.risks_now, bands)
    return since_meeting.risks_table(then, now, changes.since)


def _environment(request: PageRequest) -> list:
    own = [entry.agreement for entry in commissioned(request.session, request.selection)]
    table = shown_table(view.commitments_table(own))
    return [
        html.P(view.commitments_sentence(own)),
        disclosure("Show the commitments", table, is_rest=True),
    ]


@exported("review-flags", permission="see_partners")
def flags(request: PageRequest) -> Table:
    return since_meeting.flags_table(changes_for(request))


@exported("review-decisions", permission="see_partners")
def decisions(request: PageRequest) -> Table:
    return everything_table(changes_for(request).decisions)


@exported("review-endings", permission="see_partners")
def endings(request: PageRequest) -> Table:
    taken = request.session.judge.decisions(request.selection.area)
    return endings_table(taken)
