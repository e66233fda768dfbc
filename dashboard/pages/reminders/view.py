"""Reminders: how much falls due, what comes next, and all of it by day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.links import partner_links
from dashboard.components.page_parts import disclosure
from dashboard.components.tables.table import Column, Table, exports, shown_table
from dashboard.domain.formatting import area_name, plural
from dashboard.policy.reminders import Reminder
from data.formatting import listed

COLUMNS = (
    Column("Partner"),
    Column("Day", "day"),
    Column("What"),
    Column("Agreement"),
    Column("Area"),
    Column("What to do"),
)


NEXT = 6
COUNTED = {
    "return": ("return", "returns"),
    "review": ("review", "reviews"),
    "decision": ("decision on what follows", "decisions on what follows"),
}


def falling_due(reminders: Sequence[Reminder], on: date, export: str) -> list:
    """How much is to come, the next few, and all of it on opening; `export` is its address."""
    ahead = [reminder for reminder in reminders if reminder.on >= on]
    behind = [reminder for reminder in reminders if reminder.on < on]
    summary = f"{_counted(ahead)} {_left(behind)}".strip()
    return [
        html.P(summary, className="section-note"),
        shown_table(due_table(ahead[:NEXT], "What comes next")) if ahead else None,
        disclosure(
            f"Show all {plural(len(reminders), 'entry', 'entries')}",
            shown_table(due_table(reminders)),
            is_rest=True,
        ),
        exports(export),
    ]


def _counted(ahead: Sequence[Reminder]) -> str:
    """`In the coming year 120 returns and 3 reviews fall due, and 7 agreements end.`"""
    counts, due = Counter(reminder.kind for reminder in ahead), _kinds(ahead)
    falls = "falls" if sum(counts[kind] for kind in COUNTED) == 1 else "fall"
    clauses = [f"{listed(due)} {falls} due"] if due else []
    if counts["end"]:
        clauses.append(plural(counts["end"], "agreement ends", "agreements end"))
    return f"In the coming year {', and '.join(clauses) or 'nothing falls due'}."


def _left(behind: Sequence[Reminder]) -> str:
    """`From before today 1 return and 1 review are still open, and 2 agreements ended.`"""
    counts, still = Counter(reminder.kind for reminder in behind), _kinds(behind)
    is_are = "is" if sum(counts[kind] for kind in COUNTED) == 1 else "are"
    clauses = [f"{listed(still)} {is_are} still open"] if still else []
    if counts["end"]:
        clauses.append(f"{plural(counts['end'], 'agreement')} ended")
    return f"From before today {', and '.join(clauses)}." if clauses else ""


def _kinds(reminders: Sequence[Reminder]) -> list[str]:
    """`120 returns`, `3 reviews`: how many of each kind there are."""
    counts = Counter(reminder.kind for reminder in reminders)
    return [plural(counts[kind], *nouns) for kind, nouns in COUNTED.items() if counts[kind]]


def due_table(reminders: Sequence[Reminder], caption: str = "What falls due, by day") -> Table:
    rows = [
        (
            reminder.partner.name,
            reminder.on,
            reminder.what,
            reminder.agreement.title,
            area_name(reminder.agreement.area),
            reminder.to_do,
        )
        for reminder in reminders
    ]
    links = partner_links(reminder.partner.partner_code for reminder in reminders)
    return Table(caption, COLUMNS, rows, links=links, stacks=True)
