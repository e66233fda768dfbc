"""A flag on its partner's page: the rule in words, its evidence, and what would clear it."""

from dash import html

from dashboard.components.cards.ending_readiness import anchor, left_behind, summary
from dashboard.components.cards.flag_acts import entered, to_enter
from dashboard.components.clauses import clause_and_what_it_asks
from dashboard.components.expander import facts, more
from dashboard.components.links import return_page
from dashboard.components.period import area_said
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.formatting import day
from dashboard.policy.outlook import Outlook
from dashboard.policy.rule import KINDS, Evidence, Flag
from dashboard.policy.sentences import sentence
from data.calendar import Quarter
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


def flag_card(
    flag: Flag, policy: Policy, outlook: Outlook | None = None, may_record: bool = False
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
                            ("Entered", entered(flag.acts)),
                        ]
                    ),
                    _evidence(flag, outlook),
                    to_enter(flag) if may_record else None,
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
    return more("Show the evidence", *map(shown_table, tables), about=_about(flag))


def _if_it_ended(flag: Flag, outlook: Outlook | None) -> list | None:
    """What an end would leave behind, where the flag is a reason for one."""
    if outlook is None or flag.rule.kind not in ENDS:
        return None
    link = html.A("How ready it is to end well", href=f"#{anchor(flag.agreement_code)}")
    return [summary(outlook), " ", link, html.Span(f", {flag.agreement_code}", className="unseen")]


def _meta(flag: Flag) -> str:
    agreement = f"{flag.agreement_title} ({flag.agreement_code})" if flag.agreement_code else ""
    parts = (KINDS[flag.rule.kind], area_said(flag.area), agreement)
    return " · ".join(part for part in parts if part)


def _about(flag: Flag) -> str:
    return f"{flag.rule.title} {flag.agreement_code or area_said(flag.area)}"


def evidence(flag: Flag) -> Table:
    found = flag.finding.evidence
    rows = [(one.measure, one.value, one.threshold, one.period, one.source) for one in found]
    links = {at: link for at, one in enumerate(found) if (link := way_back(flag, one))}
    return Table(f"Evidence: {_about(flag)}", EVIDENCE, rows, links=links)


def way_back(flag: Flag, one: Evidence) -> str | None:
    """The return that a piece of evidence is from, or the newest of those that it adds up."""
    try:
        quarter = Quarter.parse(one.period.removeprefix("to "))
    except ValueError:
        return None
    return return_page(flag.agreement_code, quarter) if flag.agreement_code else None
