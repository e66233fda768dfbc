"""What people entered in the journal, in words."""

from datetime import date

from dashboard.facts import Act
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
