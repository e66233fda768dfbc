"""An entry of the journal, shown like the cells of a sheet."""

from data.journal.acts import ACTS
from data.journal.entry import Entry, as_text
from etl.trace.views import TracedCell


def said_in(entry: Entry) -> tuple[TracedCell, ...]:
    """What was said of each field of an act; it is kept as it was said."""
    return tuple(
        TracedCell(
            f"entry {entry.entry_number}",
            field.label,
            field.name,
            _said(entry.said[field.name]),
            _said(entry.said[field.name]),
            entry.said[field.name],
            field.is_free_text,
        )
        for field in ACTS[entry.act].fields
        if field.name in entry.said
    )


def _said(value: object) -> str:
    return value if isinstance(value, str) else as_text(value)
