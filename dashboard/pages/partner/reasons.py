"""Reasons of the policy in two columns, each with its evidence, and never one score."""

from collections.abc import Sequence

from dash import html

from dashboard.components.cards.flag_card import return_link
from dashboard.components.cards.outlooks import by_agreement
from dashboard.components.page_parts import disclosure, nothing
from dashboard.domain.formatting import plural
from dashboard.policy.flag import Flag
from dashboard.policy.outlook import Outlook
from dashboard.policy.reasons import Side, Standing
from dashboard.policy.rule import Evidence
from data.formatting import day
from data.policies import Policy

SIDES = {
    "positive": "Positive: it has done what it was for",
    "negative": "Negative: it falls short",
}
STATES = {
    "raised": "Stands",
    "clear": "Does not stand",
    "not_computable": "Cannot be told",
    "waived": "Waived",
}
MARKS = {("raised", "positive"): "green", ("raised", "negative"): "red"}
STRENGTHS = {
    "strong": "Strong",
    "moderate": "Moderate",
    "slight": "Slight",
    "complete": "Complete",
    "partial": "Partial",
    "none": "Not enough",
}


def strength_note(policy: Policy) -> html.Details:
    """How the words for the strength of evidence are arrived at."""
    quarters, days = policy.rules["ending_quarters"], policy.rules["reason_lasting_days"]
    return disclosure(
        "How the strength of evidence is told",
        html.P(
            f"Of a reason that stands two things are asked: whether each of the last {quarters} "
            f"returns due tells of it, and whether it has stood for {days} days. Where both hold "
            "the evidence is strong, where one does moderate, where none does slight. Of a reason "
            "that does not stand the evidence is complete where each of those returns tells of it, "
            "else partial. Needs are read from their register, not from returns. The words are "
            f"never added up. Both numbers are settings ({policy.status})."
        ),
    )


def reasons(outlooks: Sequence[Outlook]) -> html.Div:
    return by_agreement(outlooks, _columns)


def _columns(outlook: Outlook) -> html.Div:
    if not outlook.standings:
        begins = outlook.agreement.starts_on
        if begins > outlook.on:
            return nothing(f"It begins on {day(begins)}, and is judged from then on.")
        return nothing("It was not known on its last day, so that nothing can be said of it.")
    note = None
    if outlook.has_ended():
        note = nothing(f"As it was known on its last day, {day(outlook.judged_on)}.")
    sides = [_column(side, title, outlook) for side, title in SIDES.items()]
    return html.Div([note, html.Div(sides, className="two-columns")])


def _column(side: Side, title: str, outlook: Outlook) -> html.Div:
    own = [standing for standing in outlook.standings if standing.reason.side == side]
    return html.Div(
        [html.H4(title), html.Ul([_reason(standing) for standing in own], className="reasons")]
    )


def _reason(standing: Standing) -> html.Li:
    state = standing.flag.finding.state
    mark = MARKS.get((state, standing.reason.side), "grey")
    return html.Li(
        [
            html.Div(
                [
                    html.B(standing.reason.title),
                    html.Span(STATES[state], className=f"rag rag-{mark}"),
                ],
                className="reason-head",
            ),
            html.P(_strength(standing), className="small"),
            _evidence(standing.flag),
            *(html.P(sentence, className="small quiet") for sentence in standing.missing),
        ]
    )


def _strength(standing: Standing) -> str:
    """`Evidence: strong. 4 measures, and it stands since 25 March 2026.`"""
    flag = standing.flag
    measures = len(flag.finding.evidence)
    strength = f"{STRENGTHS[standing.strength].lower()}, {plural(measures, 'measure')}"
    sentences = f"Evidence: {strength if measures else 'nothing measured so far'}."
    if flag.waiver:
        waiver = flag.waiver
        sentences += f" Waived by {waiver.approved_by} until {day(waiver.expires_on)}."
    if flag.finding.since:
        sentences += f" It stands since {day(flag.finding.since)}."
    return sentences


def _evidence(flag: Flag) -> html.Ul | None:
    lines = [_line(flag, fact) for fact in flag.finding.evidence]
    return html.Ul(lines, className="measures") if lines else None


def _line(flag: Flag, fact: Evidence) -> html.Li:
    link = return_link(flag, fact)
    return html.Li(html.A(f"{fact}.", href=link) if link else f"{fact}.")
