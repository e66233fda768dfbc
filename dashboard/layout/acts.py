"""What people entered in the journal, in words."""

from collections.abc import Sequence
from datetime import date

from dashboard.access import ROLES
from dashboard.facts import Act
from dashboard.layout.table import Column, Table
from dashboard.saying import day, listed
from data.journal.acts import ACTS, NO_PARTNER, Field


def told(act: Act) -> str:
    """`Held on: 10 January 2026. Outcome: continue.` Field by field, blank ones left out."""
    fields = ACTS[act.act].fields
    return " ".join(
        f"{f.label}: {_said(f, act.said[f.name])}." for f in fields if f.name in act.said
    )


def _said(field: Field, value: object) -> str:
    if field.kind == "day":
        return day(date.fromisoformat(str(value)))
    if field.kind == "values":
        return listed(f"{name} {_plain(one)}" for name, one in value.items())
    return "no partner’s" if value == NO_PARTNER else str(value).rstrip(".")


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else str(value)


def acts_table(acts: Sequence[Act]) -> Table:
    columns = (
        Column("Entry", "count"),
        Column("Day", "day"),
        *(Column(title) for title in ("By", "What", "About", "Said")),
    )
    rows = [
        (
            act.entry_number,
            act.written_on,
            ROLES.get(act.role, act.role),
            ACTS[act.act].title,
            _about(act),
            told(act),
        )
        for act in acts
    ]
    return Table("What people entered, newest first", columns, rows, stacks=True)


def _about(act: Act) -> str:
    return act.agreement_code or act.said.get("area") or "The hub"
