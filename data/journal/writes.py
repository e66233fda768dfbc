"""Writes of an entry into the registers: reviews, decisions, and settings of the policy."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Table

from data.journal.answers import settle
from data.journal.entry import Entry, as_text
from data.warehouse.tables import fact_decision, fact_review, policy_version
from data.warehouse.versions import write_version

SHEET = "Journal"
REFS = {fact_decision.name: "decision_ref", fact_review.name: "review_ref"}


@dataclass(frozen=True)
class Write:
    """A register row: its table and the values that it gives, its key among them."""

    table: Table
    values: Mapping[str, Any]

    @property
    def key(self) -> str:
        return REFS[self.table.name]

    @property
    def code(self) -> str:
        return self.values[self.key]


def apply(connection: Connection, entry: Entry) -> None:
    """Write what an entry decides; the same again when the warehouse is rebuilt."""
    origin = {"file_id": entry.file_id, "sheet": SHEET, "row_number": entry.entry_number}
    for write in writes_of(entry):
        write_version(connection, write.table, write.key, write.values, origin, entry.written_on)
    if entry.act == "answer":
        settle(connection, entry)
    if entry.act == "settings":
        connection.execute(policy_version.insert().values(settings_of(entry)))


def writes_of(entry: Entry) -> tuple[Write, ...]:
    """The register rows that an entry writes."""
    make = _MAKERS.get(entry.act)
    return make(entry) if make else ()


def settings_of(entry: Entry) -> dict[str, Any]:
    """The version of the settings that an entry adopts, as its row."""
    answers = entry.answers
    return {
        "version": f"{answers['in_force_from']}, {entry.name[0].lower()}{entry.name[1:]}",
        "file_id": entry.file_id,
        "in_force_from": date.fromisoformat(answers["in_force_from"]),
        "adopted_on": date.fromisoformat(answers["adopted_on"]),
        "adopted_by": "The Executive Group",
        "status": "adopted",
        "changes": as_text(answers["values"]),
    }


def _review(entry: Entry) -> tuple[Write, ...]:
    """Of a review that was due, or of one that nobody had planned."""
    values = _values_of(entry, fact_review)
    unplanned = {"review_ref": _own_ref(entry), "due_on": values["held_on"]}
    return (_write(fact_review, entry, (unplanned if "review_ref" not in values else {}) | values),)


def _improvement_plan(entry: Entry) -> tuple[Write, ...]:
    own = {"decision_ref": _own_ref(entry), "kind": "improvement plan"}
    due = {"review_ref": _own_ref(entry), "due_on": date.fromisoformat(entry.answers["review_on"])}
    return (
        _write(fact_decision, entry, own | _values_of(entry, fact_decision)),
        _write(fact_review, entry, due),
    )


def _decision(entry: Entry) -> tuple[Write, ...]:
    own = {"decision_ref": _own_ref(entry)}
    return (_write(fact_decision, entry, own | _values_of(entry, fact_decision)),)


def _of_a_decision(entry: Entry) -> tuple[Write, ...]:
    """A decision's approval or report; an award without a decision is read from the entry."""
    values = _values_of(entry, fact_decision)
    return (Write(fact_decision, values),) if "decision_ref" in values else ()


_MAKERS: dict[str, Callable[[Entry], tuple[Write, ...]]] = {
    "review": _review,
    "improvement plan": _improvement_plan,
    "decision": _decision,
    "approval": _of_a_decision,
    "report": _of_a_decision,
}


def _own_ref(entry: Entry) -> str:
    return f"J-{entry.entry_number}"


def _write(table: Table, entry: Entry, values: Mapping[str, Any]) -> Write:
    return Write(table, dict(values) | {"agreement_code": entry.agreement_code})


def _values_of(entry: Entry, table: Table) -> dict[str, Any]:
    """What an entry says of a register's columns, days as days."""
    return {
        name: date.fromisoformat(value) if isinstance(table.c[name].type, Date) else value
        for name, value in entry.answers.items()
        if name in table.c
    }
