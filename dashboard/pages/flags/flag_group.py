"""All flags of one rule: the rule once in words, then whom it is about."""

from collections.abc import Sequence

from dash import html

from dashboard.components.cards.flag_card import entered
from dashboard.components.clauses import clause_and_what_it_asks
from dashboard.components.links import partner_page
from dashboard.components.setting_words import sentence
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.formatting import area_name, plural
from dashboard.pages.flags.flag_table import evidence_said
from dashboard.policy.flag import Flag
from data.policies import Policy

COLUMNS = (
    Column("Partner"),
    Column("Agreement"),
    Column("Area"),
    Column("Evidence"),
    Column("Since", "day"),
    Column("What would clear it"),
    Column("Entered"),
)


def flag_group(flags: Sequence[Flag], policy: Policy) -> html.Article:
    """`flags` are of one rule, in the order in which they are to be read."""
    rule = flags[0].rule
    return html.Article(
        [
            html.H3(rule.title),
            html.P(sentence(rule.sentence, policy), className="flag-rule"),
            html.P(
                ["Policy clause ", *clause_and_what_it_asks(rule.clause)], className="flag-meta"
            ),
            shown_table(_table(rule.title, flags)),
        ],
        className="flag-group",
    )


def _table(title: str, flags: Sequence[Flag]) -> Table:
    rows = [
        (
            flag.partner_name or "The hub",
            f"{flag.agreement_title} ({flag.agreement_code})" if flag.agreement_code else None,
            area_name(flag.area),
            evidence_said(flag),
            flag.finding.since,
            flag.finding.clears_when,
            entered(flag.acts),
        )
        for flag in flags
    ]
    links = {
        at: partner_page(flag.partner_code) for at, flag in enumerate(flags) if flag.partner_code
    }
    columns, shown = COLUMNS, rows
    if not any(flag.acts for flag in flags):  # nothing was entered: no column for it
        columns, shown = COLUMNS[:-1], [row[:-1] for row in rows]
    caption = f"{title}: {plural(len(flags), 'flag')}"
    return Table(caption, columns, shown, links=links, stacks=True)
