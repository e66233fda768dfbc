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
from dashboard.web.export import exported
from dashboard.web.page import Asked


def changes_for(asked: Asked) -> Changes:
    chosen = asked.selection
    return asked.store.changes(asked.viewer, chosen.last_meeting, chosen.area)


def _export(asked: Asked, name: str) -> html.P:
    return exports(asked.export(f"review-{name}"))


def sections(asked: Asked, changes: Changes) -> list:
    note = since_meeting.meeting_note(asked.selection.quarter)
    return [
        section("Reviews and decisions since the last meeting", *_since(asked, changes), note=note),
        section("Options looked at and notice given", *_endings(asked)),
        section(
            "Actions carried forward",
            since_meeting.carried_forward(changes),
            _export(asked, "flags"),
        ),
        section("Commissioning", *_commissioning(asked)),
        section("Risks", shown_table(_risks(asked, changes))),
        section("Environment", *_environment(asked)),
    ]


def _since(asked: Asked, changes: Changes) -> list:
    reviews = reviews_table(changes.reviews)
    taken = decisions_table(changes.decisions)
    return [
        since_meeting.counted(changes),
        html.P(
            since_meeting.agreements_sentence(changes.began, changes.ended),
            className="section-note",
        ),
        shown_table(taken) if taken.rows else nothing("No decision has been taken."),
        _export(asked, "decisions"),
        disclosure(
            f"Show the {len(reviews.rows)} reviews held", shown_table(reviews), is_rest=True
        ),
    ]


def _endings(asked: Asked) -> list:
    table = endings(asked)
    if not table.rows:
        return [nothing("No decision to end, vary or improve a partnership is on the register.")]
    return [shown_table(table), _export(asked, "endings")]


def _commissioning(asked: Asked) -> list:
    commissions = asked.store.commissioned(asked.viewer, asked.selection)
    needs = asked.store.needs(asked.viewer, asked.selection)
    own = [c for c in commissions if asked.viewer.sees_detail_of(c.agreement.area)]
    return [
        html.P(commissioning.answer(commissions, needs)),
        html.P(commissioning.log_sentence(own)),
        html.P(html.A("Needs, calls and every agreement", href="/commissioning")),
    ]


def _risks(asked: Asked, changes: Changes) -> Table:
    bands = asked.store.policy().risk_bands
    then, now = bands_of(changes.risks_then, bands), bands_of(changes.risks_now, bands)
    return since_meeting.risks_table(then, now, changes.since)


def _environment(asked: Asked) -> list:
    commissions = asked.store.commissioned(asked.viewer, asked.selection)
    own = [o.agreement for o in commissions if asked.viewer.sees_detail_of(o.agreement.area)]
    table = shown_table(view.commitments_table(own))
    return [
        html.P(view.commitments_sentence(own)),
        disclosure("Show the commitments", table, is_rest=True),
    ]


@exported("review-flags", permission="see_partners")
def flags(asked: Asked) -> Table:
    return since_meeting.flags_table(changes_for(asked))


@exported("review-decisions", permission="see_partners")
def decisions(asked: Asked) -> Table:
    return everything_table(changes_for(asked).decisions)


@exported("review-endings", permission="see_partners")
def endings(asked: Asked) -> Table:
    taken = asked.store.decisions(asked.viewer, asked.selection.area)
    return endings_table(taken)
