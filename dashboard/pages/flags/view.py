"""Flags: a rule with those it concerns, all of them as tables, and the form for another day."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.cards.flag_card import entries
from dashboard.components.forms import day_field, hidden_field, labelled
from dashboard.components.links import partner_links
from dashboard.components.page_parts import clause_and_what_it_asks
from dashboard.components.setting_words import sentence
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.formatting import area_name, plural
from dashboard.policy.flag import KINDS, Flag
from data.formatting import day
from data.hub import slug_of
from data.policies import Policy
from data.vocabulary.clauses import clause

COLUMNS = (
    Column("Partner"),
    Column("Agreement"),
    Column("Area"),
    Column("Evidence"),
    Column("Since", "day"),
    Column("What would clear it"),
    Column("Entered"),
)
STATES = {"waived": "Waived", "not_computable": "Not possible to say"}


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
            evidence_sentences(flag),
            flag.finding.since,
            flag.finding.clears_when,
            entries(flag.acts),
        )
        for flag in flags
    ]
    links = partner_links(flag.partner_code for flag in flags)
    columns, shown = COLUMNS, rows
    if not any(flag.acts for flag in flags):  # nothing was entered: no column for it
        columns, shown = COLUMNS[:-1], [row[:-1] for row in rows]
    caption = f"{title}: {plural(len(flags), 'flag')}"
    return Table(caption, columns, shown, links=links, stacks=True)


def flag_table(raised: Sequence[Flag]) -> Table:
    columns = (
        *(Column(title) for title in ("Flag", "Kind", "Partner", "Agreement", "Area")),
        Column("Since", "day"),
        *(Column(title) for title in ("Evidence", "What would clear it", "Policy clause")),
    )
    return Table("Flags that are raised", columns, [_row(flag) for flag in raised])


def _row(flag: Flag) -> tuple:
    return (
        flag.rule.title,
        KINDS[flag.rule.kind],
        flag.partner_name,
        flag.agreement_code,
        area_name(flag.area),
        flag.finding.since,
        evidence_sentences(flag),
        flag.finding.clears_when,
        clause(flag.rule.clause),
    )


def evidence_sentences(flag: Flag) -> str:
    """`Positive answers: 54% in 2025/26 Q4; at least 60% is asked.` Each fact is a sentence."""
    return " ".join(f"{fact}." for fact in flag.finding.evidence)


def _waived(flag: Flag) -> str:
    """By whom and until when, and what is waived."""
    waiver = flag.waiver
    by = f"Waived by {waiver.approved_by} until {day(waiver.expires_on)}."
    return f"{by} {evidence_sentences(flag)}"


def unsettled_table(flags: Sequence[Flag]) -> Table:
    rows = [
        (
            flag.rule.title,
            flag.partner_name or area_name(flag.area),
            flag.agreement_code,
            STATES[flag.finding.state],
            flag.finding.missing or _waived(flag),
        )
        for flag in flags
        if flag.finding.state in STATES
    ]
    columns = ("Flag", "Partner", "Agreement", "State", "What is missing, or who waived it")
    return Table(
        "Rules that are waived or cannot be judged", tuple(Column(title) for title in columns), rows
    )


def day_form(area: str | None, on: date, today: date) -> html.Form:
    """`area` is the one chosen, which stays; `on` the day that is shown."""
    hidden = [hidden_field("area", slug_of(area))] if area else []
    hint = "As they were known on that day, by the settings then in force."
    field = day_field("on", value=on.isoformat(), max=today.isoformat())
    return html.Form(
        [
            *hidden,
            labelled("on", "Flags of another day", field, hint),
            html.Button("Show that day", type="submit", className="plain-button"),
        ],
        action="/flags",
        method="get",
        className="asking",
    )
