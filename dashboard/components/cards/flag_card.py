"""Flag on its partner's page: rule, evidence, what would clear it, and what people entered."""

from collections.abc import Sequence

from dash import html

from dashboard.components.cards.outlooks import anchor, left_behind, summary
from dashboard.components.links import record_page, return_page
from dashboard.components.page_parts import clause_and_what_it_asks, disclosure, facts
from dashboard.components.setting_words import sentence
from dashboard.components.tables.journal_entries import act_sentences
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.facts import Act
from dashboard.domain.formatting import area_name
from dashboard.domain.viewer import ROLES, Viewer
from dashboard.policy.flag import KINDS, Flag
from dashboard.policy.outlook import Outlook
from dashboard.policy.rule import Evidence
from data.calendar import Quarter
from data.formatting import day
from data.hub import slug_of
from data.policies import Policy

CONSIDER = {
    "review": "Consider bringing the review forward, or recording what was agreed.",
    "concern": "Consider talking to the partner first, then an improvement plan.",
    "conclude": "Consider whether the partnership is complete, and how to end it well.",
    "money": "Consider checking the payment against the agreement before the next one.",
    "hub": "Consider putting this right: it is the hub's own to do.",
}
ENDS = ("concern", "conclude")  # the kinds that are reasons for an end
EVIDENCE = (
    Column("Measure"),
    Column("Value"),
    Column("Against"),
    Column("Period"),
    Column("Source"),
)
DONE = {"acknowledge": "Acknowledged", "disagree": "Disagreed with"}
OFFERED = {
    "acknowledge": "Acknowledge",
    "disagree": "Disagree",
    "review": "Record a review",
    "decision": "Record a decision",
}


def flag_card(
    flag: Flag, policy: Policy, viewer: Viewer, outlook: Outlook | None = None
) -> html.Article:
    """`outlook` of the flag's agreement, where its end is to be thought of."""
    finding = flag.finding
    return html.Article(
        [
            html.Div(
                [
                    html.H3(flag.rule.title),
                    html.P(_meta(flag), className="flag-meta"),
                    html.P(CONSIDER[flag.rule.kind], className="flag-consider"),
                ]
            ),
            html.Div(
                [
                    html.P(sentence(flag.rule.sentence, policy), className="flag-rule"),
                    facts(
                        [
                            ("Stands since", day(finding.since) if finding.since else ""),
                            ("What would clear it", finding.clears_when),
                            ("If it ended", _if_it_ended(flag, outlook)),
                            ("Policy clause", clause_and_what_it_asks(flag.rule.clause)),
                            ("Judged by", f"Settings {flag.settings}"),
                            ("Entered", entries(flag.acts)),
                        ]
                    ),
                    _evidence(flag, outlook),
                    entry_links(flag, viewer),
                ]
            ),
        ],
        className="flag",
    )


def _evidence(flag: Flag, outlook: Outlook | None) -> html.Details | None:
    """What the rule measured; where it is a reason for an end, what else gives the same, too."""
    tables = [evidence(flag)] if flag.finding.evidence else []
    if outlook and flag.rule.kind in ENDS and outlook.provisions:
        tables.append(left_behind(outlook, f"{_about(flag)}: "))
    if not tables:
        return None
    return disclosure("Show the evidence", *map(shown_table, tables), about=_about(flag))


def _if_it_ended(flag: Flag, outlook: Outlook | None) -> list | None:
    """What an end would leave behind, where the flag is a reason for one."""
    if outlook is None or flag.rule.kind not in ENDS:
        return None
    link = html.A("How ready it is to end well", href=f"#{anchor(flag.agreement_code)}")
    return [summary(outlook), " ", link, html.Span(f", {flag.agreement_code}", className="unseen")]


def _meta(flag: Flag) -> str:
    agreement = f"{flag.agreement_title} ({flag.agreement_code})" if flag.agreement_code else ""
    parts = (KINDS[flag.rule.kind], area_name(flag.area), agreement)
    return " · ".join(part for part in parts if part)


def _about(flag: Flag) -> str:
    return f"{flag.rule.title} {flag.agreement_code or area_name(flag.area)}"


def evidence(flag: Flag) -> Table:
    facts = flag.finding.evidence
    rows = [(fact.measure, fact.value, fact.threshold, fact.period, fact.source) for fact in facts]
    links = {at: link for at, fact in enumerate(facts) if (link := return_link(flag, fact))}
    return Table(f"Evidence: {_about(flag)}", EVIDENCE, rows, links=links)


def return_link(flag: Flag, fact: Evidence) -> str | None:
    """The return that a piece of evidence is from, or the newest of those that it adds up."""
    try:
        quarter = Quarter.parse(fact.period.removeprefix("to "))
    except ValueError:
        return None
    return return_page(flag.agreement_code, quarter) if flag.agreement_code else None


def entries(acts: Sequence[Act]) -> html.Ul | None:
    """`Acknowledged on 3 July 2026 (Music service lead). What is being done: …`"""
    lines = [html.Li(entry_sentence(act)) for act in acts]
    return html.Ul(lines, className="gravest") if lines else None


def entry_sentence(act: Act) -> str:
    by = f"{DONE[act.act]} on {day(act.written_on)} ({ROLES.get(act.role, act.role)})."
    return f"{by} {act_sentences(act, but=('rule', 'area'))}".strip()


def entry_links(flag: Flag, viewer: Viewer) -> html.P | None:
    """Where the flag is acknowledged or disagreed with, and a review or a decision is entered.

    None where the viewer decides nothing about what the flag is of.
    """
    area = flag.area if flag.agreement_code else None
    links = [
        (label, _address(act, flag))
        for act, label in OFFERED.items()
        if viewer.may_enter(act, area)
    ]
    if not links:
        return None
    about = flag.agreement_code or flag.area
    unseen = html.Span(f": {flag.rule.title}, {about}", className="unseen")
    return html.P([html.A([label, unseen], href=to) for label, to in links], className="exports")


def _address(act: str, flag: Flag) -> str:
    if act not in DONE:
        return record_page(act, agreement=flag.agreement_code)
    area = None if flag.agreement_code else slug_of(flag.area)
    return record_page(act, agreement=flag.agreement_code, rule=flag.rule.key, area=area)
