"""The journal itself: entries read in their order, and one more written."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select

from data.formatting import day
from data.journal.entry import BEGINNING, Entry, as_text
from data.journal.reading import NotRecordedError
from data.journal.writes import apply
from data.warehouse.bulk import next_id
from data.warehouse.state import raise_version
from data.warehouse.tables import attempt, file, journal

STATUS = "journal"  # of the arrival that an entry is
PURPOSE = "journal"  # what the secret is for that seals it


@dataclass(frozen=True)
class Hand:
    """Who writes: their role, and the organisation that they belong to, if any."""

    role: str
    organisation: str | None = None


def entries(connection: Connection) -> list[Entry]:
    """Every entry, oldest first."""
    rows = connection.execute(select(journal).order_by(journal.c.entry_number))
    return [_entry(row) for row in rows]


def entry_with(connection: Connection, file_id: int) -> Entry:
    """The entry that arrived under a number."""
    row = connection.execute(select(journal).where(journal.c.file_id == file_id)).one()
    return _entry(row)


def _entry(row: Any) -> Entry:
    return Entry(**{field.name: getattr(row, field.name) for field in fields(Entry)})


def append(
    connection: Connection,
    secret: bytes,
    hand: Hand,
    act: str,
    agreement_code: str | None,
    answers: Mapping[str, Any],
    today: date,
) -> Entry:
    """Seal one more entry and write what it decides, in the caller's transaction.

    NotRecordedError where its day would lie before the last entry's.
    """
    last = _last(connection)
    _require_order(last, today)
    entry = Entry(
        entry_number=last.entry_number + 1 if last else 1,
        file_id=next_id(connection, file),
        written_at=datetime.now(UTC).isoformat(timespec="seconds"),
        written_on=today,
        role=hand.role,
        act=act,
        organisation=hand.organisation,
        agreement_code=agreement_code,
        told=as_text(answers),
        previous=last.seal if last else BEGINNING,
    )
    entry = replace(entry, seal=entry.sealed_with(secret))
    _arrive(connection, entry)
    connection.execute(journal.insert().values(vars_of(entry)))
    apply(connection, entry)
    raise_version(connection)
    return entry


def vars_of(entry: Entry) -> dict[str, Any]:
    """An entry as its row."""
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def arrival_of(entry: Entry) -> dict[str, Any]:
    """The row under which an entry stands among the files."""
    return {
        "file_id": entry.file_id,
        "sha256": entry.seal,
        "name": entry.name,
        "received_on": entry.written_on,
        "loaded_at": entry.written_at,
        "backfill": False,
        "status": STATUS,
    }


def _arrive(connection: Connection, entry: Entry) -> None:
    """Enter it among the files and their readings, so that a rebuild takes it in its turn."""
    connection.execute(file.insert().values(arrival_of(entry)))
    read = {"attempt_id": next_id(connection, attempt), "file_id": entry.file_id}
    connection.execute(attempt.insert().values(read | {"tried_on": entry.written_on}))


def _last(connection: Connection) -> Entry | None:
    query = select(journal).order_by(journal.c.entry_number.desc()).limit(1)
    row = connection.execute(query).first()
    return _entry(row) if row else None


def _require_order(last: Entry | None, today: date) -> None:
    if last and last.written_on > today:
        raise NotRecordedError(
            f"The journal’s last entry is of {day(last.written_on)}; today is "
            f"{day(today)}, before it. Check the day that this machine keeps."
        )
