"""Decisions that wait: for the Executive Group's approval, or to be reported to the Committee."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from dash import html

from dashboard.components.links import partner_links, record_page
from dashboard.components.page_parts import nothing
from dashboard.components.setting_words import sentence
from dashboard.components.tables.table import Column, Table, exports, shown_table
from dashboard.domain.formatting import area_name, plural
from dashboard.domain.viewer import Viewer
from dashboard.policy.approvals import CLAUSE, Wait
from data.policies import Policy
from data.vocabulary.clauses import clause

COLUMNS = (
    Column("Partner"),
    Column("What"),
    Column("Area"),
    Column("Decided by"),
    Column("Waiting since", "day"),
    Column("Days", "count"),
    Column("Overdue from", "day"),
    Column("What to do"),
)
BODIES = {
    "executive group": "Executive Group",
    "music service": "Music service",
    "hub lead": "Hub lead",
}
TO_DO = {
    "approve": "Record the Executive Group’s approval",
    "report": "Report it to the Oversight Committee and record the day",
}
ACTS = {"approve": "approval", "report": "report"}
HEADINGS = {
    "approve": "Waiting for the Executive Group’s approval",
    "report": "To be reported to the Oversight Committee",
}
NONE = {
    "approve": "Nothing waits for the Executive Group’s approval.",
    "report": "Nothing waits to be reported to the Oversight Committee.",
}


def other_tasks(waits: Sequence[Wait]) -> html.P:
    """What else there is to do than to read flags: on the same page, and on the next."""
    approve = sum(wait.step == "approve" for wait in waits)
    report = len(waits) - approve
    label = (
        f"Decisions: {plural(approve, 'waits', 'wait')} for approval, "
        f"{plural(report, 'is', 'are')} to be reported"
    )
    links = [html.A(label, href="/flags#decisions"), html.A("Whom to chase", href="/reminders")]
    return html.P(links, className="exports")


def queue(
    waits: Sequence[Wait], on: date, policy: Policy, export: str, viewer: Viewer
) -> html.Section:
    """Both lists, the oldest or most urgent first; `export` is the address of their table.

    The viewer is led to the steps that are theirs to record.
    """
    note = (
        "Agreements that run or start within {approval_ahead_days} days without approval, and what "
        "a music service or the hub lead decided; then what is to be reported within "
        "{decision_report_days} days of being decided."
    )
    return html.Section(
        [
            html.H2("Decisions that wait", id="decisions"),
            html.P(sentence(note, policy), className="section-note"),
            html.P(f"Policy clause: {clause(CLAUSE)}", className="flag-meta"),
            *(
                _list(step, [wait for wait in waits if wait.step == step], on, viewer)
                for step in HEADINGS
            ),
            exports(export) if waits else None,
        ],
        className="section",
    )


def _list(step: str, waits: Sequence[Wait], on: date, viewer: Viewer) -> html.Article:
    caption = f"{HEADINGS[step]}: {len(waits)}"
    table = _table(caption, waits, on, partial(_to_record, viewer))
    content = shown_table(table) if waits else nothing(NONE[step])
    return html.Article([html.H3(HEADINGS[step]), content], className="queue")


def queue_table(caption: str, waits: Sequence[Wait], on: date) -> Table:
    """In plain words, to be exported."""
    return _table(caption, waits, on, _to_do)


def _table(caption: str, waits: Sequence[Wait], on: date, to_do: Callable[[Wait], object]) -> Table:
    rows = [
        (
            wait.partner.name if wait.partner else "The hub",
            _subject(wait),
            area_name(wait.area),
            BODIES.get(wait.decided_by, wait.decided_by),
            wait.since,
            (on - wait.since).days,
            wait.overdue_from,
            to_do(wait),
        )
        for wait in waits
    ]
    links = partner_links(wait.partner and wait.partner.partner_code for wait in waits)
    return Table(caption, COLUMNS, rows, links=links, stacks=True)


def _to_do(wait: Wait) -> str:
    return TO_DO[wait.step]


def _to_record(viewer: Viewer, wait: Wait) -> html.A | str:
    """Where the step is entered in the journal, for those who enter it."""
    if not viewer.may_enter(ACTS[wait.step], wait.agreement and wait.agreement.area):
        return _to_do(wait)
    agreement = wait.agreement.agreement_code if wait.agreement else None
    decision = wait.decision.decision_ref if wait.decision else None
    address = record_page(ACTS[wait.step], agreement=agreement, decision=decision)
    about = html.Span(f": {_subject(wait)}", className="unseen")
    return html.A([TO_DO[wait.step], about], href=address)


def _subject(wait: Wait) -> str:
    """`Agreement: Saturday band (A-0231)`, `Renew: Saturday band (DEC-012)`."""
    agreement, decision = wait.agreement, wait.decision
    if decision is None:
        return f"Agreement: {agreement.title} ({agreement.agreement_code})"
    about = agreement.title if agreement else decision.opportunity_code
    return f"{decision.kind.capitalize()}: {about} ({decision.decision_ref})"
