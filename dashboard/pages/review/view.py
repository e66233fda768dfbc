"""Quarterly review as the Oversight Committee reads it: cover, one page, and the parts."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dash import html

from dashboard.components.headline import headline
from dashboard.components.page_parts import facts, nothing
from dashboard.components.period import a_year_ago, months, period, place
from dashboard.components.reading_words import WORDS, rag, rag_word, value_or_word
from dashboard.components.tables.readings import figure, target_figure
from dashboard.components.tables.table import Column, Table
from dashboard.domain.facts import Agreement
from dashboard.domain.formatting import area_name, plural
from dashboard.domain.selection import Selection
from dashboard.measures.kpi import Reading
from dashboard.policy.changes import Changes
from dashboard.policy.flag import KINDS
from dashboard.views.readings import Compared
from dashboard.views.returns import ReturnCell
from data.formatting import day
from data.vocabulary.functions import FUNCTIONS

WHAT_IT_IS = (
    "A reading version: its figures move as returns come in. A pack is frozen when the hub lead "
    "organisation hands it to the Committee."
)


def answer(now: Sequence[Reading], cells: Sequence[ReturnCell]) -> str:
    """The headline of the local plan, and how much of it rests on returns that came."""
    due = [cell for cell in cells if cell.state != "waiting"]
    received = sum(cell.received_on is not None for cell in due)
    returns = (
        f"{received} of {plural(len(due), 'return')} have come" if due else "no return is due yet"
    )
    return f"{headline(now).rstrip('.')}; {returns}."


def cover(selection: Selection, today: date, cells: Sequence[ReturnCell]) -> html.Dl:
    due = [cell for cell in cells if cell.state != "waiting"]
    received = [cell for cell in due if cell.received_on]
    late = sum(cell.state == "late" for cell in received)
    missing = sorted({cell.partner_name for cell in due if not cell.received_on})
    return facts(
        [
            ("For", "The Oversight Committee"),
            ("Period", f"{period(selection)} ({months(selection.quarters)})"),
            ("Covers", place(selection)),
            ("Data as of", day(today)),
            ("Returns", f"{len(received)} of {len(due)} received, {late} of them late"),
            ("Not received", ", ".join(missing)),
            ("Standing", WHAT_IT_IS),
        ]
    )


def ratings(now: Sequence[Reading]) -> html.Ul:
    """How many measures stand where, each with its mark."""
    counted = Counter(reading.rag for reading in now)
    return html.Ul(
        [
            html.Li([html.B(str(counted[rag])), html.Span(WORDS[rag], className=f"rag rag-{rag}")])
            for rag in WORDS
        ],
        className="count-list",
    )


def flags_counted(changes: Changes) -> html.Ul | html.P:
    standing = Counter(flag.rule.kind for flag in (*changes.raised, *changes.carried))
    if not standing:
        return nothing("No flag is raised.")
    new = Counter(flag.rule.kind for flag in changes.raised)
    return html.Ul(
        [
            html.Li([html.B(str(standing[kind])), f"{KINDS[kind]}, {new[kind] or 'none'} new"])
            for kind in KINDS
            if standing[kind]
        ],
        className="count-list",
    )


def plan_table(compared: Sequence[Compared]) -> Table:
    """Every measure of the local plan by function, beside its target and a year ago."""
    planned = [pair for pair in compared if pair.now.kpi.function]
    order = list(FUNCTIONS)
    planned.sort(key=lambda pair: order.index(pair.now.kpi.function))
    then = a_year_ago(planned[0].now.selection) if planned else "A year ago"
    titles = ("Function", "Measure", "Value", "Target", "Standing", then)
    rows = [_measure(pair) for pair in planned]
    return Table("The local plan by function", tuple(Column(title) for title in titles), rows)


def _measure(pair: Compared) -> tuple:
    now = pair.now
    return (
        FUNCTIONS[now.kpi.function],
        now.kpi.title,
        figure(now),
        target_figure(now),
        rag_word(now),
        figure(pair.a_year_ago),
    )


def measure_lines(readings: Mapping[str, Reading], *keys: str) -> html.Ul:
    """Measures in a line each: what, how much, and how it stands."""
    return html.Ul([_line(readings[key]) for key in keys], className="gravest")


def _line(reading: Reading) -> html.Li:
    return html.Li([html.B(f"{reading.kpi.title}: "), f"{value_or_word(reading)} ", rag(reading)])


def commitments_table(agreements: Sequence[Agreement]) -> Table:
    """What agreements commit their partners to for the environment, the silent ones last."""
    ordered = sorted(agreements, key=lambda agreement: (not agreement.environment, agreement.title))
    columns = (Column("Agreement"), Column("Area"), Column("Environmental commitment"))
    rows = [(f"{a.title} ({a.agreement_code})", area_name(a.area), a.environment) for a in ordered]
    return Table("Environmental commitments of running agreements", columns, rows)


def commitments_sentence(agreements: Sequence[Agreement]) -> str:
    if not agreements:
        return "No agreement runs today for this choice."
    holding = sum(bool(agreement.environment) for agreement in agreements)
    many = plural(len(agreements), "running agreement")
    return f"{holding} of {many} {'holds' if holding == 1 else 'hold'} an environmental commitment."
