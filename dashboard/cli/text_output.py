"""Text of the command line: the store's answers as tables for a terminal."""

from collections.abc import Mapping
from datetime import date

from rich.console import Console
from rich.table import Column, Table

from dashboard.backtest.backtest import Backtest
from dashboard.backtest.flag_quality import Quality
from dashboard.components.tables.backtests import answer, changes_table, ratings_table
from dashboard.components.tables.flag_quality import noisy_means, quality_table, verdict
from dashboard.components.tables.journal_entries import act_sentences
from dashboard.components.tables.restatements import because, method_changed, was_and_is, where
from dashboard.components.tables.table import Table as PageTable
from dashboard.domain.facts import Act
from dashboard.domain.formatting import area_name
from dashboard.domain.viewer import ROLES
from dashboard.measures.kpi import Reading
from dashboard.measures.restatements import Restatement
from dashboard.policy.flag import Flag
from dashboard.views.funds import Fund
from data.adjustable import Adjustable
from data.journal.acts import ACTS
from data.policies import Policy

SYMBOLS = {"missing": "x", "not_applicable": "z", "suppressed": "c"}
LEGEND = "x not available · z not applicable · c suppressed (too few people) · 0 a true zero"


def kpis(readings: list[Reading]) -> None:
    table = Table("KPI", *_right("Value"), "Rating", *_right("Target", "Returns"))
    for reading in readings:
        unit, coverage = reading.kpi.unit, reading.coverage
        value = SYMBOLS.get(reading.state) or _number(reading.value, unit)
        target = "–" if reading.target is None else _number(reading.target, unit)
        returns = f"{coverage.received} of {coverage.due}"
        table.add_row(reading.kpi.title, value, reading.rag, target, returns)
    _show(table, LEGEND)


def flags(states: list[Flag]) -> None:
    table = Table("Agreement", "Partner", "Flag", "Since", "Why", "What would clear it")
    for flag in (flag for flag in states if flag.finding.state == "raised"):
        since = flag.finding.since
        table.add_row(
            flag.agreement_code or "–",
            flag.partner_name or area_name(flag.area),
            flag.rule.title,
            f"{since:%-d %B %Y}" if since else "–",
            " ".join(f"{fact}." for fact in flag.finding.evidence) or "–",
            flag.finding.clears_when or "–",
        )
    words = [flag.finding.state for flag in states]
    counts = {word: words.count(word) for word in dict.fromkeys(words)}
    summary = " · ".join(f"{n} {word.replace('_', ' ')}" for word, n in counts.items())
    _show(table, summary or "No agreement runs on this day.")


def journal(acts: list[Act]) -> None:
    table = Table("Entry", "Day", "By", "What", "Agreement", "Said")
    for act in acts:
        table.add_row(
            str(act.entry_number),
            f"{act.written_on:%-d %B %Y}",
            ROLES.get(act.role, act.role),
            ACTS[act.act].done,
            act.agreement_code or "–",
            act_sentences(act),
        )
    _show(table, f"{len(acts):,} entries" if acts else "Nothing has been entered yet.")


def funds(rows: list[Fund]) -> None:
    table = Table("Area", *_right("Allocated", "Paid", "Spent"))
    for row in rows:
        spent = "x" if row.spent_pence is None else _number(row.spent_pence, "pence")
        paid = (_number(row.allocated_pence, "pence"), _number(row.paid_pence, "pence"))
        table.add_row(area_name(row.area), *paid, spent)
    _show(table, "x not available: no return told of spending")


def restatements(entries: list[Restatement], method_changed_on: date | None) -> None:
    because_of = Column("Because of", overflow="fold")
    table = Table("Since", "Quarter", "Where", "KPI", *_right("Was", "Became"), because_of)
    for entry in entries:
        table.add_row(
            f"{entry.day:%-d %B %Y}",
            str(entry.quarter),
            where(entry),
            entry.kpi.title,
            *was_and_is(entry),
            because(entry),
        )
    if entries:
        _show(table, "What came and was replaced within one day is not told.")
    else:
        Console().print("No figure of a closed quarter has changed for this choice.")
    if method_changed_on:
        Console().print(method_changed(method_changed_on))


def backtest(result: Backtest, known: Mapping[str, Adjustable]) -> None:
    changes = result.having("raised", "lost", "otherwise", "kept")
    for table in (changes_table(changes, ""), ratings_table(result.ratings)):
        if table.rows:
            _as_it_stands(table)
    Console().print(answer(result, known))


def quality(result: Quality, policy: Policy) -> None:
    _as_it_stands(quality_table(result), columns=6)
    Console().print(verdict(result, policy))
    Console().print(noisy_means(policy), style="dim")


def _as_it_stands(table: PageTable, columns: int | None = None) -> None:
    """A page's table of words and counts, or its first columns."""
    heads = [
        Column(column.title, justify="left" if column.kind == "text" else "right", overflow="fold")
        for column in table.columns
    ]
    shown = Table(*heads[:columns])
    for row in table.rows:
        shown.add_row(*("–" if cell is None else str(cell) for cell in row[:columns]))
    Console().print(shown)


def _right(*titles: str) -> list:
    return [Column(title, justify="right") for title in titles]


def _show(table: Table, footnote: str) -> None:
    console = Console()
    console.print(table)
    console.print(footnote, style="dim")


def _number(value: float, unit: str) -> str:
    if unit == "share":
        return f"{value:.1%}"
    if unit == "pence":
        return f"£{value / 100:,.2f}"
    return f"{value:,.2f}" if unit == "ratio" else f"{value:,.0f}"
