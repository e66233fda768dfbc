"""What people entered about a flag, and where they enter more."""

from collections.abc import Sequence

from dash import html

from dashboard.components.links import record_page
from dashboard.components.tables.journal_entries import told
from dashboard.domain.facts import Act
from dashboard.domain.formatting import day
from dashboard.domain.viewer import ROLES
from dashboard.policy.rule import Flag
from data.hub import slug_of

DONE = {"acknowledge": "Acknowledged", "disagree": "Disagreed with"}


def entered(acts: Sequence[Act]) -> html.Ul | None:
    """`Acknowledged on 3 July 2026 (Music service lead). What is being done: …`"""
    lines = [html.Li(entry_said(act)) for act in acts]
    return html.Ul(lines, className="gravest") if lines else None


def entry_said(act: Act) -> str:
    by = f"{DONE[act.act]} on {day(act.written_on)} ({ROLES.get(act.role, act.role)})."
    return f"{by} {told(act, but=('rule', 'area'))}".strip()


def to_enter(flag: Flag) -> html.P:
    """Where the flag is acknowledged or disagreed with, and a review or a decision is entered."""
    about = flag.agreement_code or flag.area
    acts = {"acknowledge": "Acknowledge", "disagree": "Disagree"}
    links = [(label, _address(act, flag)) for act, label in acts.items()]
    if code := flag.agreement_code:
        links += [
            ("Record a review", record_page("review", agreement=code)),
            ("Record a decision", record_page("decision", agreement=code)),
        ]
    unseen = html.Span(f": {flag.rule.title}, {about}", className="unseen")
    return html.P([html.A([label, unseen], href=to) for label, to in links], className="exports")


def _address(act: str, flag: Flag) -> str:
    area = None if flag.agreement_code else slug_of(flag.area)
    return record_page(act, agreement=flag.agreement_code, rule=flag.rule.key, area=area)
