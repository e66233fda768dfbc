"""Verification of the journal: its entries, what each has written, and its end."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from data.journal.book import STATUS, arrival_of, entries
from data.journal.end_mark import EndMark
from data.journal.entry import BEGINNING, Entry
from data.journal.writes import REFS, SHEET, Write, settings_of, writes_of
from data.warehouse.tables import attempt, file, metadata, policy_version
from data.warehouse.versions import ALWAYS


def findings(connection: Connection, secret: bytes, end: EndMark | None) -> list[str]:
    """What does not agree, each in a sentence; nothing where the journal is whole."""
    book = entries(connection)
    broken = list(_chain(book, secret))
    if broken:  # what an altered entry has written cannot be known
        return [*broken, *_end(book, end)]
    return [
        *_end(book, end),
        *_arrivals(connection, book),
        *_written(connection, book),
        *_settings(connection, book),
    ]


def _chain(book: list[Entry], secret: bytes) -> Iterator[str]:
    """Each entry bears its number, its own seal, and the seal of the one before it."""
    previous = BEGINNING
    for place, entry in enumerate(book, start=1):
        if entry.entry_number != place:
            yield f"Entry {place} is missing: entry {entry.entry_number} stands in its place."
            return
        if entry.seal != entry.sealed_with(secret):
            yield f"Entry {place} has been altered: its seal does not fit what it says."
        if entry.previous != previous:
            yield f"Entry {place} does not follow the entry before it: one was put in or taken out."
        previous = entry.seal


def _end(book: list[Entry], end: EndMark | None) -> Iterator[str]:
    """Nothing was cut off: the entry that was noted as the last is there, as it was."""
    if end is None:
        if book:
            yield (
                "The note of where the journal ends (journal.end beside the archive) is missing or "
                "is not the one that was written."
            )
        return
    if len(book) < end.entry_number:
        yield f"The journal ends with entry {len(book)}, but {end.entry_number} were written."
    elif book[end.entry_number - 1].seal != end.seal:
        yield f"Entry {end.entry_number} is not the one that was noted as the last."


def _arrivals(connection: Connection, book: list[Entry]) -> Iterator[str]:
    """Each entry stands among the files as itself and was read once, in its turn."""
    query = select(file).where(file.c.status == STATUS)
    there = {row["file_id"]: _less(row, "mends_file_id") for row in _rows(connection, query)}
    for entry in book:
        if there.pop(entry.file_id, None) != arrival_of(entry):
            yield f"{entry.name} does not stand among the arrivals as it was written."
    for row in there.values():
        yield f"‘{row['name']}’ stands among the arrivals, but is no entry of the journal."
    yield from _readings(connection, book)


def _readings(connection: Connection, book: list[Entry]) -> Iterator[str]:
    numbers = [entry.file_id for entry in book]
    query = select(attempt).where(attempt.c.file_id.in_(numbers)).order_by(attempt.c.attempt_id)
    read = [(row["file_id"], row["tried_on"]) for row in _rows(connection, query)]
    if read != [(entry.file_id, entry.written_on) for entry in book]:
        yield "The order in which entries were taken in has been changed."


def _written(connection: Connection, book: list[Entry]) -> Iterator[str]:
    """Each row that entries wrote is there as they wrote it, and nobody else has closed it."""
    own = {entry.file_id for entry in book}
    expected = [(entry, write) for entry in book for write in writes_of(entry)]
    for name, key in REFS.items():
        table = metadata.tables[name]
        rows = _rows(connection, select(table).order_by(table.c.row_id))
        writes = [(entry, write) for entry, write in expected if write.table is table]
        yield from _in(name, key, rows, own, writes)


def _in(
    name: str, key: str, rows: list[dict], own: set[int], expected: list[tuple[Entry, Write]]
) -> Iterator[str]:
    there = [row for row in rows if row["file_id"] in own]
    if len(there) != len(expected):
        yield f"{name} holds {len(there)} rows of the journal instead of {len(expected)}."
        return
    for row, (entry, write) in zip(there, expected, strict=True):
        before = [old for old in rows if old[key] == row[key] and old["row_id"] < row["row_id"]]
        if not _is_as_written(row, before, entry, write):
            yield f"What {entry.name.lower()} wrote as {write.code} has been altered."
    yield from _standing(key, [row for row in rows if row[key] in {known[key] for known in there}])


def _is_as_written(row: dict, before: list[dict], entry: Entry, write: Write) -> bool:
    """What it says, and for the rest what stood before; from the place and day of its entry."""
    stood = max(before, key=lambda version: (version["file_id"], version["row_id"]), default=None)
    origin = {"file_id": entry.file_id, "sheet": SHEET, "row_number": entry.entry_number}
    begun = {"valid_from": entry.written_on if stood else ALWAYS}
    wanted = dict.fromkeys(row) | (stood or {}) | dict(write.values) | origin | begun
    return _less(wanted, "row_id", "valid_to") == _less(row, "row_id", "valid_to")


def _standing(key: str, rows: list[dict]) -> Iterator[str]:
    """The newest row under each key stands; the others have ended."""
    by_code: dict[str, list[dict]] = {}
    for row in rows:
        by_code.setdefault(row[key], []).append(row)
    for code, versions in by_code.items():
        newest = max(versions, key=lambda version: (version["file_id"], version["row_id"]))
        is_open = [version for version in versions if version["valid_to"] is None]
        if is_open != [newest] or not _is_in_turn(versions):
            yield f"{code} no longer stands as the journal left it."


def _is_in_turn(versions: list[dict]) -> bool:
    """Each version ended on the day on which the next began, or never stood."""
    stood = sorted(versions, key=lambda version: (version["file_id"], version["row_id"]))
    return all(
        before["valid_to"] in (after["valid_from"], before["valid_from"])
        for before, after in pairwise(stood)
    )


def _settings(connection: Connection, book: list[Entry]) -> Iterator[str]:
    expected = [settings_of(entry) for entry in book if entry.act == "settings"]
    query = select(policy_version).order_by(policy_version.c.file_id)
    if _rows(connection, query) != expected:
        yield "The settings that were adopted are not those that stand in the journal."


def _rows(connection: Connection, query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query).mappings()]


def _less(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def summary(faults: Iterable[str], count: int) -> str:
    """The finding of a check, for people."""
    lines = list(faults)
    if not lines:
        return f"The journal is whole: {count:,} entries, each sealed with the one before it."
    return "\n".join(["The journal is not as it was written:", *(f"  {line}" for line in lines)])
