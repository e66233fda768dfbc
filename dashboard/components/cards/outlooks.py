"""Outlooks of agreements: one part under each agreement, and how ready each is to end well."""

from collections.abc import Callable, Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from dashboard.components.page_parts import disclosure, facts, nothing
from dashboard.components.tables.table import Column, Table, shown_table
from dashboard.domain.facts import Decision
from dashboard.domain.formatting import plural
from dashboard.policy.ending.case import Item
from dashboard.policy.ending.provision import left_without
from dashboard.policy.outlook import Outlook
from data.formatting import day

MARKS = {"ready": "green", "not yet": "amber", "cannot be told": "grey"}
ITEMS = ("Point", "State", "How it stands", "What to do")
KINDS = {"activity": "Activity", "function": "Function", "need": "Need"}
LEFT = ("What it gives", "Who else gives it")


def by_agreement(
    outlooks: Sequence[Outlook],
    part: Callable[[Outlook], Component],
    is_past: Callable[[Outlook], bool] = Outlook.has_ended,
) -> html.Div:
    """One part under each agreement's name; those that are past open on request."""
    if not outlooks:
        return nothing("No agreement is recorded.")
    here = [_named(outlook, part) for outlook in outlooks if not is_past(outlook)]
    gone = [_named(outlook, part) for outlook in outlooks if is_past(outlook)]
    if here and gone:
        has = "has" if len(gone) == 1 else "have"
        here.append(
            disclosure(
                f"Show {plural(len(gone), 'agreement')} that {has} ended", *gone, is_rest=True
            )
        )
    return html.Div(here or gone)


def _named(outlook: Outlook, part: Callable[[Outlook], Component]) -> html.Div:
    own = outlook.agreement
    title = [own.title, html.Span(f" {own.agreement_code}", className="quiet")]
    return html.Div([html.H3(title), part(outlook)], className="outlook")


def anchor(agreement_code: str) -> str:
    """The name of an agreement's place in this section."""
    return f"ending-{agreement_code}"


def endings(outlooks: Sequence[Outlook], decisions: Sequence[Decision]) -> html.Div:
    """`decisions` are the partner's own, their free text as the viewer may read it."""
    return by_agreement(outlooks, partial(ending, decisions=decisions), Outlook.is_settled)


def ending(outlook: Outlook, decisions: Sequence[Decision]) -> html.Div:
    """In a sentence, and then point by point; folded where nothing leads to an end."""
    points = [_items(outlook), _left(outlook), _options(outlook, decisions)]
    about = f"for {outlook.agreement.agreement_code}"
    shown = points if outlook.leads_out else [disclosure("Show every point", *points, about=about)]
    return html.Div(
        [html.P(summary(outlook), className="section-note"), *shown],
        id=anchor(outlook.agreement.agreement_code),
    )


def summary(outlook: Outlook) -> str:
    """`If it ended on its end date, 31 August 2028, it would leave Luton with no singing. …`"""
    sentence = f"{_opening(outlook)}{_leaving(outlook)}"
    if not outlook.leads_out:
        return sentence
    ready = sum(item.state == "ready" for item in outlook.items)
    return (
        f"{sentence} {ready} of {len(outlook.items)} points {'is' if ready == 1 else 'are'} ready."
    )


def _opening(outlook: Outlook) -> str:
    if outlook.ends_on < outlook.on:
        return f"It ended on {day(outlook.ends_on)}, and "
    if outlook.is_decided:
        return f"It ends on {day(outlook.ends_on)}, and "
    return f"If it ended on its end date, {day(outlook.ends_on)}, "


def _leaving(outlook: Outlook) -> str:
    """What nobody else gives, or how those who do go on."""
    fates = {provision.fate for provision in outlook.provisions}
    if left := left_without(
        provision for provision in outlook.provisions if provision.fate == "lost"
    ):
        verb = "this left" if outlook.ends_on < outlook.on else "this would leave"
        return f"{verb} {left}."
    if "ends too" in fates:
        return "the others that give the same would have ended too, unless they are renewed."
    if "hub-wide" in fates:
        return "some of what it gives would go on with hub-wide agreements only."
    return "what it gives goes on with other agreements."


def _items(outlook: Outlook) -> html.Div:
    columns = tuple(Column(title) for title in ITEMS)
    rows = [
        (item.title, _state(item), item.sentence, item.todo or "Nothing") for item in outlook.items
    ]
    return shown_table(Table(f"Ready to end well: {_code(outlook)}", columns, rows, stacks=True))


def _state(item: Item) -> html.Span:
    return html.Span(item.state.capitalize(), className=f"rag rag-{MARKS[item.state]}")


def left_behind(outlook: Outlook, about: str = "") -> Table:
    """Each thing that an agreement gives; `about` tells tables of the same page apart."""
    columns = tuple(Column(title) for title in LEFT)
    rows = [
        (f"{KINDS[provision.kind]}: {provision.what}", provision.others_said(outlook.ends_on))
        for provision in outlook.provisions
    ]
    return Table(
        f"{about}What {_code(outlook)} gives, and who else does", columns, rows, stacks=True
    )


def _left(outlook: Outlook) -> html.Details:
    shown = shown_table(left_behind(outlook))
    return disclosure("Show what it gives and who else does", shown, about=f"for {_code(outlook)}")


def _options(outlook: Outlook, decisions: Sequence[Decision]) -> html.Details | None:
    """What decisions since the award say of options and why, to those who may read it."""
    own = [d for d in decisions if d.agreement_code == _code(outlook) and d.options]
    if not own:
        return None
    options = [
        (
            f"{decision.decision_ref}, {day(decision.decided_on)}",
            f"{decision.options}. {decision.rationale or ''}",
        )
        for decision in own
    ]
    return disclosure("Show the options recorded", facts(options), about=f"for {_code(outlook)}")


def _code(outlook: Outlook) -> str:
    return outlook.agreement.agreement_code
