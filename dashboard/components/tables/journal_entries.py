"""Journal entries: each in sentences, and all as a table."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from dashboard.components.setting_words import settings_list
from dashboard.components.tables.table import Column, Table
from dashboard.domain.facts import Act
from dashboard.domain.viewer import ROLES
from dashboard.rules import RULES
from data.adjustable import adjustable
from data.formatting import day
from data.journal.acts import ACTS, NO_PARTNER, Field
from data.policies import policies


def act_sentences(act: Act, but: Collection[str] = ()) -> str:
    """`Held on: 10 January 2026. Outcome: continue.` Field by field, `but` for some."""
    names = act.answers.keys() - set(but)
    fields = [field for field in ACTS[act.act].fields if field.name in names]
    return " ".join(
        f"{field.label}: {_field_value(field, act.answers[field.name])}." for field in fields
    )


def _field_value(field: Field, value: Any) -> str:
    if field.kind == "day":
        return day(date.fromisoformat(value))
    if field.kind == "values":
        return settings_list(adjustable(policies()[0]), value)
    if field.name == "rule":
        return RULES[value].title if value in RULES else value
    return "no partner’s" if value == NO_PARTNER else str(value).rstrip(".")


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
            ACTS[act.act].done,
            _subject(act),
            act_sentences(act),
        )
        for act in acts
    ]
    return Table("What people entered, newest first", columns, rows, stacks=True)


def _subject(act: Act) -> str:
    return act.agreement_code or act.answers.get("area") or "The hub"
