"""Since the last meeting: what happened, what waits, and what is carried forward."""

from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.links import partner_page
from dashboard.components.page_parts import disclosure, nothing
from dashboard.components.tables.table import Column, Table
from dashboard.domain.facts import Agreement
from dashboard.domain.formatting import area_name, plural
from dashboard.policy.changes import Changes
from dashboard.policy.flag import KINDS, Flag, gravest
from data.calendar import Quarter
from data.formatting import day, listed

MOST = 6


def meeting_note(quarter: Quarter) -> str:
    """How the day of the last meeting is chosen, which no register holds."""
    before = quarter.previous()
    return (
        f"Since {day(before.due_on)}, when the returns of {before} fell due: no meeting is on any "
        "register, so the last one is taken to have been on that day."
    )


def counted(changes: Changes) -> html.Ul:
    """The numbers of what happened, each under its word."""
    counts = [
        (len(changes.raised), "new flag", "new flags"),
        (len(changes.cleared), "flag cleared", "flags cleared"),
        (len(changes.reviews), "review held", "reviews held"),
        (len(changes.decisions), "decision taken", "decisions taken"),
        (len(changes.began), "agreement began", "agreements began"),
        (len(changes.ended), "agreement ended", "agreements ended"),
    ]
    return html.Ul(
        [html.Li([html.B(str(n)), singular if n == 1 else many]) for n, singular, many in counts],
        className="count-list",
    )


def new_flags(changes: Changes) -> html.Div | html.P:
    if not changes.raised:
        return nothing("No flag has been raised since then.")
    lines = [flag_line(flag) for flag in gravest(changes.raised, None)]
    return _folded(lines)


def waiting(changes: Changes) -> html.Div | html.P:
    """Flags that only a decision clears."""
    if not changes.waiting:
        return nothing("No flag waits for a decision.")
    return _folded([flag_line(flag, flag.finding.clears_when) for flag in changes.waiting])


def carried_forward(changes: Changes) -> html.Div | html.P:
    if not changes.carried:
        return nothing("No flag of the last meeting still stands.")
    lines = [flag_line(f, f.finding.clears_when) for f in gravest(changes.carried, None)]
    return _folded(lines)


def _folded(lines: list[html.Li]) -> html.Div:
    """The first few for all to see, the rest on opening."""
    rest = lines[MOST:]
    shown = html.Ul(lines[:MOST], className="gravest")
    if not rest:
        return html.Div(shown)
    folded = html.Ul(rest, className="gravest")
    return html.Div([shown, disclosure(f"Show {len(rest)} more", folded, is_rest=True)])


def flag_line(flag: Flag, act: str | None = None) -> html.Li:
    who = (
        html.A(flag.partner_name, href=partner_page(flag.partner_code))
        if flag.partner_code
        else area_name(flag.area)
    )
    since = f", since {day(flag.finding.since)}" if flag.finding.since else ""
    area = f" ({area_name(flag.area)}{since})"
    words = [html.B(f"{flag.rule.title}: "), who, html.Span(area, className="quiet")]
    return html.Li([*words, html.Span(act, className="line-act") if act else None])


def flags_table(changes: Changes) -> Table:
    """Every flag that came, went or stayed, for the file."""
    groups = (
        ("New", changes.raised),
        ("Cleared", changes.cleared),
        ("Carried forward", changes.carried),
    )
    titles = ("Standing", "Flag", "Kind", "Partner", "Agreement", "Area")
    columns = (*(Column(t) for t in titles), Column("Since", "day"), Column("What would clear it"))
    rows = [
        (
            word,
            flag.rule.title,
            KINDS[flag.rule.kind],
            flag.partner_name,
            flag.agreement_code,
            area_name(flag.area),
            flag.finding.since,
            flag.finding.clears_when if word != "Cleared" else None,
        )
        for word, flags in groups
        for flag in flags
    ]
    return Table(f"Flags since {day(changes.since)}", columns, rows)


def agreements_sentence(began: Sequence[Agreement], ended: Sequence[Agreement]) -> str:
    sentences = [
        f"{plural(len(agreements), 'agreement')} {word}: {listed(a.title for a in agreements)}"
        for agreements, word in ((began, "began"), (ended, "ended"))
        if agreements
    ]
    return f"{'. '.join(sentences)}." if sentences else "No agreement began or ended."


def risks_table(then: dict[str, int], now: dict[str, int], since: date) -> Table:
    columns = (Column("Band"), Column(f"On {day(since)}", "count"), Column("Today", "count"))
    rows = [(band.capitalize(), then[band], now[band]) for band in reversed(now)]
    total = ("All", sum(then.values()), sum(now.values()))
    return Table("Open risks by band", columns, [*rows, total], totals=frozenset({len(rows)}))
