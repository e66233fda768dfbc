"""What falls due: how much, what comes next, and all of it by day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from dash import html

from dashboard.components.links import partner_links
from dashboard.components.page_parts import more
from dashboard.components.tables.table import Column, Table, exports, shown_table
from dashboard.domain.formatting import area_name, listed, plural
from dashboard.policy.reminders import Reminder

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
    ahead = [one for one in reminders if one.on >= on]
    behind = [one for one in reminders if one.on < on]
    said = f"{_counted(ahead)} {_left(behind)}".strip()
    return [
        html.P(said, className="section-note"),
        shown_table(due_table(ahead[:NEXT], "What comes next")) if ahead else None,
        more(
            f"Show all {plural(len(reminders), 'entry', 'entries')}",
            shown_table(due_table(reminders)),
            is_rest=True,
        ),
        exports(export),
    ]


def _counted(ahead: Sequence[Reminder]) -> str:
    """`In the coming year 120 returns and 3 reviews fall due, and 7 agreements end.`"""
    counts, due = Counter(one.kind for one in ahead), _kinds(ahead)
    falls = "falls" if sum(counts[kind] for kind in COUNTED) == 1 else "fall"
    said = [f"{listed(due)} {falls} due"] if due else []
    if counts["end"]:
        said.append(plural(counts["end"], "agreement ends", "agreements end"))
    return f"In the coming year {', and '.join(said) or 'nothing falls due'}."


def _left(behind: Sequence[Reminder]) -> str:
    """`From before today 1 return and 1 review are still open, and 2 agreements ended.`"""
    counts, still = Counter(one.kind for one in behind), _kinds(behind)
    is_are = "is" if sum(counts[kind] for kind in COUNTED) == 1 else "are"
    said = [f"{listed(still)} {is_are} still open"] if still else []
    if counts["end"]:
        said.append(f"{plural(counts['end'], 'agreement')} ended")
    return f"From before today {', and '.join(said)}." if said else ""


def _kinds(found: Sequence[Reminder]) -> list[str]:
    """`120 returns`, `3 reviews`: how many of each kind there are."""
    counts = Counter(one.kind for one in found)
    return [plural(counts[kind], *nouns) for kind, nouns in COUNTED.items() if counts[kind]]


def due_table(reminders: Sequence[Reminder], caption: str = "What falls due, by day") -> Table:
    rows = [
        (
            one.partner.name,
            one.on,
            one.what,
            one.agreement.title,
            area_name(one.agreement.area),
            one.to_do,
        )
        for one in reminders
    ]
    links = partner_links(one.partner.partner_code for one in reminders)
    return Table(caption, COLUMNS, rows, links=links, stacks=True)
