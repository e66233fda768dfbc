"""Keys of the registers, version by version, down to the cells or the entry of the journal."""

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from data.journal.acts import ACTS
from data.journal.book import STATUS as JOURNAL
from data.journal.book import entry_with
from data.journal.entry import Entry, as_text
from data.warehouse.tables import metadata
from etl.schema.source import Source
from etl.sources import SOURCES
from etl.trace.archived_files import Reopener
from etl.trace.records import file_of
from etl.trace.stored_rows import ALWAYS
from etl.trace.views import Filed, TracedCell, VersionTrace

REGISTERS = [source for source in SOURCES.values() if not source.is_return]


def versions(connection: Connection, opener: Reopener, code: str) -> list[VersionTrace]:
    """Every version of whatever a register keeps under a code, in the order in which they came."""
    return [version for source in REGISTERS for version in _of(connection, opener, source, code)]


def known_codes(connection: Connection) -> list[str]:
    """Every key that a register keeps."""
    columns = [_key(source) for source in REGISTERS]
    return sorted({code for column in columns for code in connection.scalars(select(column))})


def _key(source: Source):
    return metadata.tables[source.table].c[source.natural_key[0]]


def _of(connection: Connection, opener: Reopener, source: Source, code: str) -> list[VersionTrace]:
    table = metadata.tables[source.table]
    query = select(table).where(func.lower(_key(source)) == code.lower()).order_by(table.c.row_id)
    return [
        VersionTrace(
            source.key,
            ", ".join(row[name] for name in source.natural_key),
            arrived := file_of(connection, row["file_id"]),
            row["sheet"],
            row["row_number"],
            None if row["valid_from"] == ALWAYS else row["valid_from"],
            row["valid_to"],
            _cells(connection, opener, arrived, row),
        )
        for row in connection.execute(query).mappings()
    ]


def _cells(
    connection: Connection, opener: Reopener, arrived: Filed, row: Mapping
) -> tuple[TracedCell, ...]:
    """The cells of the sheet that brought a version, or what people said who entered it."""
    if arrived.status == JOURNAL:
        return cells_of_entry(entry_with(connection, arrived.file_id))
    return opener.leaf(arrived, row["sheet"]).cells(row["row_number"], row)


def cells_of_entry(entry: Entry) -> tuple[TracedCell, ...]:
    """What was said of each field of an act; it is kept as it was said."""
    return tuple(
        TracedCell(
            f"entry {entry.entry_number}",
            field.label,
            field.name,
            _worded(entry.answers[field.name]),
            _worded(entry.answers[field.name]),
            entry.answers[field.name],
            field.is_free_text,
        )
        for field in ACTS[entry.act].fields
        if field.name in entry.answers
    )


def _worded(value: object) -> str:
    return value if isinstance(value, str) else as_text(value)
